/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-invitations-section.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-covered.h"
#include "anshin-error-words.h"
#include "anshin-invitation-row.h"
#include "anshin-window.h"

#define N_ROLES 3

struct _AnshinInvitationsSection
{
  AnshinSection parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkWidget *answer_box;
  GtkWidget *approve_box;
  GtkWidget *own_box;
  GtkListBox *answer_list;
  GtkListBox *approve_list;
  GtkListBox *own_list;
  GtkSpinner *spinner;
  AdwStatusPage *error_page;

  /* owned */
  AnshinLiveList *invitations;
  GtkFilter *filters[N_ROLES];
  GListModel *lists[N_ROLES];
  GHashTable *settled;
  GCancellable *cancellable;
};

/* An answer that can still be taken back. */
typedef struct
{
  AnshinInvitationsSection *section;
  char *id;
  const char *verb;
} Answer;

/* Whose filter it is, and for which role. */
typedef struct
{
  AnshinInvitationsSection *section;
  AnshinInvitationRole role;
} Sieve;

G_DEFINE_FINAL_TYPE (AnshinInvitationsSection, anshin_invitations_section, ANSHIN_TYPE_SECTION)

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->section);
  g_free (answer->id);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
is_in_role (gpointer item, gpointer data)
{
  AnshinInvitation *invitation = ANSHIN_INVITATION (item);
  Sieve *sieve = data;
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (sieve->section));
  AnshinUser *user = client != NULL ? anshin_client_get_user (client) : NULL;
  const char *me = user != NULL ? user->id : NULL;

  if (g_hash_table_contains (sieve->section->settled, invitation->id))
    return FALSE;
  switch (sieve->role)
    {
    case ANSHIN_INVITATION_TO_ANSWER:
      return invitation->state == ANSHIN_INVITATION_SENT
             && g_strcmp0 (invitation->user_id, me) == 0;
    case ANSHIN_INVITATION_TO_APPROVE:
      return invitation->state == ANSHIN_INVITATION_WAITING
             && anshin_capability_has (invitation->capabilities, "approve-invitation");
    case ANSHIN_INVITATION_OWN:
    default:
      return (invitation->state == ANSHIN_INVITATION_WAITING
              || invitation->state == ANSHIN_INVITATION_SENT)
             && g_strcmp0 (invitation->inviter_id, me) == 0;
    }
}

static void
refilter (AnshinInvitationsSection *self)
{
  for (guint i = 0; i < N_ROLES; i++)
    gtk_filter_changed (self->filters[i], GTK_FILTER_CHANGE_DIFFERENT);
}

static guint
count (AnshinInvitationsSection *self, AnshinInvitationRole role)
{
  return g_list_model_get_n_items (self->lists[role]);
}

static const char *
choose_page (AnshinInvitationsSection *self)
{
  guint all = 0;

  for (guint i = 0; i < N_ROLES; i++)
    all += count (self, i);
  if (all > 0)
    return "list";
  if (anshin_live_list_get_loaded (self->invitations))
    return "empty";
  return anshin_live_list_get_error (self->invitations) != NULL ? "error" : "loading";
}

static void
on_list_changed_cb (AnshinInvitationsSection *self)
{
  const char *page = choose_page (self);
  const GError *error = anshin_live_list_get_error (self->invitations);
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  gtk_widget_set_visible (self->answer_box, count (self, ANSHIN_INVITATION_TO_ANSWER) > 0);
  gtk_widget_set_visible (self->approve_box, count (self, ANSHIN_INVITATION_TO_APPROVE) > 0);
  gtk_widget_set_visible (self->own_box, count (self, ANSHIN_INVITATION_OWN) > 0);
  anshin_section_set_badge (ANSHIN_SECTION (self), count (self, ANSHIN_INVITATION_TO_ANSWER)
                                                     + count (self, ANSHIN_INVITATION_TO_APPROVE));
  adw_status_page_set_description (self->error_page, words);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
on_reload_cb (AnshinInvitationsSection *self)
{
  anshin_live_list_reload (self->invitations);
}

/* The list says the rest, as the service tells everybody of the change. */
static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Answer) answer = data;
  AnshinInvitationsSection *self = answer->section;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinInvitation) invitation = NULL;
  AnshinWindow *window = NULL;
  AnshinInvitation *held = NULL;

  invitation = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (self->invitations == NULL)
    return;
  g_hash_table_remove (self->settled, answer->id);
  window = anshin_window_get_for (self);
  held = anshin_live_list_find (self->invitations, answer->id);
  if (held != NULL && invitation != NULL)
    anshin_record_copy_fields (ANSHIN_RECORD (held), ANSHIN_RECORD (invitation));
  refilter (self);
  if (error != NULL)
    anshin_window_toast_error (window, error);
  else if (g_str_equal (answer->verb, "accept"))
    anshin_window_toast (window, _("You are in. The group is in the list of groups."));
  else if (g_str_equal (answer->verb, "approve"))
    anshin_window_toast (window, _("Approved. The invitation has gone out."));
  else if (g_str_equal (answer->verb, "resend"))
    anshin_window_toast (window, _("Sent again. It is open for 30 days from now."));
}

static void
send_answer (Answer *answer)
{
  AnshinInvitationsSection *self = answer->section;
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));
  g_autofree char *path = NULL;

  path = g_strdup_printf ("/v1/invitations/%s/%s", answer->id, answer->verb);
  anshin_client_call_async (client, "POST", path, NULL, anshin_invitation_get_type (),
                            self->cancellable, on_answered_cb, answer);
}

static void
on_undo_cb (gpointer data)
{
  g_autoptr (Answer) answer = data;

  g_hash_table_remove (answer->section->settled, answer->id);
  refilter (answer->section);
}

static void
on_undo_over_cb (gpointer data)
{
  send_answer (data);
}

static const char *
get_undo_words (const char *verb)
{
  if (g_str_equal (verb, "decline"))
    return _("Invitation declined");
  if (g_str_equal (verb, "turn-down"))
    return _("Invitation turned down");
  return _("Invitation taken back");
}

/* A yes goes out at once, a no can be taken back for a moment. */
static void
on_row_answered_cb (AnshinInvitationsSection *self, const char *verb, AnshinInvitationRow *row)
{
  AnshinInvitation *invitation = anshin_invitation_row_get_invitation (row);
  Answer *answer = g_new0 (Answer, 1);

  answer->section = g_object_ref (self);
  answer->id = g_strdup (invitation->id);
  answer->verb = g_intern_string (verb);
  if (g_str_equal (verb, "resend"))
    {
      send_answer (answer);
      return;
    }
  /* Out of the list until the answer is known; it comes back if the service refuses. */
  g_hash_table_add (self->settled, g_strdup (invitation->id));
  if (g_str_equal (verb, "accept") || g_str_equal (verb, "approve"))
    send_answer (answer);
  else
    anshin_window_toast_undo (anshin_window_get_for (self), get_undo_words (verb), on_undo_cb,
                              on_undo_over_cb, answer);
  refilter (self);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  Sieve *sieve = data;
  GtkWidget *row = anshin_invitation_row_new (ANSHIN_INVITATION (item), sieve->role);

  g_signal_connect_object (row, "answered", G_CALLBACK (on_row_answered_cb), sieve->section,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
create_list (AnshinInvitationsSection *self, AnshinInvitationRole role, GtkListBox *list)
{
  Sieve *sieve = g_new0 (Sieve, 1);
  Sieve *rows = NULL;

  sieve->section = self;
  sieve->role = role;
  rows = g_memdup2 (sieve, sizeof *sieve);
  self->filters[role] = GTK_FILTER (gtk_custom_filter_new (is_in_role, sieve, g_free));
  self->lists[role] = G_LIST_MODEL (gtk_filter_list_model_new (
    g_object_ref (G_LIST_MODEL (self->invitations)), g_object_ref (self->filters[role])));
  gtk_list_box_bind_model (list, self->lists[role], create_row, rows, g_free);
  g_signal_connect_object (self->lists[role], "items-changed", G_CALLBACK (on_list_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
anshin_invitations_section_constructed (GObject *object)
{
  AnshinInvitationsSection *self = ANSHIN_INVITATIONS_SECTION (object);
  AnshinClient *client = anshin_section_get_client (ANSHIN_SECTION (self));

  G_OBJECT_CLASS (anshin_invitations_section_parent_class)->constructed (object);

  self->invitations = g_object_ref (anshin_client_get_invitations (client));
  create_list (self, ANSHIN_INVITATION_TO_ANSWER, self->answer_list);
  create_list (self, ANSHIN_INVITATION_TO_APPROVE, self->approve_list);
  create_list (self, ANSHIN_INVITATION_OWN, self->own_list);
  g_signal_connect_object (self->invitations, "notify", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::to-answer", G_CALLBACK (refilter), self,
                           G_CONNECT_SWAPPED);
  on_list_changed_cb (self);
}

static void
anshin_invitations_section_dispose (GObject *object)
{
  AnshinInvitationsSection *self = ANSHIN_INVITATIONS_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->answer_list != NULL)
    {
      gtk_list_box_bind_model (self->answer_list, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->approve_list, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->own_list, NULL, NULL, NULL, NULL);
      self->answer_list = NULL;
    }
  for (guint i = 0; i < N_ROLES; i++)
    {
      g_clear_object (&self->lists[i]);
      g_clear_object (&self->filters[i]);
    }
  g_clear_object (&self->invitations);

  G_OBJECT_CLASS (anshin_invitations_section_parent_class)->dispose (object);
}

static void
anshin_invitations_section_finalize (GObject *object)
{
  g_hash_table_unref (ANSHIN_INVITATIONS_SECTION (object)->settled);

  G_OBJECT_CLASS (anshin_invitations_section_parent_class)->finalize (object);
}

static void
anshin_invitations_section_class_init (AnshinInvitationsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = anshin_invitations_section_constructed;
  object_class->dispose = anshin_invitations_section_dispose;
  object_class->finalize = anshin_invitations_section_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/invitations/anshin-invitations-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, answer_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, approve_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, own_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, answer_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, approve_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, own_list);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationsSection, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_reload_cb);
}

static void
anshin_invitations_section_init (AnshinInvitationsSection *self)
{
  self->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
}
