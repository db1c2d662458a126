/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request-box.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-owner-picker.h"
#include "anshin-request-word-page.h"
#include "anshin-request-words.h"
#include "anshin-two-pane.h"
#include "anshin-window.h"

struct _AnshinRequestBox
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *frame;
  GtkLabel *what_label;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkWidget *urgent_label;
  GtkLabel *due_label;
  GtkLabel *owner_label;
  GtkLabel *gone_label;
  GtkLabel *news_label;
  GtkWidget *head;
  GtkWidget *buttons;
  GtkWidget *take_button;
  GtkWidget *done_button;
  GtkWidget *more_button;

  /* owned */
  AnshinCareRequest *request;
  GCancellable *cancellable;
  const char *style;
  gboolean busy;

  /* borrowed */
  GBinding *stacking[2];
};

G_DEFINE_FINAL_TYPE (AnshinRequestBox, anshin_request_box, ADW_TYPE_BIN)

/* The commands, and what the service says that one may do. */
static const struct
{
  const char *action;
  const char *capability;
} deeds[] = {
  { "request.take", "take-request" },       { "request.done", "finish-request" },
  { "request.done-word", "finish-request" }, { "request.decline", "decline-request" },
  { "request.give", "give-request" },       { "request.ask-again", "ask-again" },
  { "request.cancel", "cancel-request" },
};

static gboolean
may (AnshinRequestBox *self, const char *capability)
{
  return !self->busy && self->request != NULL
         && anshin_capability_has (self->request->capabilities, capability);
}

static void
update_deeds (AnshinRequestBox *self)
{
  gboolean take = may (self, "take-request");
  gboolean finish = may (self, "finish-request");
  gboolean more = finish || may (self, "decline-request") || may (self, "give-request")
                  || may (self, "ask-again") || may (self, "cancel-request");

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), deeds[i].action,
                                   may (self, deeds[i].capability));
  gtk_widget_set_visible (self->take_button, take);
  gtk_widget_set_visible (self->done_button, finish);
  gtk_widget_set_visible (self->more_button, more);
  gtk_widget_set_visible (self->buttons, take || more);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
update (AnshinRequestBox *self)
{
  AnshinCareRequest *request = self->request;
  g_autofree char *owner = NULL;
  g_autofree char *to = NULL;
  g_autofree char *due = NULL;
  g_autofree char *news = NULL;

  if (self->style != NULL)
    gtk_widget_remove_css_class (self->frame, self->style);
  self->style = request != NULL ? anshin_request_words_style (request) : NULL;
  update_deeds (self);
  if (request == NULL)
    return;
  if (self->style != NULL)
    gtk_widget_add_css_class (self->frame, self->style);
  owner = anshin_request_words_owner (request);
  /* Translators: who is asked to do something */
  to = g_strdup_printf (_("To: %s"), owner != NULL ? owner : "");
  due = anshin_request_words_due (request);
  news = anshin_request_words_news (request);
  gtk_label_set_label (self->what_label, request->what != NULL ? request->what : "");
  gtk_image_set_from_icon_name (self->state_icon, anshin_request_words_icon (request));
  gtk_label_set_label (self->state_label, anshin_request_words_state (request));
  gtk_widget_set_visible (self->urgent_label, request->urgent);
  set_text (self->due_label, due);
  gtk_label_set_label (self->owner_label, to);
  set_text (self->gone_label, anshin_request_words_gone (request));
  set_text (self->news_label, news);
}

static void
take_answer (AnshinRequestBox *self, AnshinCareRequest *answer)
{
  if (self->request == NULL || g_strcmp0 (self->request->id, answer->id) != 0)
    return;
  anshin_record_copy_fields (ANSHIN_RECORD (self->request), ANSHIN_RECORD (answer));
  update (self);
}

static void
on_fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRequestBox) self = data;
  g_autoptr (AnshinCareRequest) answer
    = anshin_client_call_finish (ANSHIN_CLIENT (source), result, NULL);

  if (answer != NULL && self->cancellable != NULL)
    take_answer (self, answer);
}

/* What has just come over the event stream is the same for all: what one may do is asked for. */
static void
fetch_capabilities (AnshinRequestBox *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinClient *client = window != NULL ? anshin_window_get_client (window) : NULL;
  g_autofree char *path = NULL;

  if (self->request == NULL || self->request->capabilities != NULL || client == NULL
      || self->request->id == NULL)
    return;
  path = g_strconcat ("/v1/requests/", self->request->id, NULL);
  anshin_client_call_async (client, "GET", path, NULL, anshin_care_request_get_type (),
                            self->cancellable, on_fetched_cb, g_object_ref (self));
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRequestBox) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinCareRequest) answer
    = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  AnshinWindow *window = NULL;

  if (self->cancellable == NULL)
    return;
  self->busy = FALSE;
  window = anshin_window_get_for (self);
  if (error != NULL && window != NULL)
    anshin_window_toast_error (window, error);
  if (answer != NULL)
    take_answer (self, answer);
  update_deeds (self);
}

static void
send (AnshinRequestBox *self, const char *method, const char *verb, gpointer body)
{
  AnshinWindow *window = anshin_window_get_for (self);
  g_autofree char *path = NULL;

  if (self->request == NULL || window == NULL)
    return;
  path = g_strdup_printf ("/v1/requests/%s/%s", self->request->id, verb);
  self->busy = TRUE;
  update_deeds (self);
  anshin_client_call_async (anshin_window_get_client (window), method, path, body,
                            anshin_care_request_get_type (), self->cancellable, on_done_cb,
                            g_object_ref (self));
}

static void
on_take_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  send (ANSHIN_REQUEST_BOX (widget), "POST", "taking", NULL);
}

static void
send_without_word (GtkWidget *widget, const char *verb)
{
  g_autoptr (AnshinRequestWord) word = anshin_request_word_new ();

  send (ANSHIN_REQUEST_BOX (widget), "POST", verb, word);
}

static void
on_finish_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  send_without_word (widget, "completion");
}

static void
on_ask_again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  send_without_word (widget, "asking");
}

static void
on_cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  send_without_word (widget, "cancellation");
}

static void
push_word_page (GtkWidget *widget, gboolean decline)
{
  AnshinRequestBox *self = ANSHIN_REQUEST_BOX (widget);
  AnshinWindow *window = anshin_window_get_for (self);

  if (window != NULL && self->request != NULL)
    anshin_window_push_page (window, anshin_request_word_page_new (
                                       anshin_window_get_client (window), self->request, decline));
}

static void
on_finish_word_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push_word_page (widget, FALSE);
}

static void
on_decline_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push_word_page (widget, TRUE);
}

static void
on_owner_picked_cb (AnshinRequestBox *self, AnshinRequestOwner *owner)
{
  send (self, "PUT", "owner", owner);
}

static void
on_give_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinRequestBox *self = ANSHIN_REQUEST_BOX (widget);
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinTimeline *timeline = NULL;
  AnshinPage *picker = NULL;

  if (window == NULL || self->request == NULL)
    return;
  timeline = anshin_client_get_timeline (anshin_window_get_client (window),
                                         self->request->group_id);
  picker = anshin_owner_picker_new (timeline);
  g_signal_connect_object (picker, "picked", G_CALLBACK (on_owner_picked_cb), self,
                           G_CONNECT_SWAPPED);
  anshin_window_push_page (window, picker);
}

static gboolean
collapsed_to_orientation (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  g_value_set_enum (to, g_value_get_boolean (from) ? GTK_ORIENTATION_VERTICAL
                                                   : GTK_ORIENTATION_HORIZONTAL);
  return TRUE;
}

/* Where there is room for one pane only, there is none for everything in a line. */
static void
anshin_request_box_root (GtkWidget *widget)
{
  AnshinRequestBox *self = ANSHIN_REQUEST_BOX (widget);
  GtkWidget *panes = NULL;
  GtkWidget *lines[] = { self->head, self->buttons };

  GTK_WIDGET_CLASS (anshin_request_box_parent_class)->root (widget);
  panes = gtk_widget_get_ancestor (widget, ANSHIN_TYPE_TWO_PANE);
  for (guint i = 0; panes != NULL && i < G_N_ELEMENTS (lines); i++)
    self->stacking[i] = g_object_bind_property_full (panes, "collapsed", lines[i], "orientation",
                                                     G_BINDING_SYNC_CREATE,
                                                     collapsed_to_orientation, NULL, NULL, NULL);
  fetch_capabilities (self);
}

static void
anshin_request_box_unroot (GtkWidget *widget)
{
  AnshinRequestBox *self = ANSHIN_REQUEST_BOX (widget);

  for (guint i = 0; i < G_N_ELEMENTS (self->stacking); i++)
    g_clear_pointer (&self->stacking[i], g_binding_unbind);
  GTK_WIDGET_CLASS (anshin_request_box_parent_class)->unroot (widget);
}

static void
anshin_request_box_dispose (GObject *object)
{
  AnshinRequestBox *self = ANSHIN_REQUEST_BOX (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (anshin_request_box_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "request.take", NULL, on_take_cb);
  gtk_widget_class_install_action (widget_class, "request.done", NULL, on_finish_cb);
  gtk_widget_class_install_action (widget_class, "request.done-word", NULL, on_finish_word_cb);
  gtk_widget_class_install_action (widget_class, "request.decline", NULL, on_decline_cb);
  gtk_widget_class_install_action (widget_class, "request.give", NULL, on_give_cb);
  gtk_widget_class_install_action (widget_class, "request.ask-again", NULL, on_ask_again_cb);
  gtk_widget_class_install_action (widget_class, "request.cancel", NULL, on_cancel_cb);
}

static void
anshin_request_box_class_init (AnshinRequestBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_request_box_dispose;
  widget_class->root = anshin_request_box_root;
  widget_class->unroot = anshin_request_box_unroot;

  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-request-box.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, frame);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, what_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, state_icon);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, state_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, urgent_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, due_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, owner_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, gone_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, news_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, head);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, buttons);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, take_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, done_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestBox, more_button);
}

static void
anshin_request_box_init (AnshinRequestBox *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

GtkWidget *
anshin_request_box_new (void)
{
  return g_object_new (ANSHIN_TYPE_REQUEST_BOX, NULL);
}

/**
 * anshin_request_box_set_request:
 * @self: a box
 * @request: (nullable): what it shows from now on; it follows its changes
 */
void
anshin_request_box_set_request (AnshinRequestBox *self, AnshinCareRequest *request)
{
  g_return_if_fail (ANSHIN_IS_REQUEST_BOX (self));

  if (self->request != request)
    self->busy = FALSE;
  g_set_object (&self->request, request);
  update (self);
  fetch_capabilities (self);
}

/* Beside a message that says it, what is asked need not be said again. */
void
anshin_request_box_show_what (AnshinRequestBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->what_label), TRUE);
}

gboolean
anshin_request_box_wanted (AnshinTimelineItem *item)
{
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);

  return entry->kind == ANSHIN_ENTRY_REQUEST && anshin_entry_get_request (entry) != NULL;
}

void
anshin_request_box_update (GtkWidget *part, AnshinTimelineItem *item)
{
  AnshinEntry *entry = item != NULL ? anshin_timeline_item_get_entry (item) : NULL;

  anshin_request_box_set_request (ANSHIN_REQUEST_BOX (part),
                                  entry != NULL ? anshin_entry_get_request (entry) : NULL);
}
