/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-file-saver.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-error-words.h"
#include "anshin-facility.h"
#include "anshin-file-dialog.h"
#include "anshin-local-file.h"
#include "anshin-window.h"

/* A file on its way to the disk. */
typedef struct
{
  GtkWidget *parent;
  AnshinClient *client;
  AnshinAttachment *attachment;
  GBytes *bytes;
  GFile *target;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->client);
  g_object_unref (self->attachment);
  g_bytes_unref (self->bytes);
  g_clear_object (&self->target);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* Whose page has been closed meanwhile hears no more of it. */
static AnshinWindow *
get_window (Saving *self)
{
  return gtk_widget_get_root (self->parent) != NULL ? anshin_window_get_for (self->parent) : NULL;
}

static void
tell_error (Saving *self, const GError *error)
{
  g_autofree char *words = anshin_error_words_dup (error);

  if (get_window (self) != NULL)
    anshin_alert_tell (self->parent, _("The file is not saved"), words);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) self = data;
  g_autoptr (GError) error = NULL;
  AnshinWindow *window = get_window (self);

  if (!anshin_local_file_write_finish (result, &error))
    tell_error (self, error);
  else if (window != NULL)
    anshin_window_toast (window, _("The file is saved. It stays there until it is deleted."));
}

/* It is in the log before it is on the disk. */
static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) self = data;
  g_autoptr (GError) error = NULL;
  GFile *target = self->target;
  GBytes *bytes = self->bytes;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error != NULL)
    {
      tell_error (self, error);
      return;
    }
  anshin_local_file_write_async (target, bytes, NULL, on_written_cb, g_steal_pointer (&self));
}

static void
note (Saving *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/attachments/%s/saving", self->attachment->id);

  anshin_client_call_async (self->client, "POST", path, NULL, G_TYPE_NONE, NULL, on_noted_cb, self);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) self = data;

  self->target = anshin_file_dialog_save_finish (result, NULL);
  if (self->target != NULL)
    note (g_steal_pointer (&self));
}

/* The answer to an attempt; it names who could allow it. */
static void
on_refused_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) self = data;
  g_autoptr (GError) error = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (error != NULL)
    tell_error (self, error);
}

static void
on_facility_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinFacility) facility = NULL;
  g_autofree char *path = NULL;
  GtkWidget *parent = self->parent;
  const char *name = self->attachment->name;

  facility = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (facility == NULL)
    {
      tell_error (self, error);
      return;
    }
  if (get_window (self) == NULL)
    return;
  if (facility->saving)
    {
      anshin_file_dialog_save_async (parent, _("Save the file"), name, NULL, on_chosen_cb,
                                     g_steal_pointer (&self));
      return;
    }
  path = g_strdup_printf ("/v1/attachments/%s/saving", self->attachment->id);
  anshin_client_call_async (self->client, "POST", path, NULL, G_TYPE_NONE, NULL, on_refused_cb,
                            self);
  g_steal_pointer (&self);
}

/**
 * anshin_file_saver_save:
 * @parent: a widget of the page that shows the file
 * @client: the client
 * @attachment: a file of a message
 * @file: all of it
 *
 * Saves it where the person wants, if the person's facility allows that; else says why it can't be
 * done and who could allow it (SECURITY TRM-02).
 */
void
anshin_file_saver_save (GtkWidget *parent, AnshinClient *client, AnshinAttachment *attachment,
                        GBytes *file)
{
  AnshinUser *user = anshin_client_get_user (client);
  g_autofree char *path = NULL;
  Saving *self = NULL;

  if (user == NULL)
    return;
  self = g_new0 (Saving, 1);
  self->parent = g_object_ref (parent);
  self->client = g_object_ref (client);
  self->attachment = g_object_ref (attachment);
  self->bytes = g_bytes_ref (file);
  path = g_strdup_printf ("/v1/facilities/%s", user->facility_id);
  anshin_client_call_async (client, "GET", path, NULL, anshin_facility_get_type (), NULL,
                            on_facility_cb, self);
}
