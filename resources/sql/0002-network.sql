-- Version 2: the rules of the network. Office, facilities, staff, registration, audit views.
-- Numbers in kind, state, profession … are those of model/anshin-choice.h and never change.

ALTER TABLE facility ADD COLUMN institution_number TEXT NOT NULL DEFAULT '';
ALTER TABLE facility ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- Personal terminals: allowed until a day, after the facility's admin confirmed the duties.
ALTER TABLE facility ADD COLUMN byod_expires_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE facility ADD COLUMN byod_confirmed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE facility ADD COLUMN byod_confirmed_by TEXT;

-- suspension: why, 0 if not suspended. registered_at: the network's rules accepted for the first
-- time; from then on the user is in the all-users group. rules_version: of the last acceptance.
ALTER TABLE account ADD COLUMN suspension SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN suspended_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN lost_terminal_id TEXT;
ALTER TABLE account ADD COLUMN retired_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN registered_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN rules_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN mailed_at BIGINT NOT NULL DEFAULT 0;
UPDATE account SET registered_at = created_at WHERE password_temporary = 0;

-- The ledger of an account: what was done to it, how the person was identified, and why.
CREATE TABLE account_event (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES account (id),
  kind SMALLINT NOT NULL,
  method SMALLINT NOT NULL,
  sealed BYTEA NOT NULL,
  by_id TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX account_event_of_user ON account_event (user_id, at);

ALTER TABLE terminal ADD COLUMN personal SMALLINT NOT NULL DEFAULT 0 CHECK (personal IN (0, 1));
ALTER TABLE terminal ADD COLUMN system TEXT NOT NULL DEFAULT '';

-- confirmed_at: when the password was last given. heard_at: when a stream of the session was last
-- seen to be open.
ALTER TABLE session ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN heard_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX session_of_terminal ON session (terminal_id) WHERE ended_at IS NULL;

-- state: 1 waiting, 2 registered, 3 turned down, 4 withdrawn. sealed: name, kana, mail, note.
CREATE TABLE application (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  mail_index BYTEA NOT NULL,
  profession SMALLINT NOT NULL,
  facility_admin SMALLINT NOT NULL CHECK (facility_admin IN (0, 1)),
  state SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 4),
  sealed BYTEA NOT NULL,
  submitted_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  user_id TEXT REFERENCES account (id)
);
CREATE UNIQUE INDEX application_waiting ON application (mail_index) WHERE state = 1;
CREATE INDEX application_of_facility ON application (facility_id, id);

-- Texts that the office edits: 1 the network's rules, 2 the wording of form 4. A version stays.
CREATE TABLE wording (
  kind SMALLINT NOT NULL CHECK (kind BETWEEN 1 AND 2),
  version BIGINT NOT NULL,
  text TEXT NOT NULL,
  published_by TEXT,
  published_at BIGINT NOT NULL,
  PRIMARY KEY (kind, version)
);

-- What the office has set for each profession. Its first rows, and the first texts, come from
-- store/anshin-first-rows.c.
CREATE TABLE profession_setting (
  profession SMALLINT PRIMARY KEY,
  offered SMALLINT NOT NULL CHECK (offered IN (0, 1)),
  whole_picture SMALLINT NOT NULL CHECK (whole_picture IN (0, 1))
);

CREATE TABLE safety_check (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  reminded_at BIGINT NOT NULL,
  closed_at BIGINT NOT NULL
);
-- answer: 1 safe, 2 hurt, 3 needs help. sealed: the word with it.
CREATE TABLE safety_answer (
  check_id TEXT NOT NULL REFERENCES safety_check (id),
  user_id TEXT NOT NULL REFERENCES account (id),
  answer SMALLINT NOT NULL CHECK (answer BETWEEN 1 AND 3),
  sealed BYTEA NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (check_id, user_id)
);

-- A deleted group can be brought back until purge_at; then its key is destroyed.
ALTER TABLE care_group ADD COLUMN deleted_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE care_group ADD COLUMN purge_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE care_group ADD COLUMN state_before SMALLINT NOT NULL DEFAULT 0;
-- The two users of a direct conversation, in the order of their ids.
ALTER TABLE care_group ADD COLUMN direct_pair TEXT;
CREATE UNIQUE INDEX care_group_direct ON care_group (direct_pair) WHERE direct_pair IS NOT NULL;
CREATE INDEX care_group_to_purge ON care_group (purge_at) WHERE state = 4;

ALTER TABLE patient ADD COLUMN client_id TEXT;
-- ended: why the care has ended, 0 if it has not. The day is sealed with the attributes.
ALTER TABLE patient ADD COLUMN ended SMALLINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX patient_entered_once ON patient (created_by, client_id)
  WHERE client_id IS NOT NULL;

-- Mail: at most one waiting notice a user, whatever it is about.
CREATE TABLE mail_outbox (
  user_id TEXT PRIMARY KEY REFERENCES account (id),
  queued_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  claimed_at BIGINT NOT NULL
);
CREATE INDEX mail_outbox_due ON mail_outbox (due_at);
-- How far a channel's entries have been turned into notices.
ALTER TABLE channel ADD COLUMN mailed_seq BIGINT NOT NULL DEFAULT 0;
UPDATE channel SET mailed_seq = last_seq;
CREATE INDEX channel_to_mail ON channel (id) WHERE mailed_seq < last_seq;

-- The patients that a record of a list shows, beside the one that it may name itself: a row for
-- each. The digest of their ids is in the record, so that the chain holds them too.
CREATE TABLE audit_patient (
  chain SMALLINT NOT NULL,
  seq BIGINT NOT NULL,
  patient_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor_id TEXT NOT NULL,
  PRIMARY KEY (chain, seq, patient_id)
);
CREATE INDEX audit_patient_shown ON audit_patient (patient_id, at, actor_id);
-- What is done all day long is to be found by time, patient and person. The indexes after the
-- first have what is rare alone: the writing of a message touches none of them. A terminal is
-- found by its user, a patient's group by its patient.
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_group ON audit (group_id, at)
  WHERE group_id IS NOT NULL AND patient_id IS NULL;
CREATE INDEX audit_by_action ON audit (action, at)
  WHERE action NOT IN ('post-message', 'read-entries', 'mark-read', 'list-read-marks',
                       'list-members', 'list-patients', 'list-groups', 'list-invitations',
                       'list-users', 'view-patient', 'view-group', 'open-stream');
CREATE INDEX audit_refused ON audit (at) WHERE result <> 'ok';
CREATE INDEX audit_by_right ON audit (at) WHERE reason = 'by-right';
CREATE INDEX audit_at_night ON audit (at)
  WHERE (at / 1000000 + 39600) % 86400 < 25200;

-- The monthly review of the log: facility_id is empty for the office's own. sealed: the note, and
-- how much there was to look at.
CREATE TABLE audit_review (
  facility_id TEXT NOT NULL,
  month BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  reviewed_by TEXT NOT NULL,
  reviewed_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, month)
);
-- What was taken out of the log. sealed: why.
CREATE TABLE audit_export (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  exported_by TEXT NOT NULL,
  exported_at BIGINT NOT NULL,
  sealed BYTEA NOT NULL
);
