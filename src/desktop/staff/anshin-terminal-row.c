/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-terminal-row.h"

#include <glib/gi18n.h>

#include "anshin-staff-words.h"

struct _AnshinTerminalRow
{
  AdwActionRow parent_instance;

  AnshinTerminal *terminal;
};

enum
{
  SIGN_OUT,
  REVOKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinTerminalRow, anshin_terminal_row, ADW_TYPE_ACTION_ROW)

static void
on_sign_out_cb (AnshinTerminalRow *self)
{
  g_signal_emit (self, signals[SIGN_OUT], 0);
}

static void
on_revoke_cb (AnshinTerminalRow *self)
{
  g_signal_emit (self, signals[REVOKE], 0);
}

static void
add_button (AnshinTerminalRow *self, const char *icon_name, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
anshin_terminal_row_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_TERMINAL_ROW (object)->terminal);

  G_OBJECT_CLASS (anshin_terminal_row_parent_class)->dispose (object);
}

static void
anshin_terminal_row_class_init (AnshinTerminalRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_terminal_row_dispose;
  signals[SIGN_OUT] = g_signal_new ("sign-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[REVOKE] = g_signal_new ("revoke", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
anshin_terminal_row_init (AnshinTerminalRow *self)
{
}

/**
 * anshin_terminal_row_new:
 * @terminal: which one
 *
 * Returns: a row for a boxed list
 */
GtkWidget *
anshin_terminal_row_new (AnshinTerminal *terminal)
{
  AnshinTerminalRow *self = g_object_new (ANSHIN_TYPE_TERMINAL_ROW, "use-markup", FALSE,
                                          "subtitle-lines", 0, NULL);
  g_autofree char *subtitle = anshin_staff_words_dup_terminal (terminal);
  g_autofree char *label = g_strdup_printf ("%s, %s", terminal->name, subtitle);
  g_autofree char *sign_out = g_strdup_printf (_("Sign out on %s"), terminal->name);
  g_autofree char *revoke = g_strdup_printf (_("Revoke %s"), terminal->name);

  self->terminal = g_object_ref (terminal);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), terminal->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (terminal->revoked_at != 0)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
      return GTK_WIDGET (self);
    }
  if (terminal->signed_in && !terminal->current)
    add_button (self, "system-log-out-symbolic", sign_out, G_CALLBACK (on_sign_out_cb));
  add_button (self, "user-trash-symbolic", revoke, G_CALLBACK (on_revoke_cb));
  return GTK_WIDGET (self);
}

AnshinTerminal *
anshin_terminal_row_get_terminal (AnshinTerminalRow *self)
{
  return self->terminal;
}
