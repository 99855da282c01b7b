ALTER TABLE wave DROP COLUMN recounts;
DROP TABLE link_tally;
DROP TABLE day_tally;
DROP TABLE tally;
