/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-preview.h"

#include "anshin-form-view.h"

#define ZOOM_STEP 1.25
#define ENLARGED_HEIGHT 480

struct _AnshinFormPreview
{
  AdwBin parent_instance;

  /* template widgets */
  AdwBin *frame;
  AnshinFormView *view;
  GtkWidget *smaller_button;
};

G_DEFINE_FINAL_TYPE (AnshinFormPreview, anshin_form_preview, ADW_TYPE_BIN)

/* Enlarged it moves in a window of its own; else it must not swallow the page's scrolling. */
static void
update_frame (AnshinFormPreview *self)
{
  gboolean enlarged = anshin_form_view_get_zoom (self->view) > 1;
  GtkWidget *child = adw_bin_get_child (self->frame);
  g_autoptr (GtkWidget) view = g_object_ref (GTK_WIDGET (self->view));

  gtk_widget_set_sensitive (self->smaller_button, enlarged);
  if (enlarged == GTK_IS_SCROLLED_WINDOW (child))
    return;
  if (enlarged)
    {
      GtkWidget *scroller = gtk_scrolled_window_new ();

      adw_bin_set_child (self->frame, NULL);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                                  ENLARGED_HEIGHT);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
      adw_bin_set_child (self->frame, scroller);
      return;
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (child), NULL);
  adw_bin_set_child (self->frame, view);
}

static void
zoom_by (AnshinFormPreview *self, double factor)
{
  anshin_form_view_set_zoom (self->view, anshin_form_view_get_zoom (self->view) * factor);
  update_frame (self);
}

static void
on_larger_cb (AnshinFormPreview *self)
{
  zoom_by (self, ZOOM_STEP);
}

static void
on_smaller_cb (AnshinFormPreview *self)
{
  zoom_by (self, 1 / ZOOM_STEP);
}

static void
anshin_form_preview_class_init (AnshinFormPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ANSHIN_TYPE_FORM_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-form-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinFormPreview, frame);
  gtk_widget_class_bind_template_child (widget_class, AnshinFormPreview, view);
  gtk_widget_class_bind_template_child (widget_class, AnshinFormPreview, smaller_button);
  gtk_widget_class_bind_template_callback (widget_class, on_larger_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_smaller_cb);
}

static void
anshin_form_preview_init (AnshinFormPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_form_preview_set_form:
 * @self: a preview
 * @form: (nullable): what it shows
 */
void
anshin_form_preview_set_form (AnshinFormPreview *self, AnshinForm *form)
{
  g_return_if_fail (ANSHIN_IS_FORM_PREVIEW (self));

  anshin_form_view_set_form (self->view, form);
}
