CREATE TABLE locality (
    code TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    valid_to TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    parent_code TEXT COLLATE "C",
    population BIGINT,
    households BIGINT,
    reference_date TEXT COLLATE "C",
    PRIMARY KEY (code, valid_from)
);

CREATE TABLE locality_change (
    from_code TEXT COLLATE "C" NOT NULL,
    from_valid_from TEXT COLLATE "C" NOT NULL,
    to_code TEXT COLLATE "C" NOT NULL,
    to_valid_from TEXT COLLATE "C" NOT NULL,
    act TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (from_code, from_valid_from, to_code, to_valid_from),
    FOREIGN KEY (from_code, from_valid_from) REFERENCES locality (code, valid_from),
    FOREIGN KEY (to_code, to_valid_from) REFERENCES locality (code, valid_from)
);

CREATE TABLE residential_group (
    locality_code TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    households BIGINT,
    PRIMARY KEY (locality_code, valid_from, code),
    FOREIGN KEY (locality_code, valid_from) REFERENCES locality (code, valid_from)
);

CREATE TABLE form (
    code TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (code, version)
);

CREATE TABLE wave (
    id INTEGER NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    title_vi TEXT COLLATE "C" NOT NULL,
    title_en TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    form_code TEXT COLLATE "C" NOT NULL,
    form_version INTEGER NOT NULL,
    method TEXT COLLATE "C" NOT NULL,
    opens_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    simulated BOOLEAN NOT NULL,
    code_key BYTEA,
    sealed_digest TEXT COLLATE "C",
    PRIMARY KEY (id),
    FOREIGN KEY (form_code, form_version) REFERENCES form (code, version)
);

CREATE TABLE wave_locality (
    wave INTEGER NOT NULL REFERENCES wave (id),
    place SMALLINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (wave, place),
    FOREIGN KEY (code, valid_from) REFERENCES locality (code, valid_from)
);

CREATE TABLE link (
    wave INTEGER NOT NULL REFERENCES wave (id),
    token BYTEA NOT NULL,
    kind SMALLINT NOT NULL,
    locality SMALLINT NOT NULL,
    residential_group TEXT COLLATE "C",
    expires_at BIGINT,
    PRIMARY KEY (wave, token)
);

-- The four tables below are written only for a wave that the same statement has found open: a foreign key would look it
-- up again for every row.
CREATE TABLE spent (
    wave INTEGER NOT NULL,
    token BYTEA NOT NULL,
    PRIMARY KEY (wave, token)
);

CREATE TABLE draft (
    wave INTEGER NOT NULL,
    token BYTEA NOT NULL,
    ciphertext BYTEA NOT NULL,
    PRIMARY KEY (wave, token)
);

-- Nobody looks a response up by its id, which is 128 random bits: an index would only cost every answer a write more.
CREATE TABLE response (
    wave INTEGER NOT NULL,
    id BYTEA NOT NULL,
    locality SMALLINT NOT NULL,
    residential_group TEXT COLLATE "C",
    mode SMALLINT NOT NULL,
    complete BOOLEAN NOT NULL,
    answers BYTEA NOT NULL
);

CREATE TABLE comment (
    wave INTEGER NOT NULL,
    id BYTEA NOT NULL,
    locality SMALLINT NOT NULL,
    question TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (wave, id)
);

CREATE TABLE edition (
    id TEXT COLLATE "C" NOT NULL,
    wave INTEGER NOT NULL REFERENCES wave (id),
    number INTEGER NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    published_on TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (wave, number)
);
