/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "anshin-clock.h"
#include "anshin-vitals-words.h"

/* What is further apart is not joined by a line: nobody knows what was in between. */
#define LONGEST_LINE (14 * ANSHIN_DAY)

const AnshinChartColors anshin_chart_on_paper = {
  .ground = { 1, 1, 1 },
  .text = { 0, 0, 0 },
  .grid = { 0.8, 0.8, 0.8 },
  .band = { 0.93, 0.93, 0.93 },
  .line = { 0.1, 0.1, 0.1 },
  .outside = { 0.75, 0.1, 0.1 },
};

/* Where things are in a panel. */
typedef struct
{
  const AnshinChart *chart;
  cairo_t *cr;
  const AnshinChartColors *colors;
  double letter;
  double left;
  double right;
  double top;
  double bottom;
  gint64 low;
  gint64 high;
} Frame;

static void
set_color (cairo_t *cr, const double color[3])
{
  cairo_set_source_rgb (cr, color[0], color[1], color[2]);
}

static AnshinVitals *
get_vitals (const AnshinChart *self, guint reading)
{
  AnshinEntry *entry = g_ptr_array_index (self->readings, reading);

  return ANSHIN_VITALS (ANSHIN_CONTENT (entry->content)->vitals);
}

/* Both pressures are in one panel. */
static int
get_second_kind (int kind)
{
  return kind == ANSHIN_VITAL_SYSTOLIC ? ANSHIN_VITAL_DIASTOLIC : ANSHIN_VITAL_NONE;
}

static void
widen (Frame *frame, int kind)
{
  gint64 value = 0;
  gint64 low = 0;
  gint64 high = 0;

  for (guint i = 0; i < frame->chart->readings->len; i++)
    if (anshin_vitals_get (get_vitals (frame->chart, i), kind, &value))
      {
        frame->low = MIN (frame->low, value);
        frame->high = MAX (frame->high, value);
      }
  anshin_vital_targets_get (frame->chart->targets, kind, &low, &high);
  if (low > 0)
    frame->low = MIN (frame->low, low);
  frame->high = MAX (frame->high, high);
}

static void
measure (Frame *frame, double width, double height)
{
  const AnshinVitalInfo *info = anshin_vital_get_info (frame->chart->kind);

  frame->low = info->axis_low;
  frame->high = info->axis_high;
  widen (frame, frame->chart->kind);
  if (get_second_kind (frame->chart->kind) != ANSHIN_VITAL_NONE)
    widen (frame, get_second_kind (frame->chart->kind));
  frame->left = frame->letter * 3.2;
  frame->right = width - frame->letter;
  frame->top = frame->letter * 2;
  frame->bottom = height - frame->letter * 2;
}

static double
get_x (const Frame *frame, gint64 at)
{
  const AnshinChart *chart = frame->chart;

  return frame->left + (frame->right - frame->left) * (double) (at - chart->from) /
                         (double) MAX (chart->to - chart->from, 1);
}

static double
get_y (const Frame *frame, gint64 value)
{
  return frame->bottom - (frame->bottom - frame->top) * (double) (value - frame->low) /
                           (double) MAX (frame->high - frame->low, 1);
}

static PangoLayout *
create_layout (const Frame *frame, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (frame->cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family (font, "sans-serif");
  pango_font_description_set_absolute_size (font, frame->letter * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* @x is where the text begins, or its middle, or its end, for @align 0, 0.5 and 1. */
static void
draw_text (const Frame *frame, double x, double y, double align, const char *text)
{
  g_autoptr (PangoLayout) layout = create_layout (frame, text);
  PangoRectangle extents;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  set_color (frame->cr, frame->colors->text);
  cairo_move_to (frame->cr, x - extents.width * align, y);
  pango_cairo_show_layout (frame->cr, layout);
}

/* The range that is aimed at, as a light band with its limits as dashed lines. */
static void
draw_band (const Frame *frame, int kind)
{
  const double dashes[] = { 4, 3 };
  gint64 low = 0;
  gint64 high = 0;
  double top = frame->top;
  double bottom = frame->bottom;

  if (!anshin_vital_targets_get (frame->chart->targets, kind, &low, &high))
    return;
  if (high > 0)
    top = get_y (frame, high);
  if (low > 0)
    bottom = get_y (frame, low);
  set_color (frame->cr, frame->colors->band);
  cairo_rectangle (frame->cr, frame->left, top, frame->right - frame->left, bottom - top);
  cairo_fill (frame->cr);
  set_color (frame->cr, frame->colors->grid);
  cairo_set_line_width (frame->cr, 1);
  cairo_set_dash (frame->cr, dashes, 2, 0);
  for (guint i = 0; i < 2; i++)
    {
      if ((i == 0 ? high : low) == 0)
        continue;
      cairo_move_to (frame->cr, frame->left, i == 0 ? top : bottom);
      cairo_line_to (frame->cr, frame->right, i == 0 ? top : bottom);
      cairo_stroke (frame->cr);
    }
  cairo_set_dash (frame->cr, NULL, 0, 0);
}

/* A step of 1, 2 or 5 times a power of ten, so that some five lines come of it. */
static gint64
choose_step (gint64 span)
{
  gint64 step = 1;

  for (guint i = 0; span / step > 5; i++)
    step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  return step;
}

static void
draw_values_axis (const Frame *frame)
{
  gint64 step = choose_step (frame->high - frame->low);

  cairo_set_line_width (frame->cr, 0.5);
  for (gint64 value = (frame->low + step - 1) / step * step; value <= frame->high; value += step)
    {
      g_autofree char *text = anshin_vital_format (frame->chart->kind, value);
      double y = get_y (frame, value);

      set_color (frame->cr, frame->colors->grid);
      cairo_move_to (frame->cr, frame->left, y);
      cairo_line_to (frame->cr, frame->right, y);
      cairo_stroke (frame->cr);
      draw_text (frame, frame->left - frame->letter * 0.4, y - frame->letter * 0.7, 1, text);
    }
}

/* Days at their beginning in Japan, as many as have room. */
static void
draw_time_axis (const Frame *frame)
{
  gint64 days = (frame->chart->to - frame->chart->from) / ANSHIN_DAY;
  gint64 room = MAX ((gint64) ((frame->right - frame->left) / (frame->letter * 4)), 1);
  gint64 step = MAX ((days + room - 1) / room, 1) * ANSHIN_DAY;
  gint64 first = anshin_time_from_day (anshin_time_get_day (frame->chart->from + ANSHIN_DAY - 1));

  cairo_set_line_width (frame->cr, 0.5);
  for (gint64 at = first; at < frame->chart->to; at += step)
    {
      int day = anshin_time_get_day (at);
      g_autofree char *text = g_strdup_printf ("%d/%d", day / 100 % 100, day % 100);
      double x = get_x (frame, at);

      set_color (frame->cr, frame->colors->grid);
      cairo_move_to (frame->cr, x, frame->bottom);
      cairo_line_to (frame->cr, x, frame->bottom + 4);
      cairo_stroke (frame->cr);
      draw_text (frame, x, frame->bottom + frame->letter * 0.4, 0.5, text);
    }
}

static void
draw_lines (const Frame *frame, int kind)
{
  gint64 last = 0;

  set_color (frame->cr, frame->colors->line);
  cairo_set_line_width (frame->cr, 1.2);
  for (guint i = 0; i < frame->chart->readings->len; i++)
    {
      AnshinVitals *vitals = get_vitals (frame->chart, i);
      gint64 value = 0;

      if (!anshin_vitals_get (vitals, kind, &value))
        continue;
      if (last == 0 || vitals->measured_at - last > LONGEST_LINE)
        cairo_move_to (frame->cr, get_x (frame, vitals->measured_at), get_y (frame, value));
      else
        cairo_line_to (frame->cr, get_x (frame, vitals->measured_at), get_y (frame, value));
      last = vitals->measured_at;
    }
  cairo_stroke (frame->cr);
}

/* ● in the range, ▲ above, ▼ below. */
static void
draw_mark (const Frame *frame, double x, double y, int mark, gboolean selected)
{
  double size = frame->letter * (mark == ANSHIN_MARK_NONE ? 0.26 : 0.5) * (selected ? 1.6 : 1);
  double up = mark == ANSHIN_MARK_HIGH ? -1 : 1;

  set_color (frame->cr, mark == ANSHIN_MARK_NONE ? frame->colors->line : frame->colors->outside);
  if (mark == ANSHIN_MARK_NONE)
    cairo_arc (frame->cr, x, y, size, 0, 2 * G_PI);
  else
    {
      cairo_move_to (frame->cr, x, y + up * size);
      cairo_line_to (frame->cr, x - size, y - up * size);
      cairo_line_to (frame->cr, x + size, y - up * size);
      cairo_close_path (frame->cr);
    }
  cairo_fill (frame->cr);
}

static void
draw_marks (const Frame *frame, int kind)
{
  for (guint i = 0; i < frame->chart->readings->len; i++)
    {
      AnshinVitals *vitals = get_vitals (frame->chart, i);
      gint64 value = 0;

      if (anshin_vitals_get (vitals, kind, &value))
        draw_mark (frame, get_x (frame, vitals->measured_at), get_y (frame, value),
                   anshin_vital_targets_judge (frame->chart->targets, kind, value),
                   (int) i == frame->chart->selected);
    }
}

static void
draw_selection (const Frame *frame)
{
  double x = 0;

  if (frame->chart->selected < 0)
    return;
  x = get_x (frame, get_vitals (frame->chart, (guint) frame->chart->selected)->measured_at);
  set_color (frame->cr, frame->colors->line);
  cairo_set_line_width (frame->cr, 1);
  cairo_move_to (frame->cr, x, frame->top);
  cairo_line_to (frame->cr, x, frame->bottom);
  cairo_stroke (frame->cr);
}

/* Returns: whether the reading has a number of the panel */
gboolean
anshin_chart_has (const AnshinChart *self, int reading)
{
  gint64 value = 0;

  return reading >= 0 && reading < (int) self->readings->len &&
         anshin_vitals_get (get_vitals (self, (guint) reading), self->kind, &value);
}

/**
 * anshin_chart_find:
 * @self: a panel
 * @width: how wide it is drawn
 * @letter_size: and with what letters
 * @x: a place in it
 *
 * Returns: the reading of the panel that is nearest; -1 if there is none
 */
int
anshin_chart_find (const AnshinChart *self, double width, double letter_size, double x)
{
  Frame frame = { .chart = self, .letter = letter_size };
  double nearest = G_MAXDOUBLE;
  int found = -1;

  measure (&frame, width, 100);
  for (int i = 0; i < (int) self->readings->len; i++)
    {
      double distance = fabs (get_x (&frame, get_vitals (self, (guint) i)->measured_at) - x);

      if (anshin_chart_has (self, i) && distance < nearest)
        {
          nearest = distance;
          found = i;
        }
    }
  return found;
}

static char *
describe_number (const AnshinChart *self, AnshinVitals *vitals, int kind)
{
  g_autoptr (AnshinVital) judged = NULL;
  gint64 value = 0;
  g_autofree char *words = NULL;

  if (!anshin_vitals_get (vitals, kind, &value))
    return NULL;
  judged = anshin_vital_new ();
  judged->kind = kind;
  judged->value = value;
  judged->mark = anshin_vital_targets_judge (self->targets, kind, value);
  if (judged->mark != ANSHIN_MARK_NONE)
    return anshin_vitals_words_marked (judged);
  words = anshin_vitals_words_value (kind, value);
  return g_strdup_printf ("%s %s", anshin_vitals_words_kind (kind), words);
}

/**
 * anshin_chart_describe:
 * @self: a panel
 * @reading: one of its readings
 *
 * Returns: (transfer full): when it was, the numbers, and whether they are outside of the range
 */
char *
anshin_chart_describe (const AnshinChart *self, int reading)
{
  AnshinVitals *vitals = get_vitals (self, (guint) reading);
  g_autofree char *date = anshin_era_format_short (anshin_time_get_day (vitals->measured_at));
  g_autofree char *clock = anshin_time_format_clock (vitals->measured_at);
  g_autofree char *first = describe_number (self, vitals, self->kind);
  g_autofree char *second = get_second_kind (self->kind) != ANSHIN_VITAL_NONE
                              ? describe_number (self, vitals, get_second_kind (self->kind))
                              : NULL;

  return g_strdup_printf ("%s %s   %s%s%s", date, clock, first, second != NULL ? "   " : "",
                          second != NULL ? second : "");
}

static void
draw_title (const Frame *frame)
{
  const char *unit = anshin_vital_get_info (frame->chart->kind)->unit;
  const char *name = frame->chart->kind == ANSHIN_VITAL_SYSTOLIC
                       ? _("Blood pressure")
                       : anshin_vitals_words_kind (frame->chart->kind);
  g_autofree char *title = *unit != '\0' ? g_strdup_printf ("%s (%s)", name, unit)
                                         : g_strdup (name);

  draw_text (frame, frame->left, frame->letter * 0.2, 0, title);
}

/* What is pointed at, in place of the title: in a narrow window, or with large letters, it takes
 * several lines and covers a part of the panel. */
static void
draw_words (const Frame *frame)
{
  g_autofree char *words = anshin_chart_describe (frame->chart, frame->chart->selected);
  g_autoptr (PangoLayout) layout = create_layout (frame, words);
  PangoRectangle extents;

  pango_layout_set_width (layout, (int) ((frame->right - frame->left) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  set_color (frame->cr, frame->colors->ground);
  cairo_rectangle (frame->cr, frame->left, 0, extents.width + frame->letter * 0.5,
                   extents.height + frame->letter * 0.4);
  cairo_fill (frame->cr);
  set_color (frame->cr, frame->colors->text);
  cairo_move_to (frame->cr, frame->left, frame->letter * 0.2);
  pango_cairo_show_layout (frame->cr, layout);
}

/**
 * anshin_chart_draw:
 * @self: a panel
 * @cr: where to
 * @width: how wide, in the units of @cr
 * @height: how high
 * @letter_size: height of the letters, by which everything is measured
 * @colors: what to draw with
 */
void
anshin_chart_draw (const AnshinChart *self, cairo_t *cr, double width, double height,
                   double letter_size, const AnshinChartColors *colors)
{
  int second = get_second_kind (self->kind);
  Frame frame = { .chart = self, .cr = cr, .colors = colors, .letter = letter_size };

  measure (&frame, width, height);
  draw_band (&frame, self->kind);
  if (second != ANSHIN_VITAL_NONE)
    draw_band (&frame, second);
  draw_values_axis (&frame);
  draw_time_axis (&frame);
  if (self->selected < 0)
    draw_title (&frame);
  draw_selection (&frame);
  draw_lines (&frame, self->kind);
  if (second != ANSHIN_VITAL_NONE)
    draw_lines (&frame, second);
  draw_marks (&frame, self->kind);
  if (second != ANSHIN_VITAL_NONE)
    draw_marks (&frame, second);
  if (self->selected >= 0)
    draw_words (&frame);
}
