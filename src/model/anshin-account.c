/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account.h"

#include "anshin-record-private.h"
#include "anshin-user.h"

static const AnshinField anshin_suspension_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinSuspension, reason, ANSHIN_FIELD_REQUIRED, &anshin_suspension_reasons),
  ANSHIN_FIELD_TEXT (AnshinSuspension, note, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_TEXT (AnshinSuspension, terminal_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinSuspension, successor_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinSuspension, anshin_suspension, NULL)

static const AnshinField anshin_restoration_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinRestoration, reason, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_NOTE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinRestoration, anshin_restoration, NULL)

static const AnshinField anshin_retirement_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinRetirement, note, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_TEXT (AnshinRetirement, successor_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinRetirement, anshin_retirement, NULL)

static const AnshinField anshin_reset_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinReset, identified_by, ANSHIN_FIELD_REQUIRED, &anshin_identifications),
  ANSHIN_FIELD_TEXT (AnshinReset, note, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_NOTE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinReset, anshin_reset, NULL)

static const AnshinField anshin_access_fields[] = {
  ANSHIN_FIELD_RECORD (AnshinAccess, user, ANSHIN_FIELD_SERVICE, anshin_user_get_type),
  ANSHIN_FIELD_TEXT (AnshinAccess, password, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_PASSWORD),
  ANSHIN_FIELD_TEXT (AnshinAccess, reading, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_PASSWORD),
  ANSHIN_FIELD_TEXT (AnshinAccess, code, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TIME (AnshinAccess, expires_at, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAccess, anshin_access, NULL)

static const AnshinField anshin_acceptance_fields[] = {
  ANSHIN_FIELD_INT (AnshinAcceptance, version, ANSHIN_FIELD_REQUIRED, G_MAXINT32),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAcceptance, anshin_acceptance, NULL)
