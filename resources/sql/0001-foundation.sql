-- Version 1: the foundation. One text for SQLite and PostgreSQL.
-- Numbers in kind, state, profession … are those of model/anshin-choice.h and never change.

CREATE TABLE data_key (
  id TEXT PRIMARY KEY,
  wrapped BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE facility (
  id TEXT PRIMARY KEY,
  kind SMALLINT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  telephone TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- sealed: name, kana, mail. mail_index: keyed hash of the normalised mail address.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  mail_index BYTEA NOT NULL UNIQUE,
  profession SMALLINT NOT NULL,
  office SMALLINT NOT NULL CHECK (office IN (0, 1)),
  facility_admin SMALLINT NOT NULL CHECK (facility_admin IN (0, 1)),
  state SMALLINT NOT NULL,
  password_hash TEXT NOT NULL,
  password_temporary SMALLINT NOT NULL CHECK (password_temporary IN (0, 1)),
  password_expires_at BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  version BIGINT NOT NULL,
  last_sign_in_at BIGINT NOT NULL,
  last_sign_in_terminal TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX account_of_facility ON account (facility_id);

CREATE TABLE terminal (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  public_key BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX terminal_of_user ON terminal (user_id);

CREATE TABLE enrolment_code (
  code_index BYTEA PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES account (id),
  issued_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX enrolment_code_of_user ON enrolment_code (user_id);

-- The one-time token of `anshin-netd init`.
CREATE TABLE bootstrap_token (
  token_index BYTEA PRIMARY KEY,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE used_nonce (
  nonce TEXT PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
CREATE INDEX used_nonce_by_expiry ON used_nonce (expires_at);

-- Failed sign-ins of a subject: an account or a source (keyed hash).
CREATE TABLE throttle (
  subject BYTEA PRIMARY KEY,
  failures BIGINT NOT NULL,
  failures_in_all BIGINT NOT NULL,
  locks BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE session (
  token_index BYTEA PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES account (id),
  terminal_id TEXT NOT NULL REFERENCES terminal (id),
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX session_of_user ON session (user_id) WHERE ended_at IS NULL;

-- sealed: the attributes as JSON. number_index: keyed hash of the facility's own number.
CREATE TABLE patient (
  id TEXT PRIMARY KEY,
  facility_id TEXT NOT NULL REFERENCES facility (id),
  number_index BYTEA,
  attending_physician_id TEXT REFERENCES account (id),
  no_attending SMALLINT NOT NULL CHECK (no_attending IN (0, 1)),
  sealed BYTEA NOT NULL,
  version BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (facility_id, number_index)
);
-- The version is in it for searching: what was unsealed before is known by id and version.
CREATE INDEX patient_of_facility ON patient (facility_id, id, version);
CREATE INDEX patient_of_physician ON patient (attending_physician_id, id)
  WHERE attending_physician_id IS NOT NULL;

CREATE TABLE patient_version (
  patient_id TEXT NOT NULL REFERENCES patient (id),
  version BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (patient_id, version)
);

-- state: 1 draft, 2 printed, 3 in force, 4 withdrawn, 5 superseded, 6 ended.
CREATE TABLE consent (
  id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  state SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 6),
  form_version BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  version BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  printed_at BIGINT,
  recorded_by TEXT,
  recorded_at BIGINT,
  CHECK (state NOT IN (3, 4, 5, 6) OR recorded_at IS NOT NULL),
  UNIQUE (id, patient_id, state)
);
CREATE UNIQUE INDEX consent_in_force ON consent (patient_id) WHERE state = 3;
CREATE INDEX consent_of_patient ON consent (patient_id, id);

CREATE TABLE channel (
  id TEXT PRIMARY KEY,
  key_id TEXT NOT NULL REFERENCES data_key (id),
  last_seq BIGINT NOT NULL
);

-- A patient group that is live hangs on its patient's consent in force: consent_state follows the
-- consent by the foreign key, and the CHECK then fails unless the group was frozen before (CN-01).
-- kind: 1 patient, 2 free, 3 all users, 4 direct. state: 1 live, 2 frozen, 3 closed, 4 deleted.
CREATE TABLE care_group (
  id TEXT PRIMARY KEY REFERENCES channel (id),
  kind SMALLINT NOT NULL CHECK (kind BETWEEN 1 AND 4),
  state SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 4),
  patient_id TEXT,
  consent_id TEXT,
  consent_state SMALLINT,
  owner_facility_id TEXT NOT NULL REFERENCES facility (id),
  creator_id TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  FOREIGN KEY (consent_id, patient_id, consent_state)
    REFERENCES consent (id, patient_id, state) ON UPDATE CASCADE,
  CHECK ((kind = 1 AND patient_id IS NOT NULL AND consent_id IS NOT NULL
          AND consent_state IS NOT NULL)
         OR (kind <> 1 AND patient_id IS NULL AND consent_id IS NULL AND consent_state IS NULL)),
  CHECK (kind <> 1 OR state <> 1 OR consent_state = 3)
);
CREATE UNIQUE INDEX care_group_of_patient ON care_group (patient_id)
  WHERE patient_id IS NOT NULL AND state <> 4;
CREATE INDEX care_group_of_facility ON care_group (owner_facility_id);
CREATE UNIQUE INDEX care_group_all_users ON care_group (kind) WHERE kind = 3;

-- Members by acceptance. The all-users group has no rows here: every active user is in it.
CREATE TABLE membership (
  group_id TEXT NOT NULL REFERENCES care_group (id),
  user_id TEXT NOT NULL REFERENCES account (id),
  group_admin SMALLINT NOT NULL CHECK (group_admin IN (0, 1)),
  joined_at BIGINT NOT NULL,
  invitation_id TEXT,
  left_at BIGINT,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX membership_of_user ON membership (user_id) WHERE left_at IS NULL;

-- state: 1 waiting, 2 sent, 3 accepted, 4 declined, 5 turned down, 6 cancelled, 7 expired, 8 void.
CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES care_group (id),
  user_id TEXT NOT NULL REFERENCES account (id),
  inviter_id TEXT NOT NULL REFERENCES account (id),
  state SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 8),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  answered_at BIGINT
);
CREATE UNIQUE INDEX invitation_open ON invitation (group_id, user_id) WHERE state IN (1, 2);
CREATE INDEX invitation_of_user ON invitation (user_id) WHERE state = 2;
CREATE INDEX invitation_of_inviter ON invitation (inviter_id) WHERE state IN (1, 2);

CREATE TABLE entry (
  channel_id TEXT NOT NULL REFERENCES channel (id),
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  kind SMALLINT NOT NULL,
  author_id TEXT,
  reply_to TEXT,
  client_id TEXT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (channel_id, seq)
);
CREATE UNIQUE INDEX entry_by_id ON entry (id);
CREATE UNIQUE INDEX entry_sent_once ON entry (author_id, client_id) WHERE client_id IS NOT NULL;

CREATE TABLE read_mark (
  channel_id TEXT NOT NULL REFERENCES channel (id),
  user_id TEXT NOT NULL REFERENCES account (id),
  seq BIGINT NOT NULL,
  marked_at BIGINT NOT NULL,
  PRIMARY KEY (channel_id, user_id)
);

-- Attachments come as rows of chunks, so that one backup holds everything.
CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  key_id TEXT NOT NULL REFERENCES data_key (id),
  size BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE attachment_chunk (
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  number BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (attachment_id, number)
);

-- One record per act, chained: mac = keyed hash of the record and of the mac before it.
CREATE TABLE audit (
  chain SMALLINT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor_id TEXT,
  role TEXT,
  facility_id TEXT,
  session_id TEXT,
  terminal_id TEXT,
  source TEXT,
  action TEXT NOT NULL,
  object_id TEXT,
  patient_id TEXT,
  group_id TEXT,
  result TEXT NOT NULL,
  reason TEXT,
  mac BYTEA NOT NULL,
  PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_by_patient ON audit (patient_id, at) WHERE patient_id IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (actor_id, at) WHERE actor_id IS NOT NULL;

CREATE TABLE audit_head (
  chain SMALLINT PRIMARY KEY,
  seq BIGINT NOT NULL,
  mac BYTEA NOT NULL
);
