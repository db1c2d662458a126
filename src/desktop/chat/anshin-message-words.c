/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-words.h"

#include <glib/gi18n.h>

#include "anshin-acknowledgements.h"
#include "anshin-entry-words.h"
#include "anshin-error-words.h"
#include "anshin-format.h"
#include "anshin-request-words.h"
#include "anshin-vitals-words.h"

/* So much of what is answered is said with the answer. */

static gboolean
is_deleted (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  return state != NULL && state->deleted_at != 0;
}

static void
add (GString *words, const char *more)
{
  if (more == NULL || *more == '\0')
    return;
  if (words->len > 0)
    /* Translators: between two things that are said of a message */
    g_string_append (words, C_ ("message", ", "));
  g_string_append (words, more);
}

/**
 * anshin_message_words_delivery:
 * @item: a message
 *
 * Returns: (transfer full) (nullable): how far it is on its way; %NULL once it has arrived
 */
char *
anshin_message_words_delivery (AnshinTimelineItem *item)
{
  switch (anshin_timeline_item_get_delivery (item))
    {
    case ANSHIN_DELIVERY_SENDING:
      return g_strdup (_("Sending…"));
    case ANSHIN_DELIVERY_WAITING:
      return g_strdup (_("Waits for the connection; is sent by itself"));
    case ANSHIN_DELIVERY_HELD:
      return g_strdup (_("Goes out in a moment"));
    case ANSHIN_DELIVERY_REFUSED:
      if (anshin_timeline_item_get_error (item) != NULL)
        return anshin_error_words_dup (anshin_timeline_item_get_error (item));
      return g_strdup (_("Not sent"));
    case ANSHIN_DELIVERY_CONFIRMED:
    default:
      return NULL;
    }
}

/**
 * anshin_message_words_author_state:
 * @item: a message
 *
 * Returns: (nullable): that its author has no account in use any more; %NULL if that isn't so
 */
const char *
anshin_message_words_author_state (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  if (state == NULL || state->author_state == 0)
    return NULL;
  return state->author_state == ANSHIN_ACCOUNT_RETIRED ? _("Retired") : _("Suspended");
}

/**
 * anshin_message_words_dup_copied:
 * @item: a message
 *
 * Returns: (transfer full) (nullable): what is copied of it: its text, what is asked, or the
 *   numbers; %NULL if it has no words
 */
char *
anshin_message_words_dup_copied (AnshinTimelineItem *item)
{
  AnshinContent *content = anshin_timeline_item_get_content (item);
  AnshinCareRequest *request = anshin_entry_get_request (anshin_timeline_item_get_entry (item));

  if (content == NULL || is_deleted (item))
    return NULL;
  if (content->vitals != NULL)
    return anshin_vitals_words_whole (ANSHIN_VITALS (content->vitals));
  return g_strdup (content->text != NULL ? content->text
                   : request != NULL     ? request->what
                                         : NULL);
}

static void
add_replied (GString *words, AnshinTimelineItem *item)
{
  AnshinEntry *replied = anshin_timeline_item_get_replied (item);
  g_autofree char *answer = NULL;

  if (anshin_timeline_item_get_entry (item)->reply_to == NULL)
    return;
  answer = anshin_entry_words_answer (replied, ANSHIN_QUOTE_IN_LINE);
  add (words, answer);
}

/* Who, when or how far it is on its way, and what makes it other than most. */
static char *
describe_start (AnshinTimelineItem *item, AnshinContent *content)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  g_autofree char *delivery = anshin_message_words_delivery (item);
  g_autofree char *clock = anshin_format_clock (entry->at);
  g_autofree char *person = anshin_format_person (content->author_name, content->author_profession,
                                                  content->author_facility);
  GString *words = g_string_new (person);

  add (words, anshin_message_words_author_state (item));
  add (words, delivery != NULL ? delivery : clock);
  if (is_deleted (item))
    return g_string_free (words, FALSE);
  add (words, content->urgent ? _("Urgent") : NULL);
  add_replied (words, item);
  return g_string_free (words, FALSE);
}

static char *
describe_body (AnshinTimelineItem *item, AnshinContent *content)
{
  AnshinCareRequest *request = anshin_entry_get_request (anshin_timeline_item_get_entry (item));

  if (is_deleted (item))
    return g_strdup (_("This message was deleted"));
  if (content->vitals != NULL)
    return anshin_vitals_words_whole (ANSHIN_VITALS (content->vitals));
  if (request != NULL)
    return anshin_request_words_describe (request);
  return g_strdup (content->text != NULL ? content->text : "");
}

static void
add_files (GString *words, AnshinContent *content)
{
  guint n_files = content->attachments != NULL ? content->attachments->len : 0;
  g_autofree char *files
    = g_strdup_printf (ngettext ("%u file", "%u files", n_files), n_files);

  if (n_files > 0)
    add (words, files);
}

static void
add_acknowledgements (GString *words, AnshinEntryState *state)
{
  for (guint i = 0; state->acknowledgements != NULL && i < state->acknowledgements->len; i++)
    {
      g_autofree char *count = anshin_acknowledgements_format (state->acknowledgements->pdata[i]);

      add (words, count);
    }
}

/* What hangs on it, and what has become of it since. */
static char *
describe_rest (AnshinTimelineItem *item, AnshinContent *content)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  GString *words = g_string_new (NULL);

  if (is_deleted (item))
    return g_string_free (words, FALSE);
  add_files (words, content);
  if (state != NULL)
    {
      add_acknowledgements (words, state);
      add (words, state->edited_at != 0 ? _("Edited") : NULL);
      add (words, state->pinned_at != 0 ? _("Pinned for everybody") : NULL);
    }
  if (anshin_timeline_item_get_attending_waits (item))
    add (words, _("The attending physician has not read this yet"));
  return g_string_free (words, FALSE);
}

/**
 * anshin_message_words_row:
 * @item: what is to be read, with its content
 *
 * All that is seen of it but who has read it, which changes with every reader.
 *
 * Returns: (transfer full): what a screen reader says of the whole row
 */
char *
anshin_message_words_row (AnshinTimelineItem *item)
{
  AnshinContent *content = anshin_timeline_item_get_content (item);
  g_autofree char *start = describe_start (item, content);
  g_autofree char *body = describe_body (item, content);
  g_autofree char *rest = describe_rest (item, content);

  if (*rest == '\0')
    /* Translators: who wrote and when, and what */
    return g_strdup_printf (C_ ("message", "%s: %s"), start, body);
  if (*body == '\0')
    return g_strdup_printf (C_ ("message", "%s: %s"), start, rest);
  /* Translators: who wrote and when, what, and what has become of it */
  return g_strdup_printf (C_ ("message", "%s: %s (%s)"), start, body, rest);
}
