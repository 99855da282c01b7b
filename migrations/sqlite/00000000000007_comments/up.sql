-- What the office and the Front do with comments and cases. A comment has no day: it could join the words to a person.
CREATE TABLE "case" (
    id INTEGER NOT NULL,
    wave INTEGER NOT NULL REFERENCES wave (id),
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    topic TEXT,
    locality SMALLINT,
    place TEXT,
    unit TEXT,
    due_on TEXT,
    answer TEXT,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE case_step (
    case_id INTEGER NOT NULL REFERENCES "case" (id),
    number INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    by_name TEXT NOT NULL,
    act TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (case_id, number)
) WITHOUT ROWID;

CREATE TABLE reply (
    case_id INTEGER NOT NULL REFERENCES "case" (id),
    published_on TEXT NOT NULL,
    said_vi TEXT NOT NULL,
    said_en TEXT,
    done_vi TEXT NOT NULL,
    done_en TEXT,
    locality SMALLINT,
    place TEXT,
    comments INTEGER,
    quote BLOB,
    PRIMARY KEY (case_id)
) WITHOUT ROWID;

CREATE TABLE comment_topic (
    wave INTEGER NOT NULL,
    comment BLOB NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (wave, topic, comment)
) WITHOUT ROWID;

CREATE INDEX comment_topic_of ON comment_topic (wave, comment);

ALTER TABLE comment ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE comment ADD COLUMN state TEXT NOT NULL DEFAULT 'new';
ALTER TABLE comment ADD COLUMN place TEXT;
ALTER TABLE comment ADD COLUMN place_folded TEXT;
ALTER TABLE comment ADD COLUMN reason TEXT;
ALTER TABLE comment ADD COLUMN case_id INTEGER;

CREATE INDEX comment_state ON comment (wave, state, id);
CREATE INDEX comment_locality ON comment (wave, locality, id);
CREATE INDEX comment_place ON comment (wave, locality, place_folded, place) WHERE place_folded IS NOT NULL;
CREATE INDEX comment_case ON comment (case_id) WHERE case_id IS NOT NULL;
-- A search reads every folded text: here they lie together, without the words beside them.
CREATE INDEX comment_search ON comment (wave, folded);
