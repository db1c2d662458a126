/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request-editor.h"

#include <glib/gi18n.h>

#include "anshin-care-request.h"
#include "anshin-clock.h"
#include "anshin-entry-words.h"
#include "anshin-format.h"
#include "anshin-id.h"
#include "anshin-owner-picker.h"
#include "anshin-window.h"

struct _AnshinRequestEditor
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkLabel *quote_label;
  GtkWidget *what_row;
  GtkTextView *what_view;
  AdwActionRow *owner_row;
  GtkWidget *due_row;
  GtkSwitch *urgent_switch;

  /* owned */
  AnshinTimeline *timeline;
};

G_DEFINE_FINAL_TYPE (AnshinRequestEditor, anshin_request_editor, ANSHIN_TYPE_TASK_PAGE)

static AnshinCareRequest *
get_draft (AnshinRequestEditor *self)
{
  return ANSHIN_CARE_REQUEST (anshin_task_page_get_record (ANSHIN_TASK_PAGE (self)));
}

static void
on_picked_cb (AnshinRequestEditor *self, AnshinRequestOwner *owner, const char *name)
{
  AnshinCareRequest *draft = get_draft (self);

  g_object_set (draft, "owner-id", owner->owner_id, "owner-facility-id",
                owner->owner_facility_id, NULL);
  adw_action_row_set_subtitle (self->owner_row, name);
  anshin_record_form_clear_error (anshin_form_page_get_form (ANSHIN_FORM_PAGE (self)),
                                  "owner_id");
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
}

static void
on_choose_cb (AnshinRequestEditor *self)
{
  AnshinPage *picker = anshin_owner_picker_new (self->timeline);

  g_signal_connect_object (picker, "picked", G_CALLBACK (on_picked_cb), self, G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), picker);
}

static void
set_due (AnshinRequestEditor *self, int days)
{
  int date = anshin_date_add_days (anshin_clock_today (), days);
  g_autofree char *text = anshin_era_format (date);

  gtk_editable_set_text (GTK_EDITABLE (self->due_row), text);
}

static void
on_today_cb (AnshinRequestEditor *self)
{
  set_due (self, 0);
}

static void
on_tomorrow_cb (AnshinRequestEditor *self)
{
  set_due (self, 1);
}

static void
on_in_a_week_cb (AnshinRequestEditor *self)
{
  set_due (self, 7);
}

/* How the date was understood, with its weekday. */
static char *
describe_due (gpointer record, const char *text, gpointer data)
{
  int due_on = ANSHIN_CARE_REQUEST (record)->due_on;

  if (due_on != 0)
    return anshin_format_day (due_on);
  return *text == '\0' ? g_strdup (_("Can be left empty")) : NULL;
}

static gboolean
anshin_request_editor_prepare (AnshinTaskPage *page, gpointer request)
{
  ANSHIN_CARE_REQUEST (request)->urgent
    = gtk_switch_get_active (ANSHIN_REQUEST_EDITOR (page)->urgent_switch);
  return TRUE;
}

static void
anshin_request_editor_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinRequestEditor *self = ANSHIN_REQUEST_EDITOR (page);
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_timeline_set_draft_reply_to (self->timeline, NULL);
  anshin_window_toast (window, _("Asked. It stands in the timeline and in the list of requests."));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
anshin_request_editor_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_REQUEST_EDITOR (page)->what_view));
}

static void
anshin_request_editor_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_REQUEST_EDITOR (object)->timeline);

  G_OBJECT_CLASS (anshin_request_editor_parent_class)->dispose (object);
}

static void
anshin_request_editor_class_init (AnshinRequestEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_request_editor_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_request_editor_shown;
  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_request_editor_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_request_editor_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-request-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestEditor, quote_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestEditor, what_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestEditor, what_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestEditor, owner_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestEditor, due_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestEditor, urgent_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_today_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_tomorrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_in_a_week_cb);
}

static void
anshin_request_editor_init (AnshinRequestEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_about (AnshinRequestEditor *self, AnshinEntry *about)
{
  g_autofree char *quote = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->quote_label), about != NULL);
  if (about == NULL)
    return;
  quote = anshin_entry_words_quote (about, ANSHIN_QUOTE_IN_PAGE);
  gtk_label_set_label (self->quote_label, quote);
}

/**
 * anshin_request_editor_new:
 * @client: the client
 * @timeline: the group's
 * @about: (nullable): the message that it comes from
 *
 * Returns: the page
 */
AnshinPage *
anshin_request_editor_new (AnshinClient *client, AnshinTimeline *timeline, AnshinEntry *about)
{
  AnshinRequestEditor *self = g_object_new (ANSHIN_TYPE_REQUEST_EDITOR, NULL);
  g_autoptr (AnshinCareRequest) draft = anshin_care_request_new ();
  AnshinGroup *group = anshin_timeline_get_group (timeline);
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/requests", group->id);
  AnshinRecordForm *form = NULL;

  self->timeline = g_object_ref (timeline);
  /* The same for each attempt, so that only one request comes of it. */
  draft->client_id = anshin_id_new ();
  if (about != NULL && anshin_entry_kind_begins_requests (about->kind))
    draft->about_id = g_strdup (about->id);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", path,
                             anshin_entry_get_type ());
  form = anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), draft);
  anshin_record_form_add_prose (form, "what", self->what_row, self->what_view);
  anshin_record_form_add_other (form, "owner_id", GTK_WIDGET (self->owner_row));
  anshin_record_form_add_date (form, "due_on", self->due_row, describe_due, NULL);
  show_about (self, draft->about_id != NULL ? about : NULL);
  /* Fetched now, so that they are there when somebody is to be chosen. */
  anshin_timeline_get_members (timeline);
  return ANSHIN_PAGE (self);
}
