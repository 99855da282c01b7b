-- What the office proposes to leave out, or to keep, after closing, and what a second person said to it.
CREATE TABLE exclusion (
    wave INTEGER NOT NULL REFERENCES wave (id),
    number INTEGER NOT NULL,
    rule TEXT COLLATE "C" NOT NULL,
    locality TEXT COLLATE "C" NOT NULL,
    start TEXT COLLATE "C" NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_role TEXT COLLATE "C" NOT NULL,
    proposed_at BIGINT NOT NULL,
    outcome TEXT COLLATE "C",
    decided_by BIGINT REFERENCES account (id),
    decided_role TEXT COLLATE "C",
    decided_at BIGINT,
    PRIMARY KEY (wave, number)
);
