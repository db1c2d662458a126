/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-users-page.h"

#include <glib/gi18n.h>

#include "anshin-facility.h"
#include "anshin-office-user-page.h"
#include "anshin-office-user-row.h"
#include "anshin-office-words.h"
#include "anshin-paged-view.h"
#include "anshin-private-input.h"
#include "anshin-window.h"

struct _AnshinUsersPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  GtkDropDown *state_drop;
  AnshinPagedView *view;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *list;
  char *facility_id;
};

G_DEFINE_FINAL_TYPE (AnshinUsersPage, anshin_users_page, ANSHIN_TYPE_PAGE)

static const int states[]
  = { ANSHIN_ACCOUNT_ACTIVE, ANSHIN_ACCOUNT_SUSPENDED, ANSHIN_ACCOUNT_RETIRED };

static char *
build_path (AnshinUsersPage *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  glong length = MIN (g_utf8_strlen (text, -1), ANSHIN_MAX_QUERY);
  g_autofree char *words = g_utf8_substring (text, 0, length);
  int state = states[MIN (gtk_drop_down_get_selected (self->state_drop), 2)];

  return anshin_paged_list_build_path ("/v1/users", "q", g_strstrip (words), "state",
                                       anshin_choice_to_wire (&anshin_account_states, state),
                                       "facility", self->facility_id, NULL);
}

static void
update_empty (AnshinUsersPage *self)
{
  gboolean searched = *gtk_editable_get_text (self->search_entry) != '\0';
  guint state = gtk_drop_down_get_selected (self->state_drop);

  if (searched)
    anshin_paged_view_set_empty (self->view, _("Nothing found"),
                                 _("Nobody fits what you are looking for."));
  else if (states[MIN (state, 2)] == ANSHIN_ACCOUNT_SUSPENDED)
    anshin_paged_view_set_empty (self->view, _("No suspended accounts"), NULL);
  else
    anshin_paged_view_set_empty (self->view, _("Nobody here"), NULL);
}

static void
on_filter_cb (AnshinUsersPage *self)
{
  g_autofree char *path = NULL;

  if (self->list == NULL)
    return;
  path = build_path (self);
  update_empty (self);
  anshin_paged_list_set_path (self->list, path);
}

static void
on_search_changed_cb (AnshinUsersPage *self)
{
  on_filter_cb (self);
}

static void
on_stop_search_cb (AnshinUsersPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return anshin_office_user_row_new (ANSHIN_USER (item));
}

static void
on_activated_cb (AnshinUsersPage *self, AnshinUser *user)
{
  AnshinPage *page = anshin_office_user_page_new (self->client, user);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static gboolean
anshin_users_page_search (AnshinPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_USERS_PAGE (page)->search_entry));
  return TRUE;
}

/* Back from a user, whose state may be another one now. */
static void
anshin_users_page_shown (AnshinPage *page)
{
  AnshinUsersPage *self = ANSHIN_USERS_PAGE (page);

  if (anshin_paged_list_get_loaded (self->list))
    anshin_paged_list_reload (self->list);
}

static void
fill_states (AnshinUsersPage *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (words, anshin_office_words_choice (&anshin_account_states, states[i]));
  gtk_drop_down_set_model (self->state_drop, G_LIST_MODEL (words));
}

static void
anshin_users_page_dispose (GObject *object)
{
  AnshinUsersPage *self = ANSHIN_USERS_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->list);
  g_clear_pointer (&self->facility_id, g_free);

  G_OBJECT_CLASS (anshin_users_page_parent_class)->dispose (object);
}

static void
anshin_users_page_class_init (AnshinUsersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_users_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_users_page_search;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_users_page_shown;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-users-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinUsersPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinUsersPage, state_drop);
  gtk_widget_class_bind_template_child (widget_class, AnshinUsersPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_users_page_init (AnshinUsersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_private_input (self->search_entry);
  fill_states (self);
}

static AnshinUsersPage *
create (AnshinClient *client, const char *facility_id, guint state)
{
  AnshinUsersPage *self = g_object_new (ANSHIN_TYPE_USERS_PAGE, NULL);
  g_autofree char *path = NULL;

  self->client = g_object_ref (client);
  self->facility_id = g_strdup (facility_id);
  gtk_drop_down_set_selected (self->state_drop, state);
  path = build_path (self);
  self->list = anshin_paged_list_new (client, path, anshin_user_get_type (), "id");
  anshin_paged_list_set_topic (self->list, "users");
  update_empty (self);
  anshin_paged_view_set_list (self->view, self->list, create_row, NULL);
  return self;
}

AnshinPage *
anshin_users_page_new (AnshinClient *client)
{
  return ANSHIN_PAGE (create (client, NULL, 0));
}

AnshinPage *
anshin_users_page_new_suspended (AnshinClient *client)
{
  AnshinUsersPage *self = create (client, NULL, 1);

  anshin_page_set_title (ANSHIN_PAGE (self), _("Suspended accounts"));
  gtk_widget_set_visible (GTK_WIDGET (self->state_drop), FALSE);
  return ANSHIN_PAGE (self);
}

AnshinPage *
anshin_users_page_new_for_facility (AnshinClient *client, AnshinFacility *facility)
{
  AnshinUsersPage *self = create (client, facility->id, 0);

  anshin_page_set_title (ANSHIN_PAGE (self), _("Staff"));
  anshin_page_set_subtitle (ANSHIN_PAGE (self), facility->name);
  return ANSHIN_PAGE (self);
}
