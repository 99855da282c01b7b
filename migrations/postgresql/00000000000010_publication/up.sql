CREATE TABLE party (
    code TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    valid_to TEXT COLLATE "C",
    name_vi TEXT COLLATE "C" NOT NULL,
    name_en TEXT COLLATE "C" NOT NULL,
    signatory TEXT COLLATE "C" NOT NULL,
    signatory_title TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (code, valid_from)
);

-- Public keys only; the private ones are files of the institutions.
CREATE TABLE party_key (
    public BYTEA NOT NULL,
    party TEXT COLLATE "C" NOT NULL,
    valid_from BIGINT NOT NULL,
    revoked_at BIGINT,
    reason TEXT COLLATE "C",
    PRIMARY KEY (public)
);

-- One draft a wave: its files lie in the data folder.
CREATE TABLE edition_draft (
    wave INTEGER NOT NULL REFERENCES wave (id),
    id TEXT COLLATE "C" NOT NULL,
    number INTEGER NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    embargo BIGINT,
    refused TEXT COLLATE "C",
    PRIMARY KEY (wave)
);

ALTER TABLE edition ADD COLUMN visible_from BIGINT NOT NULL DEFAULT 0;
