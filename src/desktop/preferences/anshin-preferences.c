/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-preferences.h"

struct _AnshinPreferences
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwComboRow *scheme_row;
  GtkSwitch *return_switch;
  GtkSwitch *undo_switch;
  GtkSwitch *notices_switch;
  GtkSwitch *sound_switch;
  GtkSwitch *quiet_switch;
  AdwComboRow *from_row;
  AdwComboRow *until_row;
  GtkSwitch *keep_mail_switch;
  GtkAdjustment *minutes;

  /* owned */
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (AnshinPreferences, anshin_preferences, ADW_TYPE_WINDOW)

/* In the order of the row's choices. */
static const char *const schemes[] = { "follow", "light", "dark" };

static gboolean
scheme_to_index (GValue *value, GVariant *variant, gpointer data)
{
  const char *scheme = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i], scheme))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
index_to_scheme (const GValue *value, const GVariantType *type, gpointer data)
{
  guint index = g_value_get_uint (value);

  return index < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[index]) : NULL;
}

/* An address that is no longer to be kept goes at once. */
static void
on_keep_mail_changed_cb (AnshinPreferences *self)
{
  if (!g_settings_get_boolean (self->settings, "keep-mail"))
    g_settings_reset (self->settings, "last-mail");
}

static void
anshin_preferences_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_PREFERENCES (object)->settings);

  G_OBJECT_CLASS (anshin_preferences_parent_class)->dispose (object);
}

static void
anshin_preferences_class_init (AnshinPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_preferences_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/preferences/anshin-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, return_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, undo_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, notices_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, sound_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, quiet_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, from_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, until_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, keep_mail_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinPreferences, minutes);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* The hours of a day, in the order of their numbers. */
static void
bind_hours (AnshinPreferences *self)
{
  g_autoptr (GtkStringList) hours = gtk_string_list_new (NULL);

  for (guint i = 0; i < 24; i++)
    gtk_string_list_take (hours, g_strdup_printf ("%u:00", i));
  adw_combo_row_set_model (self->from_row, G_LIST_MODEL (hours));
  adw_combo_row_set_model (self->until_row, G_LIST_MODEL (hours));
  g_settings_bind (self->settings, "quiet-from", self->from_row, "selected",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "quiet-until", self->until_row, "selected",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
anshin_preferences_init (AnshinPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (ANSHIN_APPLICATION_ID);
  g_settings_bind_with_mapping (self->settings, "color-scheme", self->scheme_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, scheme_to_index, index_to_scheme, NULL,
                                NULL);
  g_settings_bind (self->settings, "undo-send", self->undo_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "return-sends", self->return_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "notices", self->notices_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "notice-sound", self->sound_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "quiet-hours", self->quiet_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  bind_hours (self);
  g_settings_bind (self->settings, "keep-mail", self->keep_mail_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "lock-minutes", self->minutes, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::keep-mail",
                           G_CALLBACK (on_keep_mail_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
anshin_preferences_new (GtkWindow *parent)
{
  return g_object_new (ANSHIN_TYPE_PREFERENCES, "transient-for", parent, NULL);
}
