-- The codes of a batch are derived from the wave's key and the salt; after closing, without the key, the salt says nothing.
CREATE TABLE batch (
    wave INTEGER NOT NULL REFERENCES wave (id),
    id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    locality SMALLINT NOT NULL,
    residential_group TEXT,
    size INTEGER NOT NULL,
    salt BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    expires_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (wave, id)
) WITHOUT ROWID;

CREATE INDEX batch_by_locality ON batch (wave, locality);
