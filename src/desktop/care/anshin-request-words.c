/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request-words.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-format.h"

/**
 * anshin_request_words_owner:
 * @request: a request
 *
 * Returns: (transfer full): who is asked
 */
char *
anshin_request_words_owner (AnshinCareRequest *request)
{
  if (request->owner_id == NULL)
    return g_strdup (request->owner_facility_name);
  return anshin_format_person (request->owner_name, request->owner_profession,
                               request->owner_facility_name);
}

/**
 * anshin_request_words_gone:
 * @request: a request
 *
 * Returns: (nullable): why the one who is asked can't do it; %NULL if nothing is in the way
 */
const char *
anshin_request_words_gone (AnshinCareRequest *request)
{
  if (!anshin_care_request_is_open (request))
    return NULL;
  if (request->owner_state == ANSHIN_ACCOUNT_RETIRED)
    return _("Has retired. Give the request to somebody else.");
  if (request->owner_state == ANSHIN_ACCOUNT_SUSPENDED)
    return _("The account is stopped. Give the request to somebody else.");
  if (request->owner_left)
    return _("No longer in the group. Give the request to somebody else.");
  if (request->taker_gone)
    return _("Whoever took it on can’t do it any more. A colleague can take it on.");
  return NULL;
}

/**
 * anshin_request_words_due:
 * @request: a request
 *
 * Returns: (transfer full) (nullable): until when; what is late says so in words
 */
char *
anshin_request_words_due (AnshinCareRequest *request)
{
  int today = anshin_clock_today ();
  int month = request->due_on / 100 % 100;
  int day = request->due_on % 100;

  if (request->due_on == 0)
    return NULL;
  if (anshin_care_request_is_overdue (request, today))
    /* Translators: month and day */
    return g_strdup_printf (_("Overdue since %d/%d"), month, day);
  if (anshin_care_request_is_due_today (request, today))
    return g_strdup (_("Due today"));
  if (anshin_care_request_is_open (request)
      && request->due_on == anshin_date_add_days (today, 1))
    return g_strdup (_("Due tomorrow"));
  /* Translators: month and day */
  return g_strdup_printf (_("Due %d/%d"), month, day);
}

static char *
say_what_happened (AnshinCareRequest *request, const char *when)
{
  const char *who = request->changed_by_name != NULL ? request->changed_by_name : "";

  switch (request->state)
    {
    case ANSHIN_REQUEST_TAKEN:
      /* Translators: who, and when */
      return g_strdup_printf (_("%s took it on, %s"), request->taken_by_name, when);
    case ANSHIN_REQUEST_DONE:
      return g_strdup_printf (_("%s did it, %s"), who, when);
    case ANSHIN_REQUEST_DECLINED:
      return g_strdup_printf (_("%s declined, %s"), who, when);
    case ANSHIN_REQUEST_CANCELLED:
      return g_strdup_printf (_("%s took the request back, %s"), who, when);
    case ANSHIN_REQUEST_ASKED:
    default:
      if (request->version > 1)
        return g_strdup_printf (_("%s asked again, %s"), who, when);
      return NULL;
    }
}

/**
 * anshin_request_words_news:
 * @request: a request
 *
 * Returns: (transfer full) (nullable): what became of it, who and when, and the word with it
 */
char *
anshin_request_words_news (AnshinCareRequest *request)
{
  g_autofree char *when = anshin_format_when (request->changed_at);
  g_autofree char *what = say_what_happened (request, when);

  if (what == NULL || request->word == NULL)
    return g_steal_pointer (&what);
  /* Translators: what happened, and what was said with it */
  return g_strdup_printf (_("%s: %s"), what, request->word);
}

const char *
anshin_request_words_state (AnshinCareRequest *request)
{
  const char *label = anshin_choice_get_label (&anshin_request_states, request->state);

  return label != NULL ? g_dpgettext2 (NULL, "choice", label) : "";
}

/* A shape for each, so that the colour is not needed. */
const char *
anshin_request_words_icon (AnshinCareRequest *request)
{
  int today = anshin_clock_today ();

  if (anshin_care_request_is_overdue (request, today))
    return "dialog-warning-symbolic";
  switch (request->state)
    {
    case ANSHIN_REQUEST_TAKEN:
      return "media-playback-start-symbolic";
    case ANSHIN_REQUEST_DONE:
      return "object-select-symbolic";
    case ANSHIN_REQUEST_DECLINED:
    case ANSHIN_REQUEST_CANCELLED:
      return "window-close-symbolic";
    case ANSHIN_REQUEST_ASKED:
    default:
      return anshin_care_request_is_due_today (request, today) ? "alarm-symbolic"
                                                               : "checkbox-symbolic";
    }
}

/* Returns: (nullable): the style class of its state; %NULL for none of its own */
const char *
anshin_request_words_style (AnshinCareRequest *request)
{
  int today = anshin_clock_today ();

  if (anshin_care_request_is_overdue (request, today))
    return "overdue";
  if (anshin_care_request_is_due_today (request, today))
    return "due-today";
  return request->state == ANSHIN_REQUEST_DONE ? "done" : NULL;
}

/* Returns: (transfer full): all of it in one sentence, for a screen reader */
char *
anshin_request_words_describe (AnshinCareRequest *request)
{
  g_autofree char *owner = anshin_request_words_owner (request);
  g_autofree char *due = anshin_request_words_due (request);

  /* Translators: a request's state, who is asked, until when, what is asked */
  return g_strdup_printf (_("Request, %s, to %s, %s: %s"), anshin_request_words_state (request),
                          owner, due != NULL ? due : _("no due date"), request->what);
}
