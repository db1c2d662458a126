/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message.h"

#include "anshin-entry.h"
#include "anshin-record-private.h"

static const AnshinField anshin_message_edit_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinMessageEdit, text, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_MESSAGE),
  ANSHIN_FIELD_RECORDS (AnshinMessageEdit, mentions, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_MENTIONS,
                        anshin_mention_get_type),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinMessageEdit, anshin_message_edit, NULL)

static const AnshinField anshin_message_version_fields[] = {
  ANSHIN_FIELD_INT (AnshinMessageVersion, version, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXT (AnshinMessageVersion, text, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_MESSAGE),
  ANSHIN_FIELD_TIME (AnshinMessageVersion, until, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinMessageVersion, anshin_message_version, NULL)

static const AnshinField anshin_acknowledgement_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinAcknowledgement, kind, ANSHIN_FIELD_REQUIRED,
                       &anshin_acknowledgements),
  ANSHIN_FIELD_TEXT (AnshinAcknowledgement, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAcknowledgement, name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinAcknowledgement, profession, ANSHIN_FIELD_SERVICE,
                       &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinAcknowledgement, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinAcknowledgement, state, ANSHIN_FIELD_SERVICE,
                       &anshin_account_states),
  ANSHIN_FIELD_TIME (AnshinAcknowledgement, at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinAcknowledgement, earlier, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAcknowledgement, anshin_acknowledgement, NULL)
