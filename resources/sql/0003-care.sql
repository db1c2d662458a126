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

-- == Vital signs ==

-- == Emergency cards ==

-- == Templates of messages ==

-- == Search ==

-- == Consents ==
