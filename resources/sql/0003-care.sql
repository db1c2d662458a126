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

-- == Attachments ==

-- == Requests ==

-- == Vital signs ==

-- == Emergency cards ==

-- == Templates of messages ==

-- == Search ==

-- == Consents ==
