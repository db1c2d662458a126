/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-care-request.h"

#include "anshin-clock.h"
#include "anshin-record-private.h"

/* So far ahead may something be due. */
#define MAX_DAYS_AHEAD (3 * 366)

static const AnshinField anshin_care_request_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinCareRequest, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinCareRequest, version, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, client_id, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, group_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinCareRequest, seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, about_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, what, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, owner_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, owner_facility_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, owner_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinCareRequest, owner_profession, ANSHIN_FIELD_SERVICE,
                       &anshin_professions),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, owner_facility_name, ANSHIN_FIELD_SERVICE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_CHOICE (AnshinCareRequest, owner_state, ANSHIN_FIELD_SERVICE,
                       &anshin_account_states),
  ANSHIN_FIELD_BOOL (AnshinCareRequest, owner_left, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_DATE (AnshinCareRequest, due_on, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_BOOL (AnshinCareRequest, urgent, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_CHOICE (AnshinCareRequest, state, ANSHIN_FIELD_SERVICE, &anshin_request_states),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, word, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, asked_by, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, asked_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, asked_by_facility, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinCareRequest, asked_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, taken_by, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, taken_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinCareRequest, taken_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_BOOL (AnshinCareRequest, taker_gone, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinCareRequest, changed_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinCareRequest, changed_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinCareRequest, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

/* One who is asked: a person or a facility, not both. */
static gboolean
check_owner (const char *owner_id, const char *owner_facility_id, GError **error)
{
  if (owner_id == NULL && owner_facility_id == NULL)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "owner_id", "Nobody is asked", error);
  if (owner_id != NULL && owner_facility_id != NULL)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "owner_facility_id",
                               "Given beside a person", error);
  return TRUE;
}

static gboolean
validate_care_request (AnshinRecord *record, GError **error)
{
  AnshinCareRequest *self = ANSHIN_CARE_REQUEST (record);
  int today = anshin_clock_today ();

  if (self->due_on != 0 &&
      (self->due_on < today || self->due_on > anshin_date_add_days (today, MAX_DAYS_AHEAD)))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "due_on", "Past, or too far ahead",
                               error);
  return check_owner (self->owner_id, self->owner_facility_id, error);
}

ANSHIN_DEFINE_RECORD (AnshinCareRequest, anshin_care_request, validate_care_request)

static const AnshinField anshin_request_word_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinRequestWord, word, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinRequestWord, anshin_request_word, NULL)

static const AnshinField anshin_request_owner_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinRequestOwner, owner_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinRequestOwner, owner_facility_id, ANSHIN_FIELD_LINE, ANSHIN_MAX_ID),
  { NULL },
};

static gboolean
validate_request_owner (AnshinRecord *record, GError **error)
{
  AnshinRequestOwner *self = ANSHIN_REQUEST_OWNER (record);

  return check_owner (self->owner_id, self->owner_facility_id, error);
}

ANSHIN_DEFINE_RECORD (AnshinRequestOwner, anshin_request_owner, validate_request_owner)

static const AnshinField anshin_request_tally_fields[] = {
  ANSHIN_FIELD_INT (AnshinRequestTally, mine, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinRequestTally, due_today, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinRequestTally, overdue, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinRequestTally, asked, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinRequestTally, anshin_request_tally, NULL)

/**
 * anshin_care_request_is_open:
 * @self: a request
 *
 * Returns: whether somebody still has to do it
 */
gboolean
anshin_care_request_is_open (AnshinCareRequest *self)
{
  return self->state == ANSHIN_REQUEST_ASKED || self->state == ANSHIN_REQUEST_TAKEN;
}

/**
 * anshin_care_request_is_overdue:
 * @self: a request
 * @today: the day, YYYYMMDD in Japan
 *
 * Returns: whether it is open and its day has passed
 */
gboolean
anshin_care_request_is_overdue (AnshinCareRequest *self, int today)
{
  return anshin_care_request_is_open (self) && self->due_on != 0 && self->due_on < today;
}

/**
 * anshin_care_request_is_due_today:
 * @self: a request
 * @today: the day, YYYYMMDD in Japan
 *
 * Returns: whether it is open and its day has come
 */
gboolean
anshin_care_request_is_due_today (AnshinCareRequest *self, int today)
{
  return anshin_care_request_is_open (self) && self->due_on == today;
}
