/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form.h"

G_BEGIN_DECLS

/**
 * AnshinSheetLine:
 * @day: a heading before the line; %NULL where it is the same day as before
 * @head: when, and what it is, in a few words, at the left
 * @text: by whom, and what was written or happened
 *
 * One thing that happened, in words.
 */
typedef struct
{
  char *day;
  char *head;
  char *text;
} AnshinSheetLine;

AnshinSheetLine *anshin_sheet_line_new  (char *day, char *head, char *text);
void             anshin_sheet_line_free (AnshinSheetLine *self);

AnshinForm *anshin_timeline_sheet_new (const char *title, const char *about, const char *foot,
                                       GPtrArray *lines, AnshinFormProgress progress,
                                       gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
