-- How many answers came: kept, so that a page need not count them. Two tables, so that nobody learns on which day the
-- answers of a residential group came.
CREATE TABLE tally (
    wave INTEGER NOT NULL,
    locality SMALLINT NOT NULL,
    residential_group TEXT NOT NULL,
    mode SMALLINT NOT NULL,
    responses BIGINT NOT NULL,
    complete BIGINT NOT NULL,
    PRIMARY KEY (wave, locality, residential_group, mode)
) WITHOUT ROWID;

CREATE TABLE day_tally (
    wave INTEGER NOT NULL,
    locality SMALLINT NOT NULL,
    mode SMALLINT NOT NULL,
    day TEXT NOT NULL,
    responses BIGINT NOT NULL,
    complete BIGINT NOT NULL,
    PRIMARY KEY (wave, locality, mode, day)
) WITHOUT ROWID;

-- Open links while their wave is open. `devices` is a sketch, from which only their number can be estimated.
CREATE TABLE link_tally (
    wave INTEGER NOT NULL,
    token BLOB NOT NULL,
    responses BIGINT NOT NULL,
    devices BLOB NOT NULL,
    PRIMARY KEY (wave, token)
) WITHOUT ROWID;

-- How often the tallies of a wave were counted anew; sums from before the last time are in them already.
ALTER TABLE wave ADD COLUMN recounts INTEGER NOT NULL DEFAULT 0;
