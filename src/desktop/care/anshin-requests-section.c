/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-requests-section.h"

#include <glib/gi18n.h>

#include "anshin-care-request.h"
#include "anshin-paged-view.h"
#include "anshin-request-page.h"
#include "anshin-request-row.h"
#include "anshin-window.h"

struct _AnshinRequestsSection
{
  AnshinSection parent_instance;

  /* template widgets */
  GtkDropDown *which_drop_down;
  GtkDropDown *group_drop_down;
  AnshinPagedView *view;

  /* owned */
  AnshinPagedList *list;
  GListModel *groups; /* the first stands for all */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinRequestsSection, anshin_requests_section, ANSHIN_TYPE_SECTION)

/* What can be listed, in the order of the drop-down. */
static const struct
{
  const char *whose;
  const char *state;
  const char *label;
  const char *empty;
} lists[] = {
  { "mine", "open", N_ ("For me to do"), N_ ("Nothing is waiting for you") },
  { "asked", "open", N_ ("Asked by me"), N_ ("You are waiting for nothing") },
  { "overdue", "open", N_ ("Overdue"), N_ ("Nothing is overdue") },
  { "all", "open", N_ ("All open"), N_ ("No request is open") },
  { "all", "closed", N_ ("Settled"), N_ ("No request was settled yet") },
};

static AnshinGroup *
dup_group (AnshinRequestsSection *self)
{
  guint selected = gtk_drop_down_get_selected (self->group_drop_down);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || self->groups == NULL)
    return NULL;
  return g_list_model_get_item (self->groups, selected);
}

static char *
build_path (AnshinRequestsSection *self, guint which)
{
  g_autoptr (AnshinGroup) group = dup_group (self);

  return anshin_paged_list_build_path ("/v1/requests", "whose", lists[which].whose, "state",
                                       lists[which].state, "group",
                                       group != NULL ? group->id : NULL, NULL);
}

static void
on_filter_changed_cb (AnshinRequestsSection *self)
{
  guint which = gtk_drop_down_get_selected (self->which_drop_down);
  g_autofree char *path = NULL;

  if (self->list == NULL || which >= G_N_ELEMENTS (lists))
    return;
  path = build_path (self, which);
  anshin_paged_view_set_empty (self->view, _(lists[which].empty),
                               _("Requests of your groups come here, with their day and state."));
  if (!g_str_equal (path, anshin_paged_list_get_path (self->list)))
    anshin_paged_list_set_path (self->list, path);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinRequestsSection *self = ANSHIN_REQUESTS_SECTION (data);

  return anshin_request_row_new (anshin_section_get_client (ANSHIN_SECTION (self)),
                                 ANSHIN_CARE_REQUEST (item));
}

static void
on_activated_cb (AnshinRequestsSection *self, AnshinCareRequest *request)
{
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  anshin_window_show_page (anshin_window_get_for (self),
                           anshin_request_page_new (client, request));
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRequestsSection) self = data;
  g_autoptr (AnshinRequestTally) tally
    = anshin_client_call_finish (ANSHIN_CLIENT (source), result, NULL);

  if (tally != NULL && self->cancellable != NULL)
    anshin_section_set_badge (ANSHIN_SECTION (self), (guint) tally->mine);
}

static void
count (AnshinRequestsSection *self)
{
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  if (anshin_client_get_state (client) == ANSHIN_CLIENT_ONLINE)
    anshin_client_call_async (client, "GET", "/v1/request-tally", NULL,
                              anshin_request_tally_get_type (), self->cancellable, on_counted_cb,
                              g_object_ref (self));
}

/* What was due today is overdue, though nothing of it has changed. */
static void
show_day (AnshinRequestsSection *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (AnshinRecord) request = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      anshin_record_notify (request, "due_on");
    }
}

static void
on_outdated_cb (AnshinRequestsSection *self, const char *what)
{
  if (g_strcmp0 (what, "day") == 0 && self->list != NULL)
    show_day (self);
  if (what == NULL || g_str_equal (what, "requests"))
    count (self);
}

static void
on_state_cb (AnshinRequestsSection *self)
{
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  if (anshin_client_get_state (client) == ANSHIN_CLIENT_LOCKED)
    anshin_section_set_badge (ANSHIN_SECTION (self), 0);
  else
    count (self);
}

/* "All", and the groups that one is in. */
static GListModel *
create_groups (AnshinClient *client)
{
  g_autoptr (AnshinGroup) all = anshin_group_new ();
  g_autoptr (GListStore) first = g_list_store_new (anshin_group_get_type ());
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  all->name = g_strdup (_("All patients and groups"));
  g_list_store_append (first, all);
  g_list_store_append (parts, first);
  g_list_store_append (parts, anshin_client_get_groups (client));
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

static void
fill_drop_downs (AnshinRequestsSection *self, AnshinClient *client)
{
  g_autoptr (GtkStringList) which = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) name
    = gtk_property_expression_new (anshin_group_get_type (), NULL, "name");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    gtk_string_list_append (which, _(lists[i].label));
  gtk_drop_down_set_model (self->which_drop_down, G_LIST_MODEL (which));
  self->groups = create_groups (client);
  gtk_drop_down_set_expression (self->group_drop_down, name);
  gtk_drop_down_set_model (self->group_drop_down, self->groups);
}

static void
anshin_requests_section_constructed (GObject *object)
{
  AnshinRequestsSection *self = ANSHIN_REQUESTS_SECTION (object);
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  G_OBJECT_CLASS (anshin_requests_section_parent_class)->constructed (object);

  fill_drop_downs (self, client);
  self->list = anshin_paged_list_new (client, "/v1/requests?whose=mine&state=open",
                                      anshin_care_request_get_type (), "id");
  anshin_paged_list_set_topic (self->list, "requests");
  anshin_paged_view_set_list (self->view, self->list, create_row, self);
  on_filter_changed_cb (self);
  g_signal_connect_object (client, "outdated", G_CALLBACK (on_outdated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::state", G_CALLBACK (on_state_cb), self,
                           G_CONNECT_SWAPPED);
  count (self);
}

static void
anshin_requests_section_dispose (GObject *object)
{
  AnshinRequestsSection *self = ANSHIN_REQUESTS_SECTION (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->list);
  g_clear_object (&self->groups);

  G_OBJECT_CLASS (anshin_requests_section_parent_class)->dispose (object);
}

static void
anshin_requests_section_class_init (AnshinRequestsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = anshin_requests_section_constructed;
  object_class->dispose = anshin_requests_section_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-requests-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestsSection, which_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestsSection, group_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestsSection, view);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_requests_section_init (AnshinRequestsSection *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
