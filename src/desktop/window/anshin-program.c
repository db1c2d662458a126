/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-program.h"

#include <glib/gi18n.h>

#include "anshin-preferences.h"
#include "anshin-shortcuts.h"
#include "anshin-style.h"
#include "anshin-window.h"

struct _AnshinProgram
{
  AdwApplication parent_instance;

  GSettings *settings;
  char *service_uri;
  char *demo_sign_in;
};

G_DEFINE_FINAL_TYPE (AnshinProgram, anshin_program, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "service", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL,
    N_ ("Where the service is: https://…, or on this computer http://127.0.0.1:… or unix:/…"),
    "URI" },
  { "demo-sign-in", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL,
    N_ ("Sign in to the sample service on this computer as one of its people"), "FILE[:ROLE]" },
  { "new-instance", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_ ("Open beside one that runs already"), NULL },
  { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { NULL },
};

static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (data));

  for (GList *l = windows; l != NULL; l = l->next)
    if (ANSHIN_IS_WINDOW (l->data))
      {
        gtk_window_close (l->data);
        return;
      }
}

static void
on_preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (ANSHIN_IS_WINDOW (parent))
    gtk_window_present (GTK_WINDOW (anshin_preferences_new (parent)));
}

static void
on_shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (ANSHIN_IS_WINDOW (parent))
    anshin_shortcuts_show (parent);
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_show_about_dialog (gtk_application_get_active_window (GTK_APPLICATION (data)),
                         "program-name", _("Anshin Net"), "version", ANSHIN_VERSION,
                         "logo-icon-name", ANSHIN_APPLICATION_ID, "comments",
                         _("Closed groups for those who care for people at home"),
                         "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static void
on_color_scheme_changed_cb (GSettings *settings, const char *key, gpointer data)
{
  g_autofree char *scheme = g_settings_get_string (settings, "color-scheme");

  anshin_style_set_colors (scheme);
}

/* Nothing of what is done here is remembered by the desktop (SECURITY TRM-03). */
static void
leave_no_trace (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-recent-files-enabled", FALSE, NULL);
}

static void
add_actions (AnshinProgram *self)
{
  static const GActionEntry actions[] = {
    { "about", on_about_cb, NULL, NULL, NULL, { 0 } },
    { "preferences", on_preferences_cb, NULL, NULL, NULL, { 0 } },
    { "quit", on_quit_cb, NULL, NULL, NULL, { 0 } },
    { "shortcuts", on_shortcuts_cb, NULL, NULL, NULL, { 0 } },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.shortcuts", { "<Control>question" } },
    { "win.search", { "<Control>f" } },
    { "win.add", { "<Control>n" } },
    { "win.lock", { "<Control>l" } },
    { "win.switch-pane", { "F6" } },
    { "win.section(0)", { "<Control>1" } },
    { "win.section(1)", { "<Control>2" } },
    { "win.section(2)", { "<Control>3" } },
    { "win.section(3)", { "<Control>4" } },
    { "window.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].keys);
}

static void
anshin_program_startup (GApplication *application)
{
  AnshinProgram *self = ANSHIN_PROGRAM (application);

  G_APPLICATION_CLASS (anshin_program_parent_class)->startup (application);

  self->settings = g_settings_new (ANSHIN_APPLICATION_ID);
  g_set_application_name (_("Anshin Net"));
  leave_no_trace ();
  anshin_style_load (gdk_display_get_default ());
  g_signal_connect_object (self->settings, "changed::color-scheme",
                           G_CALLBACK (on_color_scheme_changed_cb), self, 0);
  on_color_scheme_changed_cb (self->settings, NULL, NULL);
  gtk_window_set_default_icon_name (ANSHIN_APPLICATION_ID);
  add_actions (self);
}

static void
anshin_program_activate (GApplication *application)
{
  AnshinProgram *self = ANSHIN_PROGRAM (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  if (window == NULL)
    {
      window = GTK_WINDOW (anshin_window_new (GTK_APPLICATION (self)));
      uri = self->service_uri != NULL ? g_strdup (self->service_uri)
                                      : g_settings_get_string (self->settings, "service-uri");
      if (!anshin_window_use_service (ANSHIN_WINDOW (window), uri, &error))
        g_debug ("No service to talk to yet: %s", error->message);
      else if (self->demo_sign_in != NULL)
        anshin_window_demo_sign_in (ANSHIN_WINDOW (window), self->demo_sign_in);
    }
  gtk_window_present (window);
}

static int
anshin_program_handle_local_options (GApplication *application, GVariantDict *dict)
{
  AnshinProgram *self = ANSHIN_PROGRAM (application);

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("anshin-net %s\n", ANSHIN_VERSION);
      return 0;
    }
  if (g_variant_dict_contains (dict, "new-instance"))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  g_variant_dict_lookup (dict, "service", "s", &self->service_uri);
  g_variant_dict_lookup (dict, "demo-sign-in", "s", &self->demo_sign_in);
  return -1;
}

static void
anshin_program_finalize (GObject *object)
{
  AnshinProgram *self = ANSHIN_PROGRAM (object);

  g_clear_object (&self->settings);
  g_free (self->service_uri);
  g_free (self->demo_sign_in);

  G_OBJECT_CLASS (anshin_program_parent_class)->finalize (object);
}

static void
anshin_program_class_init (AnshinProgramClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = anshin_program_finalize;
  application_class->startup = anshin_program_startup;
  application_class->activate = anshin_program_activate;
  application_class->handle_local_options = anshin_program_handle_local_options;
}

static void
anshin_program_init (AnshinProgram *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

AnshinProgram *
anshin_program_new (void)
{
  return g_object_new (ANSHIN_TYPE_PROGRAM, "application-id", ANSHIN_APPLICATION_ID,
                       "resource-base-path", "/jp/anshinnet/AnshinNet", NULL);
}
