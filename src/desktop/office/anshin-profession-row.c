/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-profession-row.h"

#include <glib/gi18n.h>

#include "anshin-format.h"

struct _AnshinProfessionRow
{
  AdwActionRow parent_instance;

  /* owned */
  AnshinProfessionSetting *setting;
  GtkToggleButton *whole;
  GtkSwitch *offered;
  gboolean showing;
};

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinProfessionRow, anshin_profession_row, ADW_TYPE_ACTION_ROW)

static void
on_toggled_cb (AnshinProfessionRow *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[TOGGLED], 0);
}

static void
name (GtkWidget *widget, const char *label)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (widget, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
add_controls (AnshinProfessionRow *self, const char *profession)
{
  /* Translators: on a button, short: the profession sees the patient's whole picture */
  GtkWidget *whole = gtk_toggle_button_new_with_label (_("Whole picture"));
  GtkWidget *offered = gtk_switch_new ();
  /* Translators: a profession */
  g_autofree char *sees = g_strdup_printf (_("%s sees the patient’s whole picture"), profession);
  /* Translators: a profession */
  g_autofree char *chosen = g_strdup_printf (_("%s can be chosen in applications"), profession);

  self->whole = GTK_TOGGLE_BUTTON (whole);
  self->offered = GTK_SWITCH (offered);
  name (whole, sees);
  name (offered, chosen);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), whole);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), offered);
  g_signal_connect_object (whole, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (offered, "notify::active", G_CALLBACK (on_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
anshin_profession_row_dispose (GObject *object)
{
  AnshinProfessionRow *self = ANSHIN_PROFESSION_ROW (object);

  g_clear_object (&self->setting);

  G_OBJECT_CLASS (anshin_profession_row_parent_class)->dispose (object);
}

static void
anshin_profession_row_class_init (AnshinProfessionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_profession_row_dispose;
  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_profession_row_init (AnshinProfessionRow *self)
{
}

/* Returns: (transfer floating): a row */
GtkWidget *
anshin_profession_row_new (AnshinProfessionSetting *setting)
{
  AnshinProfessionRow *self = g_object_new (ANSHIN_TYPE_PROFESSION_ROW, "use-markup", FALSE,
                                            "subtitle-lines", 0, NULL);
  const char *title = anshin_format_profession (setting->profession);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  add_controls (self, title);
  anshin_profession_row_show (self, setting);
  return GTK_WIDGET (self);
}

/* Shows what the service says of it now. */
void
anshin_profession_row_show (AnshinProfessionRow *self, AnshinProfessionSetting *setting)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_set_object (&self->setting, setting);
  g_string_append_printf (text, ngettext ("%d user", "%d users", (gulong) setting->users),
                          (int) setting->users);
  if (setting->whole_picture)
    g_string_append_printf (text, " · %s", _("Sees the whole picture"));
  if (!setting->offered)
    g_string_append_printf (text, " · %s", _("Not offered"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text->str);
  self->showing = TRUE;
  gtk_toggle_button_set_active (self->whole, setting->whole_picture);
  gtk_switch_set_active (self->offered, setting->offered);
  self->showing = FALSE;
}

/* Returns: (transfer full): the setting as the person wants it */
AnshinProfessionSetting *
anshin_profession_row_dup_wanted (AnshinProfessionRow *self)
{
  AnshinProfessionSetting *wanted = anshin_record_dup (self->setting);

  wanted->whole_picture = gtk_toggle_button_get_active (self->whole);
  wanted->offered = gtk_switch_get_active (self->offered);
  return wanted;
}

/* Takes back what was switched, as the service has refused it. */
void
anshin_profession_row_reset (AnshinProfessionRow *self)
{
  g_autoptr (AnshinProfessionSetting) setting = g_object_ref (self->setting);

  anshin_profession_row_show (self, setting);
}

int
anshin_profession_row_get_profession (AnshinProfessionRow *self)
{
  return self->setting->profession;
}
