/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-shortcuts.h"

#include <glib/gi18n.h>

#include "anshin-plain-row.h"

/* A row without keys begins a new group. */
static const struct
{
  const char *title;
  const char *keys;
} shortcuts[] = {
  { N_ ("Going about"), NULL },
  { N_ ("Patients"), "<Control>1" },
  { N_ ("Groups"), "<Control>2" },
  { N_ ("Invitations"), "<Control>3" },
  { N_ ("Requests"), "<Control>4" },
  { N_ ("Between list and page"), "F6" },
  { N_ ("Back"), "Escape" },
  { N_ ("Search"), "<Control>f" },
  { N_ ("New patient or group"), "<Control>n" },
  { N_ ("Messages"), NULL },
  { N_ ("Send"), "<Control>Return" },
  { N_ ("New line"), "<Shift>Return" },
  { N_ ("Name somebody in the message"), "at" },
  { N_ ("Acknowledge the message in the list"), "1" },
  { N_ ("Reply to the message in the list"), "r" },
  { N_ ("All that can be done with the message"), "<Shift>F10" },
  { N_ ("General"), NULL },
  { N_ ("Lock now"), "<Control>l" },
  { N_ ("Main menu"), "F10" },
  { N_ ("Preferences"), "<Control>comma" },
  { N_ ("Keyboard shortcuts"), "<Control>question" },
  { N_ ("Quit"), "<Control>q" },
};

static GtkWidget *
create_row (const char *title, const char *keys)
{
  GtkWidget *row = anshin_plain_row_new (title, NULL);
  GtkWidget *label = NULL;
  guint key = 0;
  GdkModifierType modifiers = 0;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  gtk_accelerator_parse (keys, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  spoken = g_strdup_printf ("%s, %s", title, text);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "shortcut-keys");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  anshin_plain_row_set_label (row, spoken);
  return row;
}

static GtkWidget *
create_page (void)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].keys != NULL)
        {
          adw_preferences_group_add (group,
                                     create_row (_(shortcuts[i].title), shortcuts[i].keys));
          continue;
        }
      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (group, _(shortcuts[i].title));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
    }
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

void
anshin_shortcuts_show (GtkWindow *parent)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), create_page ());
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _("Keyboard shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 600);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
  gtk_window_present (GTK_WINDOW (window));
}
