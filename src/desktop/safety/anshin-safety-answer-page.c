/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-safety-answer-page.h"

#include <glib/gi18n.h>

#include "anshin-broadcast.h"
#include "anshin-capability.h"
#include "anshin-field-error.h"
#include "anshin-office-words.h"
#include "anshin-page-notice.h"
#include "anshin-safety-check-page.h"
#include "anshin-window.h"

struct _AnshinSafetyAnswerPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkLabel *text_label;
  GtkLabel *when_label;
  GtkWidget *word_row;
  GtkWidget *answers;
  GtkWidget *safe_button;
  GtkWidget *hurt_button;
  GtkWidget *help_button;
  GtkSpinner *spinner;
  GtkLabel *own_label;
  GtkWidget *answers_button;

  /* owned */
  AnshinClient *client;
  AnshinSafetyCheck *check;
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AnshinSafetyAnswerPage, anshin_safety_answer_page, ANSHIN_TYPE_PAGE)

static void
mark (GtkWidget *button, gboolean own)
{
  if (own)
    gtk_widget_add_css_class (button, "own");
  else
    gtk_widget_remove_css_class (button, "own");
}

static void
update (AnshinSafetyAnswerPage *self)
{
  AnshinSafetyCheck *check = self->check;
  const char *own = anshin_office_words_choice (&anshin_safety_answers, check->own_answer);
  gboolean open = check->closed_at == 0;
  g_autofree char *started = anshin_office_words_when (check->started_at);
  /* Translators: who started a safety check, and when */
  g_autofree char *when = g_strdup_printf (_("Started by %s: %s"), check->started_by_name, started);
  g_autofree char *answered = NULL;

  if (own != NULL)
    answered = g_strdup_printf (open ? _("Your answer: %s. You can change it.")
                                     : _("Your answer: %s"), own);
  gtk_label_set_label (self->text_label, check->text);
  gtk_label_set_label (self->when_label, when);
  gtk_label_set_label (self->own_label, answered != NULL ? answered : "");
  gtk_widget_set_visible (GTK_WIDGET (self->own_label), answered != NULL);
  mark (self->safe_button, check->own_answer == ANSHIN_SAFETY_SAFE);
  mark (self->hurt_button, check->own_answer == ANSHIN_SAFETY_HURT);
  mark (self->help_button, check->own_answer == ANSHIN_SAFETY_NEEDS_HELP);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "safety.answer", open && !self->busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->word_row), open && !self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_visible (self->answers_button,
                          anshin_capability_has (check->capabilities, "see-safety-answers"));
  if (!open)
    anshin_page_notice_set_text (self->notice, _("This safety check is closed."));
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSafetyAnswerPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSafetyCheck) check = anshin_client_call_finish (ANSHIN_CLIENT (source), result,
                                                                   &error);

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  anshin_page_notice_set_error (self->notice, error);
  if (check != NULL)
    {
      anshin_record_copy_fields (ANSHIN_RECORD (self->check), ANSHIN_RECORD (check));
      anshin_window_toast (anshin_window_get_for (self), _("Your answer was sent. Thank you."));
    }
  update (self);
}

static void
on_answer_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinSafetyAnswerPage *self = ANSHIN_SAFETY_ANSWER_PAGE (widget);
  g_autoptr (AnshinSafetyAnswer) answer = anshin_safety_answer_new ();
  g_autofree char *path = g_strdup_printf ("/v1/safety-checks/%s/answer", self->check->id);
  g_autoptr (GError) error = NULL;

  anshin_choice_from_wire (&anshin_safety_answers, g_variant_get_string (parameter, NULL),
                           &answer->answer);
  answer->word = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->word_row))));
  if (*answer->word == '\0')
    g_clear_pointer (&answer->word, g_free);
  anshin_page_notice_set_text (self->notice, NULL);
  if (!anshin_record_validate (answer, &error))
    {
      anshin_page_notice_set_error (self->notice, error);
      return;
    }
  self->busy = TRUE;
  update (self);
  anshin_client_call_async (self->client, "PUT", path, answer, anshin_safety_check_get_type (),
                            self->cancellable, on_answered_cb, g_object_ref (self));
}

static void
on_answers_cb (AnshinSafetyAnswerPage *self)
{
  AnshinPage *page = anshin_safety_check_page_new (self->client, self->check);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
anshin_safety_answer_page_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (ANSHIN_SAFETY_ANSWER_PAGE (page)->safe_button);
}

static void
anshin_safety_answer_page_dispose (GObject *object)
{
  AnshinSafetyAnswerPage *self = ANSHIN_SAFETY_ANSWER_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->check);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_safety_answer_page_parent_class)->dispose (object);
}

static void
anshin_safety_answer_page_class_init (AnshinSafetyAnswerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_safety_answer_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_safety_answer_page_shown;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/safety/anshin-safety-answer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, when_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, word_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, answers);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, safe_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, hurt_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, help_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, own_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyAnswerPage, answers_button);
  gtk_widget_class_bind_template_callback (widget_class, on_answers_cb);
  gtk_widget_class_install_action (widget_class, "safety.answer", "s", on_answer_cb);
}

static void
anshin_safety_answer_page_init (AnshinSafetyAnswerPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_safety_answer_page_new (AnshinClient *client, AnshinSafetyCheck *check)
{
  AnshinSafetyAnswerPage *self = g_object_new (ANSHIN_TYPE_SAFETY_ANSWER_PAGE, NULL);

  self->client = g_object_ref (client);
  self->check = g_object_ref (check);
  if (check->own_word != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->word_row), check->own_word);
  g_signal_connect_object (check, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return ANSHIN_PAGE (self);
}
