-- A letter is written in the transaction of what caused it; recipient and link are emptied once it is settled.
CREATE TABLE letter (
    id BLOB NOT NULL,
    kind SMALLINT NOT NULL,
    language TEXT NOT NULL,
    recipient TEXT NOT NULL,
    link TEXT NOT NULL,
    wave INTEGER,
    locality SMALLINT,
    address BLOB,
    written_at BIGINT NOT NULL,
    good_until BIGINT NOT NULL,
    state SMALLINT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    claimed_by BLOB,
    claimed_until BIGINT NOT NULL,
    tried_at BIGINT NOT NULL,
    trouble TEXT NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE INDEX letter_by_turn ON letter (state, kind, due_at);
CREATE INDEX letter_by_attempt ON letter (tried_at);
CREATE INDEX letter_by_wave ON letter (wave, locality);

-- How the addresses of one import were come by.
CREATE TABLE address_list (
    wave INTEGER NOT NULL REFERENCES wave (id),
    id BLOB NOT NULL,
    locality SMALLINT NOT NULL,
    basis SMALLINT NOT NULL,
    note TEXT NOT NULL,
    added INTEGER NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (wave, id)
) WITHOUT ROWID;

-- No names. The code of an address is derived from batch and number while the wave's key lives.
CREATE TABLE address (
    wave INTEGER NOT NULL REFERENCES wave (id),
    id BLOB NOT NULL,
    locality SMALLINT NOT NULL,
    list BLOB NOT NULL,
    residential_group TEXT,
    email TEXT NOT NULL,
    state SMALLINT NOT NULL,
    soft_bounces SMALLINT NOT NULL,
    batch TEXT,
    number INTEGER NOT NULL,
    letters SMALLINT NOT NULL,
    last_letter_at BIGINT NOT NULL,
    PRIMARY KEY (wave, id),
    UNIQUE (wave, email)
) WITHOUT ROWID;

CREATE INDEX address_by_locality ON address (wave, locality);
CREATE INDEX address_by_id ON address (id);
CREATE INDEX address_by_email ON address (email);

-- Digests of addresses that get no letters: of one wave, or of any where wave is 0.
CREATE TABLE no_letters (
    digest TEXT NOT NULL,
    wave INTEGER NOT NULL,
    PRIMARY KEY (digest, wave)
) WITHOUT ROWID;
