CREATE TABLE party (
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    signatory TEXT NOT NULL,
    signatory_title TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (code, valid_from)
) WITHOUT ROWID;

-- Public keys only; the private ones are files of the institutions.
CREATE TABLE party_key (
    public BLOB NOT NULL,
    party TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    revoked_at BIGINT,
    reason TEXT,
    PRIMARY KEY (public)
) WITHOUT ROWID;

-- One draft a wave: its files lie in the data folder.
CREATE TABLE edition_draft (
    wave INTEGER NOT NULL REFERENCES wave (id),
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    digest TEXT NOT NULL,
    embargo BIGINT,
    refused TEXT,
    PRIMARY KEY (wave)
) WITHOUT ROWID;

ALTER TABLE edition ADD COLUMN visible_from BIGINT NOT NULL DEFAULT 0;
