/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-registrar.h"

#include "anshin-account.h"
#include "anshin-application.h"
#include "anshin-error-words.h"

struct _AnshinRegistrar
{
  GObject parent_instance;

  /* owned */
  AnshinClient *client;
  GPtrArray *applications;
  GPtrArray *accesses;
  GString *failures;
  guint next;
  gboolean stopped;
};

enum
{
  PROGRESSED,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinRegistrar, anshin_registrar, G_TYPE_OBJECT)

static void
note_failure (AnshinRegistrar *self, const GError *error)
{
  AnshinApplication *application = self->applications->pdata[self->next];
  g_autofree char *words = anshin_error_words_dup (error);

  if (self->failures->len > 0)
    g_string_append_c (self->failures, '\n');
  g_string_append_printf (self->failures, "%s: %s", application->name, words);
}

static void
register_next (AnshinRegistrar *self, GAsyncReadyCallback callback)
{
  AnshinApplication *application = self->applications->pdata[self->next];
  g_autofree char *path = g_strdup_printf ("/v1/applications/%s/registration", application->id);

  anshin_client_call_async (self->client, "POST", path, NULL, anshin_access_get_type (), NULL,
                            callback, g_object_ref (self));
}

static void
on_registered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRegistrar) self = data;
  g_autoptr (GError) error = NULL;
  gpointer access = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);

  if (access != NULL)
    g_ptr_array_add (self->accesses, access);
  else
    note_failure (self, error);
  self->next++;
  g_signal_emit (self, signals[PROGRESSED], 0);
  if (self->next < self->applications->len && !self->stopped)
    register_next (self, on_registered_cb);
  else
    g_signal_emit (self, signals[FINISHED], 0);
}

static void
anshin_registrar_dispose (GObject *object)
{
  AnshinRegistrar *self = ANSHIN_REGISTRAR (object);

  if (self->failures != NULL)
    g_string_free (g_steal_pointer (&self->failures), TRUE);
  g_clear_object (&self->client);
  g_clear_pointer (&self->applications, g_ptr_array_unref);
  g_clear_pointer (&self->accesses, g_ptr_array_unref);

  G_OBJECT_CLASS (anshin_registrar_parent_class)->dispose (object);
}

static void
anshin_registrar_class_init (AnshinRegistrarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_registrar_dispose;
  signals[PROGRESSED] = g_signal_new ("progressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_registrar_init (AnshinRegistrar *self)
{
  self->accesses = g_ptr_array_new_with_free_func (g_object_unref);
  self->failures = g_string_new (NULL);
}

/**
 * anshin_registrar_new:
 * @client: who asks
 * @applications: (element-type AnshinApplication): at least one that waits
 *
 * Returns: (transfer full): a registrar that hasn't begun
 */
AnshinRegistrar *
anshin_registrar_new (AnshinClient *client, GPtrArray *applications)
{
  AnshinRegistrar *self = g_object_new (ANSHIN_TYPE_REGISTRAR, NULL);

  self->client = g_object_ref (client);
  self->applications = g_ptr_array_ref (applications);
  return self;
}

/* Begins; it stays alive until it is finished. */
void
anshin_registrar_start (AnshinRegistrar *self)
{
  g_return_if_fail (self->next == 0 && self->applications->len > 0);

  register_next (self, on_registered_cb);
}

/* The one on its way is the last. */
void
anshin_registrar_stop (AnshinRegistrar *self)
{
  self->stopped = TRUE;
}

guint
anshin_registrar_get_n_done (AnshinRegistrar *self)
{
  return self->next;
}

guint
anshin_registrar_get_n_all (AnshinRegistrar *self)
{
  return self->applications->len;
}

/* Returns: (transfer none) (element-type AnshinAccess): of those who are registered now */
GPtrArray *
anshin_registrar_get_accesses (AnshinRegistrar *self)
{
  return self->accesses;
}

/* Returns: (transfer full) (nullable): who could not be registered and why, a line each */
char *
anshin_registrar_dup_failures (AnshinRegistrar *self)
{
  return self->failures->len > 0 ? g_strdup (self->failures->str) : NULL;
}
