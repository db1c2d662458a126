/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-sheet.h"

#include "anshin-form-parts.h"
#include "anshin-form-private.h"

#define LETTERS 11.0
#define TITLE_SIZE 16.0
#define DAY_SIZE 12.0
#define HEAD_WIDTH 116.0
#define LINE_GAP 5.0
/* How many lines are laid out between two looks at who waits. */
#define LINES_AT_ONCE 50

/**
 * anshin_sheet_line_new:
 * @day: (transfer full) (nullable): a heading before it
 * @head: (transfer full): when, and what it is
 * @text: (transfer full): by whom and what
 *
 * Returns: (transfer full): a line
 */
AnshinSheetLine *
anshin_sheet_line_new (char *day, char *head, char *text)
{
  AnshinSheetLine *self = g_new0 (AnshinSheetLine, 1);

  self->day = day;
  self->head = head;
  self->text = text;
  return self;
}

void
anshin_sheet_line_free (AnshinSheetLine *self)
{
  g_free (self->day);
  g_free (self->head);
  g_free (self->text);
  g_free (self);
}

static void
lay_out_day (AnshinSheet *sheet, const char *day)
{
  double height = 0;

  anshin_sheet_gap (sheet, 2 * LINE_GAP);
  anshin_sheet_begin (sheet);
  height = anshin_sheet_add_text (sheet, 0, 0, anshin_sheet_get_text_width (sheet), DAY_SIZE, TRUE,
                                  PANGO_ALIGN_LEFT, day);
  anshin_sheet_add_line (sheet, 0, height + 2, anshin_sheet_get_text_width (sheet), height + 2,
                         0.6);
  anshin_sheet_end (sheet, height + 2 * LINE_GAP);
}

/**
 * anshin_timeline_sheet_new:
 * @title: what it is
 * @about: which stretch of what, below the title
 * @foot: at the foot of each page: who took it out
 * @lines: (element-type AnshinSheetLine): in the order of time; nobody else touches them meanwhile
 * @progress: (nullable): told how far it is, from 0 to 1, in the same thread
 * @data: for @progress
 * @cancellable: (nullable): ends it
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Lays out a stretch of a group's timeline on A4, with the number of each page at its foot. Any
 * thread; the paper may be drawn in another one, afterwards.
 *
 * Returns: (transfer full): the paper, or %NULL
 */
AnshinForm *
anshin_timeline_sheet_new (const char *title, const char *about, const char *foot,
                           GPtrArray *lines, AnshinFormProgress progress, gpointer data,
                           GCancellable *cancellable, GError **error)
{
  g_autoptr (AnshinSheet) sheet = anshin_sheet_new (LETTERS);

  anshin_part_line (sheet, title, TITLE_SIZE, TRUE, PANGO_ALIGN_LEFT);
  anshin_part_line (sheet, about, 0, FALSE, PANGO_ALIGN_LEFT);
  for (guint i = 0; i < lines->len; i++)
    {
      const AnshinSheetLine *line = lines->pdata[i];

      if (i % LINES_AT_ONCE == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
          if (progress != NULL)
            progress ((double) i / lines->len, data);
        }
      if (line->day != NULL)
        lay_out_day (sheet, line->day);
      anshin_sheet_add_paragraph (sheet, line->head, HEAD_WIDTH, line->text);
      anshin_sheet_gap (sheet, LINE_GAP);
    }
  return anshin_form_new_sheet (g_steal_pointer (&sheet), title, foot);
}
