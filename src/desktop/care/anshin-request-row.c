/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request-row.h"

#include <glib/gi18n.h>

#include "anshin-format.h"
#include "anshin-request-words.h"

struct _AnshinRequestRow
{
  AdwActionRow parent_instance;

  /* owned */
  AnshinClient *client;
  AnshinCareRequest *request;
  const char *style;

  /* borrowed */
  GtkImage *icon;
  GtkLabel *due_label;
};

G_DEFINE_FINAL_TYPE (AnshinRequestRow, anshin_request_row, ADW_TYPE_ACTION_ROW)

static void
show_style (AnshinRequestRow *self)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = anshin_request_words_style (self->request);
  if (self->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), self->style);
}

static void
update (AnshinRequestRow *self)
{
  AnshinCareRequest *request = self->request;
  AnshinGroup *group = anshin_live_list_find (anshin_client_get_groups (self->client),
                                              request->group_id);
  g_autofree char *what = anshin_format_one_line (request->what, 80);
  const char *owner = request->owner_id != NULL ? request->owner_name
                                                : request->owner_facility_name;
  g_autofree char *due = anshin_request_words_due (request);
  g_autofree char *said = anshin_request_words_describe (request);
  g_autofree char *label = NULL;
  g_autofree char *who = NULL;
  g_autofree char *subtitle = NULL;

  /* Translators: a request's state, who asks, who is asked */
  who = g_strdup_printf (_("%s · %s → %s"), anshin_request_words_state (request),
                         request->asked_by_name, owner != NULL ? owner : "");
  subtitle = group != NULL ? g_strdup_printf ("%s · %s", group->name, who) : g_strdup (who);
  label = group != NULL ? g_strdup_printf ("%s, %s", group->name, said) : g_strdup (said);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, anshin_request_words_icon (request));
  gtk_label_set_label (self->due_label, due != NULL ? due : "");
  gtk_widget_set_visible (GTK_WIDGET (self->due_label), due != NULL);
  show_style (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
anshin_request_row_dispose (GObject *object)
{
  AnshinRequestRow *self = ANSHIN_REQUEST_ROW (object);

  g_clear_object (&self->client);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (anshin_request_row_parent_class)->dispose (object);
}

static void
anshin_request_row_class_init (AnshinRequestRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_request_row_dispose;
}

static void
anshin_request_row_init (AnshinRequestRow *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->due_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->due_label), "chip");
  gtk_widget_add_css_class (GTK_WIDGET (self->due_label), "due");
  gtk_widget_set_valign (GTK_WIDGET (self->due_label), GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->due_label));
  gtk_widget_add_css_class (GTK_WIDGET (self), "request-row");
}

/* Returns: (transfer floating): a row that follows @request */
GtkWidget *
anshin_request_row_new (AnshinClient *client, AnshinCareRequest *request)
{
  AnshinRequestRow *self
    = g_object_new (ANSHIN_TYPE_REQUEST_ROW, "use-markup", FALSE, "activatable", TRUE,
                    "title-lines", 3, "subtitle-lines", 0, NULL);

  self->client = g_object_ref (client);
  self->request = g_object_ref (request);
  g_signal_connect_object (request, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* The group may come later than the request. */
  g_signal_connect_object (anshin_client_get_groups (client), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
