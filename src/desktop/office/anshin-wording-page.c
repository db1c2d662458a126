/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-wording-page.h"

#include <glib/gi18n.h>

#include "anshin-form-preview.h"
#include "anshin-office-words.h"
#include "anshin-page-notice.h"

struct _AnshinWordingPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkSpinner *spinner;
  GtkLabel *when_label;
  GtkLabel *text_label;
  AnshinFormPreview *preview;

  /* owned */
  AnshinClient *client;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinWordingPage, anshin_wording_page, ANSHIN_TYPE_PAGE)

static void
show_form (AnshinWordingPage *self, AnshinWording *wording)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinForm) form = anshin_form_new_blank (wording->text, wording->version, &error);

  anshin_page_notice_set_error (self->notice, error);
  anshin_form_preview_set_form (self->preview, form);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), form != NULL);
}

static void
on_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinWordingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinWording) wording = anshin_client_call_finish (ANSHIN_CLIENT (source), result,
                                                                 &error);

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  anshin_page_notice_set_error (self->notice, error);
  if (wording == NULL || wording->text == NULL)
    return;
  if (wording->kind == ANSHIN_WORDING_FORM_4)
    {
      show_form (self, wording);
      return;
    }
  gtk_label_set_label (self->text_label, wording->text);
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), TRUE);
}

static void
anshin_wording_page_dispose (GObject *object)
{
  AnshinWordingPage *self = ANSHIN_WORDING_PAGE (object);

  g_clear_object (&self->client);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_wording_page_parent_class)->dispose (object);
}

static void
anshin_wording_page_class_init (AnshinWordingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_wording_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  g_type_ensure (ANSHIN_TYPE_FORM_PREVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-wording-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinWordingPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinWordingPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinWordingPage, when_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinWordingPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinWordingPage, preview);
}

static void
anshin_wording_page_init (AnshinWordingPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_wording_page_new (AnshinClient *client, AnshinWording *wording)
{
  AnshinWordingPage *self = g_object_new (ANSHIN_TYPE_WORDING_PAGE, NULL);
  const char *kind = anshin_choice_to_wire (&anshin_wording_kinds, wording->kind);
  g_autofree char *path = g_strdup_printf ("/v1/wordings/%s/%" G_GINT64_FORMAT, kind,
                                           wording->version);
  g_autofree char *version = g_strdup_printf (_("Version %d"), (int) wording->version);
  g_autofree char *when = anshin_office_words_when (wording->published_at);

  self->client = g_object_ref (client);
  anshin_page_set_title (ANSHIN_PAGE (self), anshin_office_words_choice (&anshin_wording_kinds,
                                                                         wording->kind));
  anshin_page_set_subtitle (ANSHIN_PAGE (self), version);
  gtk_label_set_label (self->when_label, when);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  anshin_client_call_async (client, "GET", path, NULL, anshin_wording_get_type (),
                            self->cancellable, on_text_cb, g_object_ref (self));
  return ANSHIN_PAGE (self);
}
