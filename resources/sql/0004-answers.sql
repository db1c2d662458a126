-- Version 4: what is asked and answered in a group is found from where it began.
-- Numbers in kind, state, profession … are those of model/anshin-choice.h and never change.

-- == Requests ==

-- Requests that come from a message: what became of them is shown under it.
CREATE INDEX care_request_about ON care_request (about_id) WHERE about_id IS NOT NULL;
