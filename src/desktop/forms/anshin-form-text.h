/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/*
 * Furigana inside a text, as Unicode has it (interlinear annotation): the anchor, the word, the
 * separator, its reading, the terminator. The wordings' own mark-up, which people write, is
 * 漢字《かんじ》 (see anshin_form_text_from_markup()).
 */
#define ANSHIN_RUBY_ANCHOR "\xEF\xBF\xB9"
#define ANSHIN_RUBY_SEPARATOR "\xEF\xBF\xBA"
#define ANSHIN_RUBY_TERMINATOR "\xEF\xBF\xBB"

typedef struct _AnshinFormText AnshinFormText;

/**
 * AnshinFormTextStyle:
 * @width: where lines are broken, in points
 * @size: the height of the letters, in points
 * @bold: whether in bold
 * @alignment: how lines shorter than @width stand
 *
 * How a text is set.
 */
typedef struct
{
  double width;
  double size;
  gboolean bold;
  PangoAlignment alignment;
} AnshinFormTextStyle;

char           *anshin_form_text_from_markup  (const char *markup);
char           *anshin_form_text_get_plain    (const char *text);

AnshinFormText *anshin_form_text_new          (PangoContext *context,
                                               const AnshinFormTextStyle *style, const char *text);
AnshinFormText *anshin_form_text_ref          (AnshinFormText *self);
void            anshin_form_text_unref        (AnshinFormText *self);
double          anshin_form_text_get_height   (AnshinFormText *self);
double          anshin_form_text_get_top      (AnshinFormText *self);
guint           anshin_form_text_get_n_lines  (AnshinFormText *self);
double          anshin_form_text_get_line_height (AnshinFormText *self, guint line);
void            anshin_form_text_draw         (AnshinFormText *self, cairo_t *cr, double x,
                                               double y);
void            anshin_form_text_draw_line    (AnshinFormText *self, guint line, cairo_t *cr,
                                               double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinFormText, anshin_form_text_unref)

G_END_DECLS
