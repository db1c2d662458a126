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

-- Of which groups one wants no notices on the desktop.
CREATE TABLE mute (
  user_id TEXT NOT NULL REFERENCES account (id),
  group_id TEXT NOT NULL REFERENCES care_group (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (user_id, group_id)
);

-- To whom a message is addressed among those in the group; why: 1 by name, 2 as staff of a facility,
-- 3 as everybody, 4 as the author of what it answers. seen_at: 0 until it was looked at.
CREATE TABLE addressed (
  user_id TEXT NOT NULL REFERENCES account (id),
  channel_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  why SMALLINT NOT NULL CHECK (why BETWEEN 1 AND 4),
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, channel_id, seq),
  FOREIGN KEY (channel_id, seq) REFERENCES entry (channel_id, seq)
);
CREATE INDEX addressed_of_entry ON addressed (channel_id, seq);

-- Urgent messages: on top until all persons that they name have acknowledged them (closed_at).
CREATE TABLE urgent (
  channel_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  closed_at BIGINT NOT NULL,
  PRIMARY KEY (channel_id, seq),
  FOREIGN KEY (channel_id, seq) REFERENCES entry (channel_id, seq)
);

-- == Attachments ==

-- A file belongs to a group or to a patient, whose key seals it: its id is in key_id. What the file
-- is called and what it is are sealed; of its size quotas are counted. Nobody but its uploader has
-- it before something holds it: the entry of a message, or a consent. What nothing holds by
-- expires_at is deleted. state: 1 uploading, 2 ready, 3 attached.
-- Whether a facility's staff may save files on their terminals.
ALTER TABLE facility ADD COLUMN saving SMALLINT NOT NULL DEFAULT 0 CHECK (saving IN (0, 1));
ALTER TABLE facility ADD COLUMN saving_set_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE facility ADD COLUMN saving_set_by TEXT;

ALTER TABLE attachment ADD COLUMN group_id TEXT REFERENCES care_group (id);
ALTER TABLE attachment ADD COLUMN patient_id TEXT REFERENCES patient (id);
ALTER TABLE attachment ADD COLUMN facility_id TEXT;
ALTER TABLE attachment ADD COLUMN client_id TEXT;
ALTER TABLE attachment ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE attachment ADD COLUMN state SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE attachment ADD COLUMN holder_id TEXT;
ALTER TABLE attachment ADD COLUMN expires_at BIGINT;
CREATE INDEX attachment_by_key ON attachment (key_id);
CREATE UNIQUE INDEX attachment_by_client ON attachment (created_by, client_id);
CREATE INDEX attachment_by_facility ON attachment (facility_id);
CREATE INDEX attachment_by_holder ON attachment (holder_id) WHERE holder_id IS NOT NULL;
CREATE INDEX attachment_unsent ON attachment (expires_at) WHERE expires_at IS NOT NULL;

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

-- The numbers are in the entries, sealed; here they are found by the time of measuring. What was
-- deleted has no row.
CREATE TABLE vitals (
  channel_id TEXT NOT NULL,
  measured_at BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (channel_id, measured_at, seq),
  FOREIGN KEY (channel_id, seq) REFERENCES entry (channel_id, seq)
);
CREATE UNIQUE INDEX vitals_of_entry ON vitals (channel_id, seq);

-- Every version of a patient's own target ranges: the entry that set it says who, when and what.
CREATE TABLE vital_targets (
  channel_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (channel_id, version),
  FOREIGN KEY (channel_id, seq) REFERENCES entry (channel_id, seq)
);
CREATE INDEX vital_targets_of_entry ON vital_targets (channel_id, seq);

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

-- The folded words of a stretch of entries, from first_seq to last_seq, written between first_at
-- and last_at. sealed: a line for each entry that can be found, see store/anshin-search-index.h.
CREATE TABLE search_block (
  channel_id TEXT NOT NULL REFERENCES channel (id),
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (channel_id, first_seq)
);

-- == Consents ==

-- ended_at: when it stopped being in force, 0 while it is or has never been. valid_until: the last
-- day as YYYYMMDD, 0 until the care ends.
ALTER TABLE consent ADD COLUMN ended_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN valid_until BIGINT NOT NULL DEFAULT 0;
CREATE INDEX consent_printed ON consent (printed_at) WHERE state = 2;
CREATE INDEX consent_running_out ON consent (valid_until) WHERE state = 3 AND valid_until > 0;

-- What happened to a consent, and who did it, so far as there is a person who did.
CREATE TABLE consent_event (
  id TEXT PRIMARY KEY,
  consent_id TEXT NOT NULL REFERENCES consent (id),
  kind SMALLINT NOT NULL,
  by_id TEXT,
  at BIGINT NOT NULL
);
CREATE INDEX consent_event_of_consent ON consent_event (consent_id, id);

-- Who was in a group from when to when: of the table membership only the last time can be seen,
-- and nothing once the group is gone; what was given to third parties has to be kept.
CREATE TABLE membership_period (
  group_id TEXT NOT NULL REFERENCES care_group (id),
  user_id TEXT NOT NULL REFERENCES account (id),
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  PRIMARY KEY (group_id, user_id, joined_at)
);
-- Of a group that was deleted for good: since when it had had each kind of item.
CREATE TABLE provided_item (
  group_id TEXT NOT NULL REFERENCES care_group (id),
  item SMALLINT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (group_id, item)
);

-- What can be told of the time before.
UPDATE consent SET ended_at = COALESCE (
  CASE WHEN state = 5 THEN (SELECT MIN (n.recorded_at) FROM consent n
                            WHERE n.patient_id = consent.patient_id
                            AND n.recorded_at > consent.recorded_at) END,
  (SELECT MAX (a.at) FROM audit a WHERE a.patient_id = consent.patient_id AND a.result = 'ok'
   AND ((consent.state = 4 AND a.action = 'withdraw-consent' AND a.object_id = consent.id)
        OR (consent.state = 6 AND a.action = 'end-patient'))),
  recorded_at) WHERE state IN (4, 5, 6);
INSERT INTO consent_event (id, consent_id, kind, by_id, at)
  SELECT id || '.1', id, 1, created_by, created_at FROM consent;
INSERT INTO consent_event (id, consent_id, kind, by_id, at)
  SELECT id || '.2', id, 3, NULL, printed_at FROM consent WHERE printed_at IS NOT NULL;
INSERT INTO consent_event (id, consent_id, kind, by_id, at)
  SELECT id || '.3', id, 4, recorded_by, recorded_at FROM consent WHERE recorded_at IS NOT NULL;
INSERT INTO consent_event (id, consent_id, kind, by_id, at)
  SELECT id || '.4', id, 5, recorded_by, recorded_at FROM consent WHERE recorded_at IS NOT NULL;
INSERT INTO consent_event (id, consent_id, kind, by_id, at)
  SELECT id || '.5', id, CASE state WHEN 4 THEN 6 WHEN 5 THEN 7 ELSE 8 END, NULL, ended_at
  FROM consent WHERE state IN (4, 5, 6);
INSERT INTO membership_period (group_id, user_id, joined_at, left_at)
  SELECT m.group_id, m.user_id, m.joined_at, m.left_at FROM membership m
  JOIN care_group g ON g.id = m.group_id WHERE g.kind = 1;
