ALTER TABLE edition DROP COLUMN visible_from;
DROP TABLE edition_draft;
DROP TABLE party_key;
DROP TABLE party;
