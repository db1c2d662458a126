/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-safety-check-page.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-broadcast.h"
#include "anshin-capability.h"
#include "anshin-office-words.h"
#include "anshin-page-notice.h"
#include "anshin-paged-view.h"
#include "anshin-safety-answer-row.h"
#include "anshin-step-up.h"
#include "anshin-window.h"

struct _AnshinSafetyCheckPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;
  AnshinPageNotice *notice;
  GtkLabel *text_label;
  GtkLabel *when_label;
  GtkLabel *safe_label;
  GtkLabel *hurt_label;
  GtkLabel *help_label;
  GtkLabel *missing_label;
  GtkLevelBar *level_bar;
  GtkWidget *deeds;
  GtkWidget *remind_button;
  GtkWidget *close_button;
  GtkSpinner *spinner;
  GtkToggleButton *missing_button;

  /* owned */
  AnshinClient *client;
  AnshinSafetyCheck *check;
  AnshinPagedList *list;
  GCancellable *cancellable;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AnshinSafetyCheckPage, anshin_safety_check_page, ANSHIN_TYPE_PAGE)

static void
set_figure (GtkLabel *label, gint64 figure)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, figure);

  gtk_label_set_label (label, text);
}

static char *
describe_times (AnshinSafetyCheck *check)
{
  g_autofree char *started = anshin_office_words_when (check->started_at);
  g_autofree char *reminded = anshin_office_words_when (check->reminded_at);
  g_autofree char *closed = anshin_office_words_when (check->closed_at);
  /* Translators: who started a safety check, and when */
  g_autofree char *first = g_strdup_printf (_("Started by %s: %s"), check->started_by_name,
                                            started);

  if (check->closed_at != 0)
    /* Translators: who started a safety check and when, and when it was closed */
    return g_strdup_printf (_("%s\nClosed: %s"), first, closed);
  if (check->reminded_at > check->started_at)
    /* Translators: who started a safety check and when, and when people were last reminded */
    return g_strdup_printf (_("%s\nReminded: %s"), first, reminded);
  return g_steal_pointer (&first);
}

static void
update (AnshinSafetyCheckPage *self)
{
  AnshinSafetyCheck *check = self->check;
  gint64 answered = check->safe + check->hurt + check->needs_help;
  gint64 missing = MAX (check->asked - answered, 0);
  gboolean runs = anshin_capability_has (check->capabilities, "run-safety-check");
  g_autofree char *when = describe_times (check);

  gtk_label_set_label (self->text_label, check->text);
  gtk_label_set_label (self->when_label, when);
  set_figure (self->safe_label, check->safe);
  set_figure (self->hurt_label, check->hurt);
  set_figure (self->help_label, check->needs_help);
  set_figure (self->missing_label, missing);
  gtk_level_bar_set_value (self->level_bar,
                           check->asked > 0 ? (double) answered / (double) check->asked : 0);
  gtk_widget_set_visible (self->deeds, runs && check->closed_at == 0);
  gtk_widget_set_sensitive (self->remind_button, !self->busy && missing > 0);
  gtk_widget_set_sensitive (self->close_button, !self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static char *
build_path (AnshinSafetyCheckPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/safety-checks/%s/answers", self->check->id);
  gboolean missing = gtk_toggle_button_get_active (self->missing_button);

  return anshin_paged_list_build_path (path, "missing", missing ? "1" : NULL, NULL);
}

static void
on_filter_cb (AnshinSafetyCheckPage *self)
{
  gboolean missing = gtk_toggle_button_get_active (self->missing_button);
  g_autofree char *path = NULL;

  if (self->list == NULL)
    return;
  path = build_path (self);
  anshin_paged_view_set_empty (self->view,
                               missing ? _("Everybody has answered") : _("Nobody was asked"), NULL);
  anshin_paged_list_set_path (self->list, path);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return anshin_safety_answer_row_new (ANSHIN_SAFETY_ANSWER (item));
}

/* The list comes by facility: its name stands above its first row. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *name = anshin_safety_answer_row_get_facility (ANSHIN_SAFETY_ANSWER_ROW (row));
  GtkWidget *label = NULL;

  if (before != NULL
      && g_strcmp0 (name, anshin_safety_answer_row_get_facility (
                            ANSHIN_SAFETY_ANSWER_ROW (before)))
           == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "facility-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
on_check_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSafetyCheckPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSafetyCheck) check = anshin_client_call_finish (ANSHIN_CLIENT (source), result,
                                                                   &error);

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  anshin_page_notice_set_error (self->notice, error);
  if (check != NULL)
    anshin_record_copy_fields (ANSHIN_RECORD (self->check), ANSHIN_RECORD (check));
}

static void
fetch_check (AnshinSafetyCheckPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/safety-checks/%s", self->check->id);

  anshin_client_call_async (self->client, "GET", path, NULL, anshin_safety_check_get_type (),
                            self->cancellable, on_check_cb, g_object_ref (self));
}

static void
on_outdated_cb (AnshinSafetyCheckPage *self, const char *what)
{
  if (what == NULL || g_str_equal (what, "safety-checks"))
    fetch_check (self);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinSafetyCheckPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinSafetyCheck) check = anshin_step_up_call_finish (ANSHIN_CLIENT (source),
                                                                    result, &error);

  if (self->client == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  anshin_page_notice_set_error (self->notice, error);
  if (check != NULL)
    {
      anshin_record_copy_fields (ANSHIN_RECORD (self->check), ANSHIN_RECORD (check));
      anshin_window_toast (anshin_window_get_for (self),
                           check->closed_at != 0 ? _("Safety check closed")
                                                 : _("Those who have not answered were reminded"));
    }
  update (self);
}

static void
do_deed (AnshinSafetyCheckPage *self, const char *deed)
{
  g_autofree char *path = g_strdup_printf ("/v1/safety-checks/%s/%s", self->check->id, deed);

  self->busy = TRUE;
  update (self);
  anshin_step_up_call_async (GTK_WIDGET (self), self->client, "POST", path, NULL,
                             anshin_safety_check_get_type (), self->cancellable, on_done_cb,
                             g_object_ref (self));
}

static void
on_remind_cb (AnshinSafetyCheckPage *self)
{
  do_deed (self, "reminder");
}

static void
on_close_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinSafetyCheckPage) self = data;

  if (confirmed && self->client != NULL)
    do_deed (self, "closing");
}

static void
on_close_cb (AnshinSafetyCheckPage *self)
{
  anshin_alert_ask (GTK_WIDGET (self), _("Close the safety check?"),
                    _("Nobody can answer any more. The answers stay."), _("_Close the check"), TRUE,
                    on_close_confirmed_cb, g_object_ref (self));
}

static void
anshin_safety_check_page_shown (AnshinPage *page)
{
  fetch_check (ANSHIN_SAFETY_CHECK_PAGE (page));
}

static void
anshin_safety_check_page_dispose (GObject *object)
{
  AnshinSafetyCheckPage *self = ANSHIN_SAFETY_CHECK_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->check);
  g_clear_object (&self->list);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_safety_check_page_parent_class)->dispose (object);
}

static void
anshin_safety_check_page_class_init (AnshinSafetyCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_safety_check_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_safety_check_page_shown;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-safety-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, view);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, when_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, safe_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, hurt_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, help_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, missing_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, level_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, deeds);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, remind_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyCheckPage, missing_button);
  gtk_widget_class_bind_template_callback (widget_class, on_remind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_close_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_cb);
}

static void
anshin_safety_check_page_init (AnshinSafetyCheckPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_safety_check_page_new (AnshinClient *client, AnshinSafetyCheck *check)
{
  AnshinSafetyCheckPage *self = g_object_new (ANSHIN_TYPE_SAFETY_CHECK_PAGE, NULL);
  g_autofree char *path = NULL;

  self->client = g_object_ref (client);
  self->check = g_object_ref (check);
  path = build_path (self);
  self->list = anshin_paged_list_new (client, path, anshin_safety_answer_get_type (), "user_id");
  anshin_paged_list_set_topic (self->list, "safety-checks");
  anshin_paged_view_set_list (self->view, self->list, create_row, NULL);
  anshin_paged_view_set_header_func (self->view, update_header);
  on_filter_cb (self);
  g_signal_connect_object (check, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "outdated", G_CALLBACK (on_outdated_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return ANSHIN_PAGE (self);
}
