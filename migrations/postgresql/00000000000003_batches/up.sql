-- The codes of a batch are derived from the wave's key and the salt; after closing, without the key, the salt says nothing.
CREATE TABLE batch (
    wave INTEGER NOT NULL REFERENCES wave (id),
    id TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    locality SMALLINT NOT NULL,
    residential_group TEXT COLLATE "C",
    size INTEGER NOT NULL,
    salt BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    expires_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (wave, id)
);

CREATE INDEX batch_by_locality ON batch (wave, locality);
