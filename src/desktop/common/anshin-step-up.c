/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-step-up.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-error-words.h"

/* An operation on its way, from the first attempt to the last. */
typedef struct
{
  GWeakRef parent;
  char *method;
  char *path;
  gpointer body;
  GType answer_type;
  GError *refusal; /* what the person gets who does not give the password */
  GtkEditable *entry;
  void (*ask) (GTask *task, const char *words);
} StepUp;

static void
step_up_free (gpointer data)
{
  StepUp *self = data;

  g_weak_ref_clear (&self->parent);
  g_clear_object (&self->body);
  g_clear_object (&self->entry);
  g_clear_error (&self->refusal);
  g_free (self->method);
  g_free (self->path);
  g_free (self);
}

static void
on_called_again_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gpointer answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, g_object_unref);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StepUp *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (anshin_client_confirm_finish (ANSHIN_CLIENT (source), result, &error))
    anshin_client_call_async (ANSHIN_CLIENT (source), self->method, self->path, self->body,
                              self->answer_type, g_task_get_cancellable (task),
                              on_called_again_cb, g_object_ref (task));
  else if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SIGN_IN_FAILED))
    self->ask (task, _("This isn’t the password. Type it again."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* An entry that goes while it has the focus is told of losing it when it is no more (GTK 4.8). */
static void
leave (GtkEditable *entry)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (entry));

  gtk_editable_set_text (entry, "");
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

static void
on_answered_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (GTask) task = data;
  StepUp *self = g_task_get_task_data (task);
  g_autoptr (GtkEditable) entry = g_steal_pointer (&self->entry);
  const char *password = gtk_editable_get_text (entry);

  if (confirmed && *password != '\0')
    anshin_client_confirm_async (g_task_get_source_object (task), password, NULL, on_confirmed_cb,
                                 g_object_ref (task));
  else
    g_task_return_error (task, g_error_copy (self->refusal));
  leave (entry);
}

/* The page may have gone meanwhile; then nobody is there to be asked. */
static void
ask (GTask *task, const char *words)
{
  StepUp *self = g_task_get_task_data (task);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&self->parent);
  GtkWidget *entry = NULL;

  if (parent == NULL || gtk_widget_get_root (parent) == NULL)
    {
      g_task_return_error (task, g_error_copy (self->refusal));
      return;
    }
  entry = gtk_password_entry_new ();
  g_object_set (entry, "show-peek-icon", TRUE, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Your password"), -1);
  self->entry = g_object_ref_sink (GTK_EDITABLE (entry));
  anshin_alert_ask_with (parent, _("Your password, please"), words, entry, _("C_onfirm"),
                         FALSE, on_answered_cb, g_object_ref (task));
}

static void
on_called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StepUp *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer answer = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);

  if (error == NULL)
    {
      g_task_return_pointer (task, answer, g_object_unref);
      return;
    }
  if (!g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_STEP_UP_REQUIRED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->refusal = g_steal_pointer (&error);
  ask (task, anshin_error_words_get (ANSHIN_ERROR_STEP_UP_REQUIRED));
}

/**
 * anshin_step_up_call_async:
 * @parent: a widget of the window over which is asked
 * @client: the client
 * @method: the HTTP method
 * @path: `/v1/…`
 * @body: (nullable): a record
 * @answer_type: the record type of the answer, or %G_TYPE_NONE
 *
 * An operation that may need the password once more; it is asked for only if so.
 */
void
anshin_step_up_call_async (GtkWidget *parent, AnshinClient *client, const char *method,
                           const char *path, gpointer body, GType answer_type,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, data);
  StepUp *self = g_new0 (StepUp, 1);

  g_task_set_source_tag (task, anshin_step_up_call_async);
  g_weak_ref_init (&self->parent, parent);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->body = body != NULL ? g_object_ref (body) : NULL;
  self->answer_type = answer_type;
  self->ask = ask;
  g_task_set_task_data (task, self, step_up_free);
  anshin_client_call_async (client, method, path, body, answer_type, cancellable, on_called_cb,
                            g_object_ref (task));
}

/**
 * anshin_step_up_call_finish:
 *
 * Returns: (transfer full) (nullable): the answer; %ANSHIN_ERROR_STEP_UP_REQUIRED if the password
 *   was not given
 */
gpointer
anshin_step_up_call_finish (AnshinClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
