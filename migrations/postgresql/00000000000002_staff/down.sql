DROP TABLE audit;
DROP TABLE sign_in_failure;
DROP TABLE staff_session;
DROP TABLE account_code;
DROP TABLE account_locality;
DROP TABLE account;
DROP FUNCTION audit_only_grows();
