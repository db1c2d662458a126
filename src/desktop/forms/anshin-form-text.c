/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-text.h"

#include <string.h>

/* Of what the font asks for; Japanese fonts ask for nearly half a letter between lines. */
#define LINE_SPACING 0.95f
/* Where readings stand between the lines; and above the first one, as a part of a letter. */
#define LINE_SPACING_RUBY 1.08f
#define FIRST_LINE_RUBY 0.22
#define RUBY_SIZE 0.5
/* How much of a long reading may stand over the neighbours, both sides together, in letters. */
#define RUBY_OVERHANG 0.5
/* A reading's lower edge above the base line, as a part of a letter: kanji are that high. */
#define RUBY_RISE 0.89

typedef struct
{
  int start; /* of the word, in bytes of the layout's text */
  int last; /* of its last sign */
  int end;
  PangoLayout *layout;
} Ruby;

struct _AnshinFormText
{
  gatomicrefcount ref_count;
  PangoLayout *layout;
  GArray *rubies; /* NULL where nothing is annotated */
  double size;
  double top;
};

static void
ruby_clear (gpointer data)
{
  g_clear_object (&((Ruby *) data)->layout);
}

static PangoLayout *
create_layout (PangoContext *context, double size, gboolean bold)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  /* A generic family: which font draws Japanese is the system's to say, by the language. */
  pango_font_description_set_family_static (font, "sans-serif");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  return layout;
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, int start, int end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (list, attribute);
}

static int
measure (PangoContext *context, const AnshinFormTextStyle *style, const char *text)
{
  g_autoptr (PangoLayout) layout = create_layout (context, style->size, style->bold);
  int width = 0;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  return width;
}

/* The shorter of a word and its reading is spaced out over the longer; the word isn't broken. */
static void
space_out (PangoContext *context, const AnshinFormTextStyle *style, Ruby *ruby, const char *word,
           PangoAttrList *attributes)
{
  int word_width = measure (context, style, word);
  int reading_width = 0;
  int spare = 0;

  pango_layout_get_size (ruby->layout, &reading_width, NULL);
  spare = word_width - reading_width;
  if (spare < 0)
    spare = MIN (0, spare + (int) (RUBY_OVERHANG * style->size * PANGO_SCALE));
  add_attribute (attributes, pango_attr_allow_breaks_new (FALSE), ruby->start, ruby->end);
  if (spare < 0)
    add_attribute (attributes,
                   pango_attr_letter_spacing_new ((int) (-spare / g_utf8_strlen (word, -1))),
                   ruby->start, ruby->end);
  else if (spare > 0)
    {
      const char *reading = pango_layout_get_text (ruby->layout);
      g_autoptr (PangoAttrList) list = pango_attr_list_new ();

      pango_attr_list_insert (
        list, pango_attr_letter_spacing_new ((int) (spare / g_utf8_strlen (reading, -1))));
      pango_layout_set_attributes (ruby->layout, list);
    }
}

/* @rest: an anchor; moved behind its terminator. */
static void
take_ruby (AnshinFormText *self, PangoContext *context, const AnshinFormTextStyle *style,
           GString *plain, PangoAttrList *attributes, const char **rest)
{
  const char *start = *rest + strlen (ANSHIN_RUBY_ANCHOR);
  const char *separator = strstr (start, ANSHIN_RUBY_SEPARATOR);
  const char *end = separator != NULL ? strstr (separator, ANSHIN_RUBY_TERMINATOR) : NULL;
  g_autofree char *word = NULL;
  g_autofree char *reading = NULL;
  Ruby ruby = { 0 };

  *rest = start;
  if (end == NULL || separator == start)
    return;
  word = g_strndup (start, separator - start);
  separator += strlen (ANSHIN_RUBY_SEPARATOR);
  reading = g_strndup (separator, end - separator);
  *rest = end + strlen (ANSHIN_RUBY_TERMINATOR);

  ruby.start = (int) plain->len;
  g_string_append (plain, word);
  ruby.end = (int) plain->len;
  ruby.last = (int) (g_utf8_prev_char (plain->str + plain->len) - plain->str);
  if (*reading == '\0')
    return;
  ruby.layout = create_layout (context, style->size * RUBY_SIZE, FALSE);
  pango_layout_set_text (ruby.layout, reading, -1);
  space_out (context, style, &ruby, word, attributes);
  if (self->rubies == NULL)
    {
      self->rubies = g_array_new (FALSE, TRUE, sizeof (Ruby));
      g_array_set_clear_func (self->rubies, ruby_clear);
    }
  g_array_append_val (self->rubies, ruby);
}

static void
set_text (AnshinFormText *self, PangoContext *context, const AnshinFormTextStyle *style,
          const char *text)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autoptr (GString) plain = NULL;
  const char *rest = text;

  if (strstr (text, ANSHIN_RUBY_ANCHOR) == NULL)
    {
      pango_layout_set_text (self->layout, text, -1);
      return;
    }
  attributes = pango_attr_list_new ();
  plain = g_string_new (NULL);
  while (*rest != '\0')
    if (g_str_has_prefix (rest, ANSHIN_RUBY_ANCHOR))
      take_ruby (self, context, style, plain, attributes, &rest);
    else
      {
        const char *next = g_utf8_next_char (rest);

        g_string_append_len (plain, rest, next - rest);
        rest = next;
      }
  pango_layout_set_text (self->layout, plain->str, (int) plain->len);
  pango_layout_set_attributes (self->layout, attributes);
}

/**
 * anshin_form_text_new:
 * @context: for which surface
 * @style: how it is set
 * @text: what; with annotations where a word gets furigana
 *
 * Returns: (transfer full): the text, broken into lines
 */
AnshinFormText *
anshin_form_text_new (PangoContext *context, const AnshinFormTextStyle *style, const char *text)
{
  AnshinFormText *self = g_new0 (AnshinFormText, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->size = style->size;
  self->layout = create_layout (context, style->size, style->bold);
  pango_layout_set_width (self->layout, (int) (style->width * PANGO_SCALE));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (self->layout, style->alignment);
  pango_layout_set_auto_dir (self->layout, FALSE);
  set_text (self, context, style, text);
  pango_layout_set_line_spacing (self->layout,
                                 self->rubies != NULL ? LINE_SPACING_RUBY : LINE_SPACING);
  if (self->rubies != NULL)
    self->top = FIRST_LINE_RUBY * style->size;
  return self;
}

AnshinFormText *
anshin_form_text_ref (AnshinFormText *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
anshin_form_text_unref (AnshinFormText *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->layout);
  g_clear_pointer (&self->rubies, g_array_unref);
  g_free (self);
}

/* Returns: how high all of it is, in points, the readings above the first line included */
double
anshin_form_text_get_height (AnshinFormText *self)
{
  int height = 0;

  pango_layout_get_size (self->layout, NULL, &height);
  return self->top + (double) height / PANGO_SCALE;
}

/* Returns: how much of it is room for the readings above the first line */
double
anshin_form_text_get_top (AnshinFormText *self)
{
  return self->top;
}

guint
anshin_form_text_get_n_lines (AnshinFormText *self)
{
  return (guint) pango_layout_get_line_count (self->layout);
}

/* The upper edge and the base line of a line, from the text's top, and the line's height. */
static void
get_line (AnshinFormText *self, guint line, double *top, double *base, double *height)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (self->layout);
  int upper = 0, lower = 0;

  for (guint i = 0; i < line; i++)
    pango_layout_iter_next_line (iter);
  pango_layout_iter_get_line_yrange (iter, &upper, &lower);
  *top = line > 0 ? self->top + (double) upper / PANGO_SCALE : 0;
  *base = self->top + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
  *height = self->top + (double) lower / PANGO_SCALE - *top;
}

/* Returns: how much room a line takes, in points; the lines' rooms add up to the text's height */
double
anshin_form_text_get_line_height (AnshinFormText *self, guint line)
{
  double top = 0, base = 0, height = 0;

  get_line (self, line, &top, &base, &height);
  return height;
}

/* Readings are drawn as shapes: who selects or searches the text finds the words alone. */
static void
draw_rubies (AnshinFormText *self, int line, cairo_t *cr, double x, double base)
{
  for (guint i = 0; self->rubies != NULL && i < self->rubies->len; i++)
    {
      Ruby *ruby = &g_array_index (self->rubies, Ruby, i);
      PangoRectangle word = { 0 }, end = { 0 };
      int number = 0, width = 0;
      double left = 0;

      pango_layout_index_to_line_x (self->layout, ruby->start, FALSE, &number, NULL);
      if (number != line)
        continue;
      pango_layout_index_to_pos (self->layout, ruby->start, &word);
      pango_layout_index_to_pos (self->layout, ruby->last, &end);
      pango_layout_get_size (ruby->layout, &width, NULL);
      left = (word.x + (end.x + end.width - word.x - width) / 2.0) / PANGO_SCALE;
      cairo_move_to (cr, x + left,
                     base - RUBY_RISE * self->size
                       - (double) pango_layout_get_baseline (ruby->layout) / PANGO_SCALE
                       - 0.1 * RUBY_SIZE * self->size);
      pango_cairo_layout_path (cr, ruby->layout);
      cairo_fill (cr);
    }
}

/**
 * anshin_form_text_draw_line:
 * @self: a text
 * @line: which line, from 0
 * @cr: where to
 * @x: the text's left edge
 * @y: the line's upper edge
 */
void
anshin_form_text_draw_line (AnshinFormText *self, guint line, cairo_t *cr, double x, double y)
{
  PangoLayoutLine *layout_line = pango_layout_get_line_readonly (self->layout, (int) line);
  double top = 0, base = 0, height = 0;
  PangoRectangle start = { 0 };

  get_line (self, line, &top, &base, &height);
  pango_layout_index_to_pos (self->layout, layout_line->start_index, &start);
  cairo_move_to (cr, x + (double) start.x / PANGO_SCALE, y + base - top);
  pango_cairo_show_layout_line (cr, layout_line);
  draw_rubies (self, (int) line, cr, x, y + base - top);
}

/**
 * anshin_form_text_draw:
 * @self: a text
 * @cr: where to
 * @x: its left edge
 * @y: its upper edge
 */
void
anshin_form_text_draw (AnshinFormText *self, cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x, y + self->top);
  pango_cairo_show_layout (cr, self->layout);
  for (guint line = 0; self->rubies != NULL && line < anshin_form_text_get_n_lines (self); line++)
    {
      double top = 0, base = 0, height = 0;

      get_line (self, line, &top, &base, &height);
      draw_rubies (self, (int) line, cr, x, y + base);
    }
}
