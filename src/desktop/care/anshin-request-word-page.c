/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request-word-page.h"

#include <glib/gi18n.h>

#include "anshin-window.h"

struct _AnshinRequestWordPage
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkLabel *what_label;
  GtkWidget *word_row;
  GtkTextView *word_view;

  /* owned */
  AnshinCareRequest *request;
};

G_DEFINE_FINAL_TYPE (AnshinRequestWordPage, anshin_request_word_page, ANSHIN_TYPE_TASK_PAGE)

static void
anshin_request_word_page_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinRequestWordPage *self = ANSHIN_REQUEST_WORD_PAGE (page);

  anshin_record_copy_fields (ANSHIN_RECORD (self->request), answer);
  anshin_record_notify (self->request, "state");
  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
}

static void
anshin_request_word_page_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_REQUEST_WORD_PAGE (page)->word_view));
}

static void
anshin_request_word_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_REQUEST_WORD_PAGE (object)->request);

  G_OBJECT_CLASS (anshin_request_word_page_parent_class)->dispose (object);
}

static void
anshin_request_word_page_class_init (AnshinRequestWordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_request_word_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_request_word_page_shown;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_request_word_page_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-request-word-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestWordPage, what_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestWordPage, word_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestWordPage, word_view);
}

static void
anshin_request_word_page_init (AnshinRequestWordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_request_word_page_new:
 * @client: the client
 * @request: the request that is answered
 * @decline: whether it is declined; else it is done
 *
 * Returns: the page
 */
AnshinPage *
anshin_request_word_page_new (AnshinClient *client, AnshinCareRequest *request, gboolean decline)
{
  AnshinRequestWordPage *self = g_object_new (ANSHIN_TYPE_REQUEST_WORD_PAGE, NULL);
  g_autoptr (AnshinRequestWord) record = anshin_request_word_new ();
  g_autofree char *path = g_strdup_printf ("/v1/requests/%s/%s", request->id,
                                           decline ? "declining" : "completion");

  self->request = g_object_ref (request);
  anshin_page_set_title (ANSHIN_PAGE (self),
                         decline ? _("Decline the request") : _("The request is done"));
  gtk_label_set_label (self->what_label, request->what);
  g_object_set (self, "save-label", decline ? _("_Decline") : _("_Done"), NULL);
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", path,
                             anshin_care_request_get_type ());
  anshin_record_form_add_prose (anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record),
                                "word", self->word_row, self->word_view);
  return ANSHIN_PAGE (self);
}
