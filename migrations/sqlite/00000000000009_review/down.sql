DROP TABLE exclusion;
