DROP TABLE paper_response;
DROP TABLE paper_sheet;
DROP TABLE paper_batch;
