/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"

G_BEGIN_DECLS

/**
 * AnshinExportLine:
 * @at: when it happened
 * @name: who wrote it, as on that day; "" where nobody did
 * @profession: in words, or ""
 * @facility: or ""
 * @kind: what it is, in a word
 * @text: what was written or happened; of what was deleted, that it was
 * @marks: urgent, edited, an answer to what: in words, or ""
 * @files: the names of its files, or ""
 *
 * One thing of a group's timeline in words, as it is taken out.
 */
typedef struct
{
  gint64 at;
  char *name;
  char *profession;
  char *facility;
  const char *kind;
  char *text;
  char *marks;
  char *files;
} AnshinExportLine;

GPtrArray *anshin_export_lines_new (GPtrArray *entries);
char      *anshin_export_line_dup_whole (const AnshinExportLine *self);

G_END_DECLS
