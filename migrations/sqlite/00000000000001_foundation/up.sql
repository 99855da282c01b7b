CREATE TABLE locality (
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_code TEXT,
    population BIGINT,
    households BIGINT,
    reference_date TEXT,
    PRIMARY KEY (code, valid_from)
) WITHOUT ROWID;

CREATE TABLE locality_change (
    from_code TEXT NOT NULL,
    from_valid_from TEXT NOT NULL,
    to_code TEXT NOT NULL,
    to_valid_from TEXT NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (from_code, from_valid_from, to_code, to_valid_from),
    FOREIGN KEY (from_code, from_valid_from) REFERENCES locality (code, valid_from),
    FOREIGN KEY (to_code, to_valid_from) REFERENCES locality (code, valid_from)
) WITHOUT ROWID;

CREATE TABLE residential_group (
    locality_code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    households BIGINT,
    PRIMARY KEY (locality_code, valid_from, code),
    FOREIGN KEY (locality_code, valid_from) REFERENCES locality (code, valid_from)
) WITHOUT ROWID;

CREATE TABLE form (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (code, version)
) WITHOUT ROWID;

CREATE TABLE wave (
    id INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE,
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    state TEXT NOT NULL,
    form_code TEXT NOT NULL,
    form_version INTEGER NOT NULL,
    method TEXT NOT NULL,
    opens_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    simulated BOOLEAN NOT NULL,
    code_key BLOB,
    sealed_digest TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY (form_code, form_version) REFERENCES form (code, version)
) WITHOUT ROWID;

CREATE TABLE wave_locality (
    wave INTEGER NOT NULL REFERENCES wave (id),
    place SMALLINT NOT NULL,
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    PRIMARY KEY (wave, place),
    FOREIGN KEY (code, valid_from) REFERENCES locality (code, valid_from)
) WITHOUT ROWID;

CREATE TABLE link (
    wave INTEGER NOT NULL REFERENCES wave (id),
    token BLOB NOT NULL,
    kind SMALLINT NOT NULL,
    locality SMALLINT NOT NULL,
    residential_group TEXT,
    expires_at BIGINT,
    PRIMARY KEY (wave, token)
) WITHOUT ROWID;

-- The four tables below are written only for a wave that the same statement has found open: a foreign key would look it
-- up again for every row.
CREATE TABLE spent (
    wave INTEGER NOT NULL,
    token BLOB NOT NULL,
    PRIMARY KEY (wave, token)
) WITHOUT ROWID;

CREATE TABLE draft (
    wave INTEGER NOT NULL,
    token BLOB NOT NULL,
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (wave, token)
) WITHOUT ROWID;

CREATE TABLE response (
    wave INTEGER NOT NULL,
    id BLOB NOT NULL,
    locality SMALLINT NOT NULL,
    residential_group TEXT,
    mode SMALLINT NOT NULL,
    complete BOOLEAN NOT NULL,
    answers BLOB NOT NULL,
    PRIMARY KEY (wave, id)
) WITHOUT ROWID;

CREATE TABLE comment (
    wave INTEGER NOT NULL,
    id BLOB NOT NULL,
    locality SMALLINT NOT NULL,
    question TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (wave, id)
) WITHOUT ROWID;

CREATE TABLE edition (
    id TEXT NOT NULL,
    wave INTEGER NOT NULL REFERENCES wave (id),
    number INTEGER NOT NULL,
    digest TEXT NOT NULL,
    published_on TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (wave, number)
) WITHOUT ROWID;
