CREATE TABLE account (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    email TEXT,
    role TEXT NOT NULL,
    password TEXT,
    totp_secret BLOB,
    totp_confirmed BOOLEAN NOT NULL,
    totp_last_step BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE account_locality (
    account BIGINT NOT NULL REFERENCES account (id),
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    PRIMARY KEY (account, code, valid_from),
    FOREIGN KEY (code, valid_from) REFERENCES locality (code, valid_from)
) WITHOUT ROWID;

-- One-time codes, as their SHA-256: invitations, resets, recovery codes.
CREATE TABLE account_code (
    digest BLOB NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (digest)
) WITHOUT ROWID;

CREATE TABLE staff_session (
    digest BLOB NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    csrf TEXT NOT NULL,
    second_factor BOOLEAN NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (digest)
) WITHOUT ROWID;
CREATE INDEX staff_session_account ON staff_session (account);

-- Wrong attempts at the door, per account and per address, under a digest.
CREATE TABLE sign_in_failure (
    who BLOB NOT NULL,
    failures INTEGER NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (who)
) WITHOUT ROWID;

CREATE TABLE audit (
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor BIGINT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (number)
) WITHOUT ROWID;
CREATE TRIGGER audit_keeps_what_was_written BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
CREATE TRIGGER audit_keeps_every_row BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
