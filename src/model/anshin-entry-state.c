/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-entry-state.h"

#include "anshin-entry.h"
#include "anshin-record-private.h"

static const AnshinField anshin_acknowledgement_count_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinAcknowledgementCount, kind, ANSHIN_FIELD_SERVICE,
                       &anshin_acknowledgements),
  ANSHIN_FIELD_INT (AnshinAcknowledgementCount, count, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinAcknowledgementCount, earlier, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAcknowledgementCount, anshin_acknowledgement_count, NULL)

static const AnshinField anshin_absentee_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinAbsentee, kind, ANSHIN_FIELD_SERVICE, &anshin_mention_kinds),
  ANSHIN_FIELD_TEXT (AnshinAbsentee, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAbsentee, name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinAbsentee, state, ANSHIN_FIELD_SERVICE, &anshin_account_states),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAbsentee, anshin_absentee, NULL)

static const AnshinField anshin_entry_state_fields[] = {
  ANSHIN_FIELD_TIME (AnshinEntryState, edited_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinEntryState, deleted_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_RECORDS (AnshinEntryState, acknowledgements, ANSHIN_FIELD_SERVICE, 0,
                        anshin_acknowledgement_count_get_type),
  ANSHIN_FIELD_CHOICE (AnshinEntryState, acknowledgement, ANSHIN_FIELD_SERVICE,
                       &anshin_acknowledgements),
  ANSHIN_FIELD_BOOL (AnshinEntryState, acknowledged_earlier, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinEntryState, pinned_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinEntryState, pinned_by, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_BOOL (AnshinEntryState, bookmarked, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_RECORD (AnshinEntryState, request, ANSHIN_FIELD_SERVICE,
                       anshin_care_request_get_type),
  ANSHIN_FIELD_RECORDS (AnshinEntryState, requests, ANSHIN_FIELD_SERVICE, 0,
                        anshin_care_request_get_type),
  ANSHIN_FIELD_BOOL (AnshinEntryState, urgent_open, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_RECORDS (AnshinEntryState, absent, ANSHIN_FIELD_SERVICE, 0,
                        anshin_absentee_get_type),
  ANSHIN_FIELD_CHOICE (AnshinEntryState, author_state, ANSHIN_FIELD_SERVICE,
                       &anshin_account_states),
  ANSHIN_FIELD_RECORD (AnshinEntryState, replied, ANSHIN_FIELD_SERVICE, anshin_entry_get_type),
  ANSHIN_FIELD_TEXTS (AnshinEntryState, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinEntryState, anshin_entry_state, NULL)
