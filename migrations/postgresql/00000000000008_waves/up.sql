-- Counts the changes of a wave, so that nobody overwrites what somebody else changed meanwhile.
ALTER TABLE wave ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

-- MARGINS.csv, as it was sent; closing writes it into the sealed dataset.
ALTER TABLE wave ADD COLUMN margins TEXT COLLATE "C";

-- What the sample plan was made from.
ALTER TABLE wave ADD COLUMN plan TEXT COLLATE "C";

-- Interviews that the plan asks for.
ALTER TABLE wave_locality ADD COLUMN planned BIGINT;
