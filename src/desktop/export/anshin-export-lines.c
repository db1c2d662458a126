/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-export-lines.h"

#include <glib/gi18n.h>

#include "anshin-attachment.h"
#include "anshin-clock.h"
#include "anshin-entry-kind.h"
#include "anshin-entry-words.h"
#include "anshin-format.h"
#include "anshin-request-words.h"
#include "anshin-vitals-words.h"
#include "anshin-vitals.h"

static void
line_free (gpointer data)
{
  AnshinExportLine *self = data;

  g_free (self->name);
  g_free (self->profession);
  g_free (self->facility);
  g_free (self->text);
  g_free (self->marks);
  g_free (self->files);
  g_free (self);
}

static char *
format_moment (gint64 time)
{
  g_autofree char *day = anshin_date_format (anshin_time_get_day (time));
  g_autofree char *clock = anshin_time_format_clock (time);

  return g_strdup_printf ("%s %s", day, clock);
}

static void
add_mark (GString *marks, char *mark)
{
  if (marks->len > 0)
    g_string_append (marks, " / ");
  g_string_append (marks, mark);
  g_free (mark);
}

/* What stands in the stretch itself stands there as it was then; of what lies before it there is
 * the beginning. */
static AnshinEntry *
find_answered (AnshinEntry *entry, GHashTable *by_id)
{
  AnshinEntry *answered = g_hash_table_lookup (by_id, entry->reply_to);

  if (answered != NULL || entry->state == NULL)
    return answered;
  return (AnshinEntry *) ANSHIN_ENTRY_STATE (entry->state)->replied;
}

static char *
describe_marks (AnshinEntry *entry, AnshinContent *content, GHashTable *by_id)
{
  AnshinEntryState *state = entry->state != NULL ? ANSHIN_ENTRY_STATE (entry->state) : NULL;
  GString *marks = g_string_new (NULL);
  g_autofree char *edited = NULL;

  if (content->urgent)
    add_mark (marks, g_strdup (_("Urgent")));
  if (entry->reply_to != NULL)
    add_mark (marks, anshin_entry_words_answer (find_answered (entry, by_id),
                                                ANSHIN_QUOTE_IN_LINE));
  if (state != NULL && state->edited_at != 0)
    {
      edited = format_moment (state->edited_at);
      /* Translators: when a message was changed last */
      add_mark (marks, g_strdup_printf (_("Edited %s"), edited));
    }
  return g_string_free (marks, FALSE);
}

static char *
list_files (GPtrArray *attachments)
{
  GString *files = g_string_new (NULL);

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    g_string_append_printf (files, "%s%s", i > 0 ? ", " : "",
                            ANSHIN_ATTACHMENT (attachments->pdata[i])->name);
  return g_string_free (files, FALSE);
}

static char *
describe_deletion (gint64 deleted_at)
{
  g_autofree char *when = format_moment (deleted_at);

  /* Translators: when a message was deleted */
  return g_strdup_printf (_("(deleted %s)"), when);
}

static char *
describe_request (AnshinEntry *entry)
{
  AnshinCareRequest *request = anshin_entry_get_request (entry);
  g_autofree char *what = NULL;
  g_autofree char *news = NULL;

  if (request == NULL)
    return g_strdup ("");
  what = anshin_request_words_describe (request);
  news = anshin_request_words_news (request);
  return news != NULL ? g_strdup_printf ("%s\n%s", what, news) : g_steal_pointer (&what);
}

static char *
describe_vitals (AnshinVitals *vitals)
{
  g_autofree char *when = format_moment (vitals->measured_at);
  g_autofree char *numbers = anshin_vitals_words_whole (vitals);

  /* Translators: when vital signs were measured, and the numbers */
  return g_strdup_printf (_("Measured %s: %s"), when, numbers);
}

static void
fill_text (AnshinExportLine *line, AnshinEntry *entry, AnshinContent *content)
{
  AnshinEntryState *state = entry->state != NULL ? ANSHIN_ENTRY_STATE (entry->state) : NULL;

  switch (entry->kind)
    {
    case ANSHIN_ENTRY_REQUEST:
      line->kind = _("Request");
      line->text = describe_request (entry);
      break;
    case ANSHIN_ENTRY_VITALS:
      line->kind = _("Vital signs");
      line->text = content->vitals != NULL ? describe_vitals (ANSHIN_VITALS (content->vitals))
                                           : NULL;
      break;
    case ANSHIN_ENTRY_MESSAGE:
      line->kind = _("Message");
      line->text = g_strdup (content->text);
      break;
    default:
      line->kind = _("Event");
      line->text = anshin_entry_words_dup (entry);
    }
  if (state != NULL && state->deleted_at != 0)
    {
      g_free (line->text);
      line->text = describe_deletion (state->deleted_at);
    }
  if (line->text == NULL)
    line->text = g_strdup ("");
}

static AnshinExportLine *
make_line (AnshinEntry *entry, GHashTable *by_id)
{
  AnshinExportLine *line = g_new0 (AnshinExportLine, 1);
  AnshinContent *content = ANSHIN_CONTENT (entry->content);

  line->at = entry->at;
  line->name = g_strdup (content->author_name != NULL ? content->author_name : "");
  line->profession = g_strdup (anshin_format_profession (content->author_profession));
  line->facility = g_strdup (content->author_facility != NULL ? content->author_facility : "");
  fill_text (line, entry, content);
  line->marks = describe_marks (entry, content, by_id);
  line->files = list_files (content->attachments);
  return line;
}

/**
 * anshin_export_lines_new:
 * @entries: (element-type AnshinEntry): a stretch of a group, in order
 *
 * What is about an entry is in the entry's own line: that it was edited or deleted, what became of
 * a request.
 *
 * Returns: (transfer full) (element-type AnshinExportLine): it in words
 */
GPtrArray *
anshin_export_lines_new (GPtrArray *entries)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      AnshinEntry *entry = entries->pdata[i];

      if (entry->content == NULL || entry->id == NULL || anshin_entry_kind_folds (entry->kind))
        continue;
      g_hash_table_insert (by_id, entry->id, entry);
      g_ptr_array_add (lines, make_line (entry, by_id));
    }
  return lines;
}

/**
 * anshin_export_line_dup_whole:
 * @self: a line
 *
 * Returns: (transfer full): text, marks and files below each other
 */
char *
anshin_export_line_dup_whole (const AnshinExportLine *self)
{
  GString *whole = g_string_new (self->text);

  if (*self->marks != '\0')
    g_string_append_printf (whole, "%s[%s]", whole->len > 0 ? "\n" : "", self->marks);
  if (*self->files != '\0')
    {
      if (whole->len > 0)
        g_string_append_c (whole, '\n');
      /* Translators: the names of a message's files */
      g_string_append_printf (whole, _("Files: %s"), self->files);
    }
  return g_string_free (whole, FALSE);
}
