CREATE TABLE paper_batch (
    wave INTEGER NOT NULL REFERENCES wave (id),
    number INTEGER NOT NULL,
    locality SMALLINT NOT NULL,
    residential_group TEXT COLLATE "C",
    received TEXT COLLATE "C" NOT NULL,
    sheets INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    set_aside INTEGER NOT NULL,
    unchecked INTEGER NOT NULL,
    compared BIGINT NOT NULL,
    differing BIGINT NOT NULL,
    PRIMARY KEY (wave, number)
);

-- A row without a typist is a sheet that is done; the wave's closing deletes them all.
CREATE TABLE paper_sheet (
    wave INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    typist TEXT COLLATE "C",
    keyed BYTEA,
    PRIMARY KEY (wave, batch, number),
    FOREIGN KEY (wave, batch) REFERENCES paper_batch (wave, number)
);

-- Beside `response`, not in it: answers given online pay nothing for it.
CREATE TABLE paper_response (
    wave INTEGER NOT NULL,
    id BYTEA NOT NULL,
    batch INTEGER NOT NULL,
    typist TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (wave, id)
);
