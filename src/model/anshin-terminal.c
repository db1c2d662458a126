/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-terminal.h"

#include "anshin-record-private.h"

static const AnshinField anshin_terminal_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinTerminal, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinTerminal, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinTerminal, name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_BOOL (AnshinTerminal, personal, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinTerminal, system, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinTerminal, created_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinTerminal, last_seen_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinTerminal, revoked_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinTerminal, current, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinTerminal, signed_in, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinTerminal, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinTerminal, anshin_terminal, NULL)
