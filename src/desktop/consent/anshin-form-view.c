/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-view.h"

#include <math.h>

#include "anshin-form-sheet.h"

#define LEAST_WIDTH 200
#define BASE_WIDTH 560
#define GAP 12
#define ZOOM_MAX 4.0

struct _AnshinFormView
{
  GtkWidget parent_instance;

  AnshinForm *form;
  double zoom;
};

G_DEFINE_FINAL_TYPE (AnshinFormView, anshin_form_view, GTK_TYPE_WIDGET)

static guint
get_n_pages (AnshinFormView *self)
{
  return self->form != NULL ? anshin_form_get_n_pages (self->form) : 1;
}

static int
get_page_height (AnshinFormView *self, int width)
{
  double ratio = ANSHIN_SHEET_HEIGHT / ANSHIN_SHEET_WIDTH;

  if (self->form != NULL)
    ratio = anshin_form_get_height (self->form) / anshin_form_get_width (self->form);
  return (int) ceil (width * ratio);
}

static GtkSizeRequestMode
anshin_form_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
anshin_form_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  AnshinFormView *self = ANSHIN_FORM_VIEW (widget);
  int width = self->zoom > 1 ? (int) (BASE_WIDTH * self->zoom) : LEAST_WIDTH;
  int n = (int) get_n_pages (self);

  *minimum_baseline = -1;
  *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width;
      *natural = MAX (width, BASE_WIDTH);
      return;
    }
  if (for_size < 0)
    for_size = MAX (width, BASE_WIDTH);
  *minimum = n * get_page_height (self, for_size) + (n - 1) * GAP;
  *natural = *minimum;
}

/* Always black on white, as paper is, in the dark style too. */
static void
anshin_form_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnshinFormView *self = ANSHIN_FORM_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = get_page_height (self, width);

  if (self->form == NULL || width <= 0)
    return;
  for (guint page = 0; page < get_n_pages (self); page++)
    {
      graphene_rect_t bounds
        = GRAPHENE_RECT_INIT (0, (float) page * (height + GAP), width, height);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_translate (cr, 0, page * (double) (height + GAP));
      cairo_scale (cr, width / anshin_form_get_width (self->form),
                   width / anshin_form_get_width (self->form));
      anshin_form_draw_page (self->form, page, cr);
      cairo_destroy (cr);
    }
}

static void
anshin_form_view_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_FORM_VIEW (object)->form);

  G_OBJECT_CLASS (anshin_form_view_parent_class)->dispose (object);
}

static void
anshin_form_view_class_init (AnshinFormViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_form_view_dispose;
  widget_class->get_request_mode = anshin_form_view_get_request_mode;
  widget_class->measure = anshin_form_view_measure;
  widget_class->snapshot = anshin_form_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "formview");
}

static void
anshin_form_view_init (AnshinFormView *self)
{
  self->zoom = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * anshin_form_view_set_form:
 * @self: a view
 * @form: (nullable): what it shows
 */
void
anshin_form_view_set_form (AnshinFormView *self, AnshinForm *form)
{
  g_return_if_fail (ANSHIN_IS_FORM_VIEW (self));

  g_set_object (&self->form, form);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
anshin_form_view_get_zoom (AnshinFormView *self)
{
  return self->zoom;
}

/**
 * anshin_form_view_set_zoom:
 * @self: a view
 * @zoom: 1 fits the width there is, more makes it larger
 */
void
anshin_form_view_set_zoom (AnshinFormView *self, double zoom)
{
  g_return_if_fail (ANSHIN_IS_FORM_VIEW (self));

  self->zoom = CLAMP (zoom, 1, ZOOM_MAX);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
