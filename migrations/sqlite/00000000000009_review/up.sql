-- What the office proposes to leave out, or to keep, after closing, and what a second person said to it.
CREATE TABLE exclusion (
    wave INTEGER NOT NULL REFERENCES wave (id),
    number INTEGER NOT NULL,
    rule TEXT NOT NULL,
    locality TEXT NOT NULL,
    start TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_role TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    outcome TEXT,
    decided_by BIGINT REFERENCES account (id),
    decided_role TEXT,
    decided_at BIGINT,
    PRIMARY KEY (wave, number)
) WITHOUT ROWID;
