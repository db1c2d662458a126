/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-preview.h"

#include "anshin-form-view.h"

#define ZOOM_STEP 1.25

struct _AnshinFormPreview
{
  AdwBin parent_instance;

  /* template widgets */
  AnshinFormView *view;
  GtkWidget *smaller_button;
};

G_DEFINE_FINAL_TYPE (AnshinFormPreview, anshin_form_preview, ADW_TYPE_BIN)

static void
zoom_by (AnshinFormPreview *self, double factor)
{
  anshin_form_view_set_zoom (self->view, anshin_form_view_get_zoom (self->view) * factor);
  gtk_widget_set_sensitive (self->smaller_button, anshin_form_view_get_zoom (self->view) > 1);
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
