/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-print-preview-page.h"

#include "anshin-form-preview.h"

/* More sheets than anybody looks through before printing. */
#define MAX_SHOWN 30

struct _AnshinPrintPreviewPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkBox *papers_box;
  GtkWidget *more_label;
};

G_DEFINE_FINAL_TYPE (AnshinPrintPreviewPage, anshin_print_preview_page, ANSHIN_TYPE_PAGE)

static void
anshin_print_preview_page_class_init (AnshinPrintPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/consent/anshin-print-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPrintPreviewPage, papers_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinPrintPreviewPage, more_label);
}

static void
anshin_print_preview_page_init (AnshinPrintPreviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_print_preview_page_new:
 * @forms: (element-type AnshinForm): what would be printed, in this order
 *
 * Returns: (transfer floating): the page; of very many papers it shows the first
 */
AnshinPage *
anshin_print_preview_page_new (GPtrArray *forms)
{
  AnshinPrintPreviewPage *self = g_object_new (ANSHIN_TYPE_PRINT_PREVIEW_PAGE, NULL);

  for (guint i = 0; i < MIN (forms->len, MAX_SHOWN); i++)
    {
      GtkWidget *preview = g_object_new (ANSHIN_TYPE_FORM_PREVIEW, NULL);

      anshin_form_preview_set_form (ANSHIN_FORM_PREVIEW (preview), forms->pdata[i]);
      gtk_box_append (self->papers_box, preview);
    }
  gtk_widget_set_visible (self->more_label, forms->len > MAX_SHOWN);
  return ANSHIN_PAGE (self);
}
