/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-chart-view.h"

#include <glib/gi18n.h>

#include "anshin-vitals-words.h"

#define CHART_HEIGHT 168
#define LEAST_WIDTH 240
#define LETTER_SIZE 12.0
#define LEAST_LETTER 10.0
/* How large letters are beside those around the chart. */
#define LETTER_SHARE 0.85

struct _AnshinVitalsChartView
{
  GtkWidget parent_instance;

  AnshinChart chart; /* with references of its own */
  double mouse_x;
};

G_DEFINE_FINAL_TYPE (AnshinVitalsChartView, anshin_vitals_chart_view, GTK_TYPE_WIDGET)

/* The size that letters have on this screen, also where they are enlarged. */
static double
get_letter_size (AnshinVitalsChartView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (context);

  /* A size in pixels has been enlarged already. */
  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : 96) / 72;
  return size > 0 ? MAX (size * LETTER_SHARE, LEAST_LETTER) : LETTER_SIZE;
}

/* What is pointed at is in the name, which a screen reader says when it changes. */
static void
update_words (AnshinVitalsChartView *self)
{
  const char *kind = self->chart.kind == ANSHIN_VITAL_SYSTOLIC
                       ? _("Blood pressure")
                       : anshin_vitals_words_kind (self->chart.kind);
  g_autofree char *words = self->chart.selected >= 0
                             ? anshin_chart_describe (&self->chart, self->chart.selected)
                             : g_strdup (_("Press a point, or go from one to the next by the "
                                           "arrow keys"));
  g_autofree char *label = g_strdup_printf ("%s: %s", kind, words);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
select_reading (AnshinVitalsChartView *self, int reading)
{
  if (reading == self->chart.selected)
    return;
  self->chart.selected = reading;
  update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The next reading in that direction that has a number here. */
static int
find_next (AnshinVitalsChartView *self, int direction)
{
  int count = (int) self->chart.readings->len;
  int at = self->chart.selected;

  if (at < 0)
    at = direction > 0 ? -1 : count;
  do
    at += direction;
  while (at >= 0 && at < count && !anshin_chart_has (&self->chart, at));
  return at >= 0 && at < count ? at : self->chart.selected;
}

static gboolean
on_key_pressed_cb (AnshinVitalsChartView *self, guint keyval, guint keycode,
                   GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      select_reading (self, find_next (self, -1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      select_reading (self, find_next (self, 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      self->chart.selected = -1;
      select_reading (self, find_next (self, 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      self->chart.selected = -1;
      select_reading (self, find_next (self, -1));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
select_at (AnshinVitalsChartView *self, double x)
{
  select_reading (self, anshin_chart_find (&self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                                           get_letter_size (self), x));
}

/* A finger hovers over nothing. It also scrolls the page, and that begins with a press: so what
 * counts is where it is lifted again. */
static void
on_released_cb (AnshinVitalsChartView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  select_at (self, x);
}

/* GTK tells again of a mouse that rests, whenever something is laid out anew: it must not take back
 * what the keyboard has selected. */
static void
on_motion_cb (AnshinVitalsChartView *self, double x, double y)
{
  if (x == self->mouse_x)
    return;
  self->mouse_x = x;
  select_at (self, x);
}

static void
anshin_vitals_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                                  int *minimum, int *natural, int *minimum_baseline,
                                  int *natural_baseline)
{
  double scale = get_letter_size (ANSHIN_VITALS_CHART_VIEW (widget)) / LETTER_SIZE;

  *minimum_baseline = *natural_baseline = -1;
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : (int) (CHART_HEIGHT * scale);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : *minimum;
}

static void
take_color (const GdkRGBA *color, double share, const double ground[3], double out[3])
{
  const double parts[] = { color->red, color->green, color->blue };

  for (guint i = 0; i < 3; i++)
    out[i] = parts[i] * share + ground[i] * (1 - share);
}

/* Lines and letters in the colour of text, on the ground that it stands on. */
static void
get_colors (AnshinVitalsChartView *self, AnshinChartColors *colors)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const GdkRGBA ink = dark ? (GdkRGBA){ 1, 1, 1, 1 } : (GdkRGBA){ 0, 0, 0, 1 };
  const GdkRGBA blue = dark ? (GdkRGBA){ 0.47, 0.68, 0.93, 1 } : (GdkRGBA){ 0.1, 0.37, 0.71, 1 };
  const GdkRGBA red = dark ? (GdkRGBA){ 1, 0.48, 0.39, 1 } : (GdkRGBA){ 0.75, 0.11, 0.16, 1 };
  const double ground[] = { dark ? 0.14 : 0.98, dark ? 0.14 : 0.98, dark ? 0.14 : 0.98 };

  take_color (&ink, 0, ground, colors->ground);
  take_color (&ink, 0.85, ground, colors->text);
  take_color (&ink, 0.3, ground, colors->grid);
  take_color (&blue, 0.15, ground, colors->band);
  take_color (&blue, 1, ground, colors->line);
  take_color (&red, 1, ground, colors->outside);
}

static void
anshin_vitals_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnshinVitalsChartView *self = ANSHIN_VITALS_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  AnshinChartColors colors;
  cairo_t *cr = NULL;

  if (width <= 0 || height <= 0)
    return;
  get_colors (self, &colors);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  anshin_chart_draw (&self->chart, cr, width, height, get_letter_size (self), &colors);
  cairo_destroy (cr);
}

static void
anshin_vitals_chart_view_dispose (GObject *object)
{
  AnshinVitalsChartView *self = ANSHIN_VITALS_CHART_VIEW (object);

  g_clear_pointer (&self->chart.readings, g_ptr_array_unref);
  g_clear_object (&self->chart.targets);

  G_OBJECT_CLASS (anshin_vitals_chart_view_parent_class)->dispose (object);
}

static void
anshin_vitals_chart_view_class_init (AnshinVitalsChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_vitals_chart_view_dispose;
  widget_class->measure = anshin_vitals_chart_view_measure;
  widget_class->snapshot = anshin_vitals_chart_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "vitalschart");
}

static void
anshin_vitals_chart_view_init (AnshinVitalsChartView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->chart.selected = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* Returns: (transfer floating): a view of the panel */
GtkWidget *
anshin_vitals_chart_view_new (const AnshinChart *chart)
{
  AnshinVitalsChartView *self = g_object_new (ANSHIN_TYPE_VITALS_CHART_VIEW, NULL);

  self->chart = *chart;
  self->chart.selected = -1;
  self->chart.readings = g_ptr_array_ref (chart->readings);
  self->chart.targets = chart->targets != NULL ? g_object_ref (chart->targets) : NULL;
  update_words (self);
  return GTK_WIDGET (self);
}
