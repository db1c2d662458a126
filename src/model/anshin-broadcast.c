/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-broadcast.h"

#include "anshin-record-private.h"

static const AnshinField anshin_announcement_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinAnnouncement, client_id, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinAnnouncement, text, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_MESSAGE),
  ANSHIN_FIELD_BOOL (AnshinAnnouncement, urgent, ANSHIN_FIELD_OPTIONAL),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinAnnouncement, anshin_announcement, NULL)

static const AnshinField anshin_safety_check_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinSafetyCheck, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinSafetyCheck, text, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_TEXT (AnshinSafetyCheck, started_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinSafetyCheck, started_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinSafetyCheck, reminded_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TIME (AnshinSafetyCheck, closed_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_INT (AnshinSafetyCheck, asked, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinSafetyCheck, safe, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinSafetyCheck, hurt, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinSafetyCheck, needs_help, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_CHOICE (AnshinSafetyCheck, own_answer, ANSHIN_FIELD_SERVICE, &anshin_safety_answers),
  ANSHIN_FIELD_TEXT (AnshinSafetyCheck, own_word, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TEXTS (AnshinSafetyCheck, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinSafetyCheck, anshin_safety_check, NULL)

static const AnshinField anshin_safety_answer_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinSafetyAnswer, user_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinSafetyAnswer, user_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinSafetyAnswer, profession, ANSHIN_FIELD_SERVICE, &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinSafetyAnswer, facility_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinSafetyAnswer, facility_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinSafetyAnswer, answer, ANSHIN_FIELD_REQUIRED, &anshin_safety_answers),
  ANSHIN_FIELD_TEXT (AnshinSafetyAnswer, word, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  ANSHIN_FIELD_TIME (AnshinSafetyAnswer, at, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinSafetyAnswer, anshin_safety_answer, NULL)
