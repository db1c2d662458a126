-- Version 3: what a care team does in a group, and the paper that makes it lawful.
-- Numbers in kind, state, profession … are those of model/anshin-choice.h and never change.

-- == Messages ==

-- What an entry said before it was edited or deleted: every version is kept (SECURITY RC-01). The
-- entry itself holds the newest. sealed: the content as it stood in the entry at that version.
CREATE TABLE entry_version (
  channel_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  version BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (channel_id, seq, version),
  FOREIGN KEY (channel_id, seq) REFERENCES entry (channel_id, seq)
);

-- changed_at: when it was last edited, or deleted; 0 if never. What is deleted keeps its place and
-- its author; its text is in entry_version alone.
ALTER TABLE entry ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN deleted SMALLINT NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1));

-- One for each person and message; kind: 1 seen, 2 agreed, 3 thanks, 4 liked, 5 done.
CREATE TABLE acknowledgement (
  channel_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  user_id TEXT NOT NULL REFERENCES account (id),
  kind SMALLINT NOT NULL CHECK (kind BETWEEN 1 AND 5),
  at BIGINT NOT NULL,
  PRIMARY KEY (channel_id, seq, user_id),
  FOREIGN KEY (channel_id, seq) REFERENCES entry (channel_id, seq)
);

-- What stands on top for everybody in the group.
CREATE TABLE pin (
  channel_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  user_id TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (channel_id, seq),
  FOREIGN KEY (channel_id, seq) REFERENCES entry (channel_id, seq)
);

-- What one person wants to find again.
CREATE TABLE bookmark (
  user_id TEXT NOT NULL REFERENCES account (id),
  channel_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (user_id, channel_id, seq),
  FOREIGN KEY (channel_id, seq) REFERENCES entry (channel_id, seq)
);
CREATE INDEX bookmark_of_entry ON bookmark (channel_id, seq);

-- == Attachments ==

-- == Requests ==

-- A request (依頼) has the id of its entry. It is asked of a person or of a facility. state: 1 asked,
-- 2 taken, 3 done, 4 declined, 5 cancelled. due_on: YYYYMMDD, 99999999 without a day. sealed, with
-- the group's key: what is asked, the last word, and the names of those days.
CREATE TABLE care_request (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES care_group (id),
  seq BIGINT NOT NULL,
  about_id TEXT,
  asked_by TEXT NOT NULL REFERENCES account (id),
  asked_at BIGINT NOT NULL,
  owner_id TEXT REFERENCES account (id),
  owner_facility_id TEXT REFERENCES facility (id),
  due_on BIGINT NOT NULL,
  urgent SMALLINT NOT NULL CHECK (urgent IN (0, 1)),
  state SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 5),
  taken_by TEXT REFERENCES account (id),
  taken_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  CHECK ((owner_id IS NULL AND owner_facility_id IS NOT NULL)
         OR (owner_id IS NOT NULL AND owner_facility_id IS NULL)),
  CHECK (state <> 2 OR taken_by IS NOT NULL)
);
CREATE UNIQUE INDEX care_request_of_group ON care_request (group_id, seq);
CREATE INDEX care_request_of_owner ON care_request (owner_id, due_on)
  WHERE state IN (1, 2) AND owner_id IS NOT NULL;
CREATE INDEX care_request_of_facility ON care_request (owner_facility_id, due_on)
  WHERE state IN (1, 2) AND owner_facility_id IS NOT NULL;
CREATE INDEX care_request_of_asker ON care_request (asked_by, id);
CREATE INDEX care_request_due ON care_request (group_id, due_on) WHERE state IN (1, 2);

-- == Vital signs ==

-- == Emergency cards ==

-- Every version of a patient's emergency card stays; the newest is the card. sealed, with the
-- patient's key: the card as JSON, with the name of who wrote it.
CREATE TABLE card_version (
  patient_id TEXT NOT NULL REFERENCES patient (id),
  version BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (patient_id, version)
);
-- Which version somebody has seen.
CREATE TABLE card_seen (
  patient_id TEXT NOT NULL REFERENCES patient (id),
  user_id TEXT NOT NULL REFERENCES account (id),
  version BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (patient_id, user_id)
);

-- == Templates of messages ==

-- A template is a user's own or the whole facility's. sealed: name and text.
CREATE TABLE message_template (
  id TEXT PRIMARY KEY,
  user_id TEXT REFERENCES account (id),
  facility_id TEXT REFERENCES facility (id),
  version BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  created_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK ((user_id IS NULL AND facility_id IS NOT NULL)
         OR (user_id IS NOT NULL AND facility_id IS NULL))
);
CREATE INDEX message_template_of_user ON message_template (user_id, id)
  WHERE user_id IS NOT NULL;
CREATE INDEX message_template_of_facility ON message_template (facility_id, id)
  WHERE facility_id IS NOT NULL;

-- == Search ==

-- == Consents ==
