/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* 定型文: a message to begin with, one's own or (@facility) of the whole facility. @text has fields
 * in the mark-up of anshin_template_parse(). */
struct _AnshinTemplate
{
  AnshinRecord parent_instance;

  char *id;
  gint64 version;
  char *name;
  char *text;
  gboolean facility;
  gint64 updated_at;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinTemplate, anshin_template, ANSHIN, TEMPLATE)

/**
 * AnshinTemplateKind:
 * @ANSHIN_TEMPLATE_LITERAL: text that stands as it is
 * @ANSHIN_TEMPLATE_NUMBER: a number, with a unit and bounds where they are given
 * @ANSHIN_TEMPLATE_DATE: a day
 * @ANSHIN_TEMPLATE_CHECK: a box that is checked or not
 * @ANSHIN_TEMPLATE_LINE: a line of text
 */
typedef enum
{
  ANSHIN_TEMPLATE_LITERAL,
  ANSHIN_TEMPLATE_NUMBER,
  ANSHIN_TEMPLATE_DATE,
  ANSHIN_TEMPLATE_CHECK,
  ANSHIN_TEMPLATE_LINE,
} AnshinTemplateKind;

/**
 * AnshinTemplatePiece:
 * @text: of a literal the text, of a field its label
 * @unit: (nullable): of a number
 * @bounded: whether @least and @most hold, both included
 */
typedef struct
{
  AnshinTemplateKind kind;
  char *text;
  char *unit;
  gboolean bounded;
  double least;
  double most;
} AnshinTemplatePiece;

GPtrArray *anshin_template_parse       (const char *text, GError **error);
gboolean   anshin_template_check_value (const AnshinTemplatePiece *piece, const char *value,
                                        GError **error);
char      *anshin_template_fill        (GPtrArray *pieces, const char *const *values,
                                        GError **error);
char      *anshin_template_dup_preview (const char *text);

G_END_DECLS
