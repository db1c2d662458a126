/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-marks-bar.h"

#include <glib/gi18n.h>

#include "anshin-entry-words.h"
#include "anshin-urgent-bar.h"

/* Marks come in crowds, in milliseconds. */
#define PATIENCE 150

struct _AnshinMarksBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *box;
  AnshinUrgentBar *urgent_bar;
  GtkWidget *pinned_button;
  GtkLabel *pinned_label;
  GtkWidget *addressed_button;
  GtkLabel *addressed_label;

  /* owned */
  AnshinClient *client;
  AnshinTimeline *timeline;
  GCancellable *cancellable;
  AnshinEntry *pinned;
  guint fetch_id;
  gboolean fetched; /* once at least */
};

static guint show_signal;

G_DEFINE_FINAL_TYPE (AnshinMarksBar, anshin_marks_bar, ADW_TYPE_BIN)

/* Nothing is asked for before the first page of the timeline is there. */
static gboolean
is_early (AnshinMarksBar *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->timeline)) == 0;
}

/* A button whose label stands in a box has no name by itself. */
static void
say (GtkWidget *button, GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static void
update (AnshinMarksBar *self)
{
  guint addressed = anshin_timeline_get_addressed (self->timeline)->len;

  gtk_widget_set_visible (self->pinned_button, self->pinned != NULL);
  if (self->pinned != NULL)
    {
      g_autofree char *text = anshin_entry_words_quote (self->pinned, ANSHIN_QUOTE_IN_BAR);

      say (self->pinned_button, self->pinned_label, text);
    }
  gtk_widget_set_visible (self->addressed_button, addressed > 0);
  if (addressed > 0)
    {
      g_autofree char *text
        = g_strdup_printf (ngettext ("%u message to you that you have not looked at",
                                     "%u messages to you that you have not looked at", addressed),
                           addressed);

      say (self->addressed_button, self->addressed_label, text);
    }
  gtk_widget_set_visible (self->box, gtk_widget_get_visible (GTK_WIDGET (self->urgent_bar))
                                       || self->pinned != NULL || addressed > 0);
}

static void
on_pins_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinMarksBar) self = data;
  g_autoptr (GListModel) entries
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, NULL);

  g_autoptr (AnshinEntry) first = NULL;

  if (entries == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  first = g_list_model_get_item (entries, 0);
  g_set_object (&self->pinned, first);
  update (self);
}

static void
fetch (AnshinMarksBar *self, const char *what, GAsyncReadyCallback callback)
{
  g_autofree char *path = g_strconcat (
    "/v1/groups/", anshin_timeline_get_group (self->timeline)->id, "/", what, NULL);

  anshin_client_call_list_async (self->client, path, anshin_entry_get_type (), self->cancellable,
                                 callback, g_object_ref (self));
}

static void
on_urgent_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinMarksBar) self = data;
  g_autoptr (GListModel) entries
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (entries != NULL)
    anshin_urgent_bar_set_entries (self->urgent_bar, entries);
  update (self);
  fetch (self, "pins", on_pins_listed_cb);
}

static gboolean
on_fetch_cb (gpointer data)
{
  AnshinMarksBar *self = ANSHIN_MARKS_BAR (data);

  self->fetch_id = 0;
  fetch (self, "urgent", on_urgent_listed_cb);
  return G_SOURCE_REMOVE;
}

static void
queue_fetch (AnshinMarksBar *self)
{
  if (self->fetch_id == 0 && !is_early (self))
    self->fetch_id = g_timeout_add (PATIENCE, on_fetch_cb, self);
}

/* Whether those whom it names can still answer is another thing now. */
static void
on_team_changed_cb (AnshinMarksBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->urgent_bar)))
    queue_fetch (self);
}

static void
on_folded_cb (AnshinMarksBar *self)
{
  queue_fetch (self);
}

/* Something urgent has come, or all of it after a lock. */
static void
on_items_changed_cb (AnshinMarksBar *self, guint position, guint removed, guint added)
{
  if (position == 0 && added > 0 && !self->fetched)
    {
      self->fetched = TRUE;
      queue_fetch (self);
    }
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (AnshinTimelineItem) item
        = g_list_model_get_item (G_LIST_MODEL (self->timeline), i);
      AnshinContent *content = item != NULL ? anshin_timeline_item_get_content (item) : NULL;

      if (content != NULL && content->urgent)
        queue_fetch (self);
    }
}

static void
on_addressed_cb (AnshinMarksBar *self)
{
  update (self);
}

static void
on_show_urgent_cb (AnshinMarksBar *self, gint64 seq)
{
  g_signal_emit (self, show_signal, 0, seq);
}

static void
on_pinned_clicked_cb (AnshinMarksBar *self)
{
  if (self->pinned != NULL)
    g_signal_emit (self, show_signal, 0, self->pinned->seq);
}

/* The oldest first; looking at it takes it away, and the next press shows the next. */
static void
on_addressed_clicked_cb (AnshinMarksBar *self)
{
  GPtrArray *addressed = anshin_timeline_get_addressed (self->timeline);

  if (addressed->len > 0)
    g_signal_emit (self, show_signal, 0, ANSHIN_ENTRY (addressed->pdata[0])->seq);
}

static void
anshin_marks_bar_dispose (GObject *object)
{
  AnshinMarksBar *self = ANSHIN_MARKS_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->fetch_id, g_source_remove);
  g_clear_object (&self->pinned);
  g_clear_object (&self->timeline);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_marks_bar_parent_class)->dispose (object);
}

static void
anshin_marks_bar_finalize (GObject *object)
{
  g_clear_object (&ANSHIN_MARKS_BAR (object)->cancellable);

  G_OBJECT_CLASS (anshin_marks_bar_parent_class)->finalize (object);
}

static void
anshin_marks_bar_class_init (AnshinMarksBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_marks_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = anshin_marks_bar_finalize;

  show_signal = g_signal_new ("show-entry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                              NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (ANSHIN_TYPE_URGENT_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-marks-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinMarksBar, box);
  gtk_widget_class_bind_template_child (widget_class, AnshinMarksBar, urgent_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinMarksBar, pinned_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinMarksBar, pinned_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinMarksBar, addressed_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinMarksBar, addressed_label);
  gtk_widget_class_bind_template_callback (widget_class, on_show_urgent_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pinned_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_addressed_clicked_cb);
}

static void
anshin_marks_bar_init (AnshinMarksBar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
anshin_marks_bar_set_timeline (AnshinMarksBar *self, AnshinClient *client,
                               AnshinTimeline *timeline)
{
  g_return_if_fail (ANSHIN_IS_MARKS_BAR (self) && self->timeline == NULL);

  self->client = g_object_ref (client);
  self->timeline = g_object_ref (timeline);
  anshin_urgent_bar_set_timeline (self->urgent_bar, client, timeline);
  g_signal_connect_object (timeline, "folded", G_CALLBACK (on_folded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "team-changed", G_CALLBACK (on_team_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "notify::addressed", G_CALLBACK (on_addressed_cb), self,
                           G_CONNECT_SWAPPED);
  on_items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (timeline)));
  update (self);
}
