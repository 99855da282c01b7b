-- What the office and the Front do with comments and cases. A comment has no day: it could join the words to a person.
CREATE TABLE "case" (
    id INTEGER NOT NULL,
    wave INTEGER NOT NULL REFERENCES wave (id),
    title TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    topic TEXT COLLATE "C",
    locality SMALLINT,
    place TEXT COLLATE "C",
    unit TEXT COLLATE "C",
    due_on TEXT COLLATE "C",
    answer TEXT COLLATE "C",
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE case_step (
    case_id INTEGER NOT NULL REFERENCES "case" (id),
    number INTEGER NOT NULL,
    on_day TEXT COLLATE "C" NOT NULL,
    by_name TEXT COLLATE "C" NOT NULL,
    act TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    PRIMARY KEY (case_id, number)
);

CREATE TABLE reply (
    case_id INTEGER NOT NULL REFERENCES "case" (id),
    published_on TEXT COLLATE "C" NOT NULL,
    said_vi TEXT COLLATE "C" NOT NULL,
    said_en TEXT COLLATE "C",
    done_vi TEXT COLLATE "C" NOT NULL,
    done_en TEXT COLLATE "C",
    locality SMALLINT,
    place TEXT COLLATE "C",
    comments INTEGER,
    quote BYTEA,
    PRIMARY KEY (case_id)
);

CREATE TABLE comment_topic (
    wave INTEGER NOT NULL,
    comment BYTEA NOT NULL,
    topic TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (wave, topic, comment)
);

CREATE INDEX comment_topic_of ON comment_topic (wave, comment);

ALTER TABLE comment ADD COLUMN folded TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE comment ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT 'new';
ALTER TABLE comment ADD COLUMN place TEXT COLLATE "C";
ALTER TABLE comment ADD COLUMN place_folded TEXT COLLATE "C";
ALTER TABLE comment ADD COLUMN reason TEXT COLLATE "C";
ALTER TABLE comment ADD COLUMN case_id INTEGER;

CREATE INDEX comment_state ON comment (wave, state, id);
CREATE INDEX comment_locality ON comment (wave, locality, id);
CREATE INDEX comment_place ON comment (wave, locality, place_folded, place) WHERE place_folded IS NOT NULL;
CREATE INDEX comment_case ON comment (case_id) WHERE case_id IS NOT NULL;
