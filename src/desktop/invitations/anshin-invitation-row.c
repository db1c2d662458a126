/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-invitation-row.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-format.h"

struct _AnshinInvitationRow
{
  GtkListBoxRow parent_instance;

  /* template widgets */
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *expiry;
  GtkButton *yes_button;
  GtkButton *no_button;

  /* owned */
  AnshinInvitation *invitation;
  AnshinInvitationRole role;
};

/* What can be done in each role: the verbs of the service and their words. */
static const struct
{
  const char *yes_verb;
  const char *yes_label;
  const char *no_verb;
  const char *no_label;
} deeds[] = {
  [ANSHIN_INVITATION_TO_ANSWER] = { "accept", N_ ("_Accept"), "decline", N_ ("_Decline") },
  [ANSHIN_INVITATION_TO_APPROVE] = { "approve", N_ ("A_pprove"), "turn-down", N_ ("_Turn down") },
  [ANSHIN_INVITATION_OWN] = { "resend", N_ ("_Send again"), "cancel", N_ ("_Take back") },
  [ANSHIN_INVITATION_TO_WATCH] = { NULL, NULL, NULL, NULL },
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinInvitationRow, anshin_invitation_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_group_name (AnshinInvitation *invitation)
{
  return invitation->group_name != NULL ? invitation->group_name : _("A group");
}

static char *
describe_inviter (AnshinInvitation *invitation)
{
  return anshin_format_person (invitation->inviter_name, invitation->inviter_profession,
                               invitation->inviter_facility_name);
}

/* What an open invitation hangs on (source A4). */
static const char *
describe_wait (AnshinInvitation *invitation)
{
  if (invitation->state == ANSHIN_INVITATION_EXPIRED)
    return _("Was not answered in time");
  return invitation->state == ANSHIN_INVITATION_WAITING
           ? _("Waits for a group administrator’s approval")
           : _("Waits for the answer");
}

static char *
describe (AnshinInvitationRow *self)
{
  AnshinInvitation *invitation = self->invitation;
  g_autofree char *inviter = describe_inviter (invitation);
  g_autofree char *invitee = NULL;

  if (self->role == ANSHIN_INVITATION_TO_ANSWER)
    /* Translators: name, profession and facility of who invites */
    return g_strdup_printf (_("Invited by %s"), inviter);
  invitee = anshin_format_person (NULL, invitation->user_profession,
                                  invitation->user_facility_name);
  if (self->role == ANSHIN_INVITATION_TO_APPROVE)
    /* Translators: who is to come in (profession, facility), the group, who asks for it */
    return g_strdup_printf (_("%s\nInto “%s”\nProposed by %s"), invitee,
                            get_group_name (invitation), inviter);
  if (self->role == ANSHIN_INVITATION_OWN)
    /* Translators: who is invited (profession, facility), the group, what it waits for */
    return g_strdup_printf (_("%s\nInto “%s”\n%s"), invitee, get_group_name (invitation),
                            describe_wait (invitation));
  /* Translators: who is invited (profession, facility), by whom, what it waits for */
  return g_strdup_printf (_("%s\nInvited by %s\n%s"), invitee, inviter,
                          describe_wait (invitation));
}

static const char *
get_title (AnshinInvitationRow *self)
{
  if (self->role == ANSHIN_INVITATION_TO_ANSWER || self->invitation->user_name == NULL)
    return get_group_name (self->invitation);
  return self->invitation->user_name;
}

static void
label_button (GtkButton *button, const char *label, const char *about)
{
  g_autofree char *plain = NULL;
  g_autofree char *full = NULL;

  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_label (button, _(label));
  plain = g_strdup (_(label));
  for (char *mark = strchr (plain, '_'); mark != NULL; mark = strchr (mark, '_'))
    memmove (mark, mark + 1, strlen (mark));
  /* Translators: what a button does, and to what; for screen readers */
  full = g_strdup_printf (_("%s: %s"), plain, about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full,
                                  -1);
}

/* What still waits for approval has not gone out, and can't go out again. */
static gboolean
can_say_yes (AnshinInvitationRow *self)
{
  return self->role != ANSHIN_INVITATION_OWN
         || (self->invitation->state != ANSHIN_INVITATION_WAITING
             && anshin_capability_has (self->invitation->capabilities, "resend-invitation"));
}

/* An invitation that has expired can't be taken back any more. */
static gboolean
can_say_no (AnshinInvitationRow *self)
{
  return self->role != ANSHIN_INVITATION_OWN
         || self->invitation->state != ANSHIN_INVITATION_EXPIRED;
}

static char *
describe_expiry (AnshinInvitation *invitation)
{
  g_autofree char *when = anshin_format_when (invitation->expires_at);

  return g_strdup_printf (invitation->state == ANSHIN_INVITATION_EXPIRED ? _("Expired: %s")
                                                                         : _("Open until %s"),
                          when);
}

static void
update (AnshinInvitationRow *self)
{
  AnshinInvitation *invitation = self->invitation;
  const char *title = get_title (self);
  g_autofree char *detail = describe (self);
  g_autofree char *expiry = describe_expiry (invitation);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, detail);
  g_autofree char *about = NULL;

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, detail);
  gtk_label_set_label (self->expiry, expiry);
  gtk_widget_set_visible (GTK_WIDGET (self->expiry), invitation->expires_at != 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  about = self->role == ANSHIN_INVITATION_TO_ANSWER
            ? g_strdup (title)
            : g_strdup_printf ("%s, %s", title, get_group_name (invitation));
  label_button (self->yes_button, can_say_yes (self) ? deeds[self->role].yes_label : NULL, about);
  label_button (self->no_button, can_say_no (self) ? deeds[self->role].no_label : NULL, about);
}

static void
on_yes_cb (AnshinInvitationRow *self)
{
  g_signal_emit (self, signals[ANSWERED], 0, deeds[self->role].yes_verb);
}

static void
on_no_cb (AnshinInvitationRow *self)
{
  g_signal_emit (self, signals[ANSWERED], 0, deeds[self->role].no_verb);
}

static void
anshin_invitation_row_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_INVITATION_ROW (object)->invitation);

  G_OBJECT_CLASS (anshin_invitation_row_parent_class)->dispose (object);
}

static void
anshin_invitation_row_class_init (AnshinInvitationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_invitation_row_dispose;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/invitations/anshin-invitation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationRow, title);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationRow, detail);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationRow, expiry);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationRow, yes_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinInvitationRow, no_button);
  gtk_widget_class_bind_template_callback (widget_class, on_yes_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_no_cb);
}

static void
anshin_invitation_row_init (AnshinInvitationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
anshin_invitation_row_new (AnshinInvitation *invitation, AnshinInvitationRole role)
{
  AnshinInvitationRow *self = g_object_new (ANSHIN_TYPE_INVITATION_ROW, NULL);

  self->invitation = g_object_ref (invitation);
  self->role = role;
  if (role == ANSHIN_INVITATION_OWN)
    gtk_widget_remove_css_class (GTK_WIDGET (self->yes_button), "suggested-action");
  g_signal_connect_object (invitation, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

AnshinInvitation *
anshin_invitation_row_get_invitation (AnshinInvitationRow *self)
{
  return self->invitation;
}
