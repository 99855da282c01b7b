-- A letter is written in the transaction of what caused it; recipient and link are emptied once it is settled.
CREATE TABLE letter (
    id BYTEA NOT NULL,
    kind SMALLINT NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    link TEXT COLLATE "C" NOT NULL,
    wave INTEGER,
    locality SMALLINT,
    address BYTEA,
    written_at BIGINT NOT NULL,
    good_until BIGINT NOT NULL,
    state SMALLINT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    claimed_by BYTEA,
    claimed_until BIGINT NOT NULL,
    tried_at BIGINT NOT NULL,
    trouble TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX letter_by_turn ON letter (state, kind, due_at);
CREATE INDEX letter_by_attempt ON letter (tried_at);
CREATE INDEX letter_by_wave ON letter (wave, locality);

-- How the addresses of one import were come by.
CREATE TABLE address_list (
    wave INTEGER NOT NULL REFERENCES wave (id),
    id BYTEA NOT NULL,
    locality SMALLINT NOT NULL,
    basis SMALLINT NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    added INTEGER NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (wave, id)
);

-- No names. The code of an address is derived from batch and number while the wave's key lives.
CREATE TABLE address (
    wave INTEGER NOT NULL REFERENCES wave (id),
    id BYTEA NOT NULL,
    locality SMALLINT NOT NULL,
    list BYTEA NOT NULL,
    residential_group TEXT COLLATE "C",
    email TEXT COLLATE "C" NOT NULL,
    state SMALLINT NOT NULL,
    soft_bounces SMALLINT NOT NULL,
    batch TEXT COLLATE "C",
    number INTEGER NOT NULL,
    letters SMALLINT NOT NULL,
    last_letter_at BIGINT NOT NULL,
    PRIMARY KEY (wave, id),
    UNIQUE (wave, email)
);

CREATE INDEX address_by_locality ON address (wave, locality);
CREATE INDEX address_by_id ON address (id);
CREATE INDEX address_by_email ON address (email);

-- Digests of addresses that get no letters: of one wave, or of any where wave is 0.
CREATE TABLE no_letters (
    digest TEXT COLLATE "C" NOT NULL,
    wave INTEGER NOT NULL,
    PRIMARY KEY (digest, wave)
);
