/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-settings.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "anshin-limits.h"
#include "anshin-log.h"
#include "anshin-mail-message.h"

#define GROUP "service"
#define SQLITE_PREFIX "sqlite:"
#define SMTP_PREFIX "smtp://"
#define MAX_READERS 64
#define MAX_WRITERS 64
#define MAX_NODE 99
/* The client gives up soon after. */
#define MAX_CLAMD_SECONDS 25

static const char *const known_keys[] = {
  "listen",      "database",  "key",       "readers",            "writers", "node",
  "mail-server", "mail-from", "mail-user", "mail-password-file", "mail-ca", "log-level",
  "clamd",       "clamd-seconds", NULL,
};

static gboolean
fail (GError **error, const char *key, const char *reason)
{
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, "%s: %s", key, reason);
  return FALSE;
}

/* A misspelt key would silently mean its default. */
static gboolean
check_keys (GKeyFile *file, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    if (!g_strv_contains (known_keys, keys[i]))
      return fail (error, keys[i], "there is no such key");
  return TRUE;
}

static gboolean
read_number (GKeyFile *file, const char *key, guint max, guint *number, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, key, NULL);
  guint64 value = 0;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (g_strstrip (text), 10, 0, max, &value, NULL))
    return fail (error, key, "not a number in its range");
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_database (AnshinSettings *self, GKeyFile *file, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, "database", error);

  if (text == NULL)
    return FALSE;
  if (g_str_has_prefix (text, SQLITE_PREFIX) && text[strlen (SQLITE_PREFIX)] == '/')
    self->db.sqlite_path = g_strdup (text + strlen (SQLITE_PREFIX));
  else if (g_str_has_prefix (text, "postgresql://") || g_str_has_prefix (text, "postgres://"))
    self->db.postgres_uri = g_steal_pointer (&text);
  else
    return fail (error, "database", "neither sqlite:/PATH nor postgresql://…");
  return TRUE;
}

/* The key opens everything; nobody but its owner may read it. */
static gboolean
check_secret_file (const char *key, const char *path, GError **error)
{
  struct stat status;

  if (path[0] != '/')
    return fail (error, key, "not an absolute path");
  if (stat (path, &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    {
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   "%s: %s can be read by others; its mode has to be 0600 or 0400", key, path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_mail_password (AnshinSettings *self, GKeyFile *file, GError **error)
{
  g_autofree char *path = g_key_file_get_string (file, GROUP, "mail-password-file", NULL);

  if ((path == NULL) != (self->mail.smtp.user == NULL))
    return fail (error, "mail-user", "goes together with mail-password-file");
  if (path == NULL)
    return TRUE;
  if (!check_secret_file ("mail-password-file", path, error) ||
      !g_file_get_contents (path, &self->mail.smtp.password, NULL, error))
    return FALSE;
  g_strchomp (self->mail.smtp.password);
  return TRUE;
}

/* Without a relay no mail is sent, and the rest would be a mistake. */
static gboolean
read_mail (AnshinSettings *self, GKeyFile *file, GError **error)
{
  AnshinSmtpConfig *smtp = &self->mail.smtp;

  smtp->server = g_key_file_get_string (file, GROUP, "mail-server", NULL);
  smtp->user = g_key_file_get_string (file, GROUP, "mail-user", NULL);
  smtp->ca = g_key_file_get_string (file, GROUP, "mail-ca", NULL);
  self->mail.from = g_key_file_get_string (file, GROUP, "mail-from", NULL);
  if (smtp->server == NULL)
    return (smtp->user == NULL && smtp->ca == NULL && self->mail.from == NULL) ||
           fail (error, "mail-server", "not given");
  if (!g_str_has_prefix (smtp->server, SMTP_PREFIX) ||
      smtp->server[strlen (SMTP_PREFIX)] == '\0' ||
      strpbrk (smtp->server + strlen (SMTP_PREFIX), "/@ ") != NULL)
    return fail (error, "mail-server", "not smtp://HOST:PORT");
  if (!anshin_mail_address_is_plain (self->mail.from))
    return fail (error, "mail-from", "not a mail address");
  return read_mail_password (self, file, error);
}

static gboolean
read_log_level (AnshinSettings *self, GKeyFile *file, GError **error)
{
  g_autofree char *name = g_key_file_get_string (file, GROUP, "log-level", NULL);

  if (name == NULL || anshin_log_parse_level (g_strstrip (name), &self->log_level))
    return TRUE;
  return fail (error, "log-level", "not one of warning, message, info and debug");
}

/* What is given must be meant: a scanner that is not asked would be missed by nobody. */
static gboolean
read_clamd (AnshinSettings *self, GKeyFile *file, GError **error)
{
  self->clamd = g_key_file_get_string (file, GROUP, "clamd", NULL);
  self->clamd_seconds = ANSHIN_SCAN_SECONDS;
  if (!read_number (file, "clamd-seconds", MAX_CLAMD_SECONDS, &self->clamd_seconds, error))
    return FALSE;
  if (self->clamd_seconds == 0)
    return fail (error, "clamd-seconds", "not a number in its range");
  if (self->clamd != NULL && *g_strstrip (self->clamd) != '/')
    return fail (error, "clamd", "not an absolute path");
  return TRUE;
}

/**
 * anshin_settings_load:
 * @path: the key file
 * @error: with words for the operator
 *
 * Returns: (transfer full) (nullable): what it says
 */
AnshinSettings *
anshin_settings_load (const char *path, GError **error)
{
  g_autoptr (AnshinSettings) self = g_new0 (AnshinSettings, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) failure = NULL;

  self->log_level = G_LOG_LEVEL_MESSAGE;
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &failure)
      || !check_keys (file, &failure) || !read_database (self, file, &failure))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", path);
      return NULL;
    }

  self->listen = g_key_file_get_string (file, GROUP, "listen", NULL);
  self->db.key_path = g_key_file_get_string (file, GROUP, "key", &failure);
  if (self->db.key_path == NULL || !check_secret_file ("key", self->db.key_path, &failure)
      || !read_number (file, "readers", MAX_READERS, &self->db.readers, &failure)
      || !read_number (file, "writers", MAX_WRITERS, &self->db.writers, &failure)
      || !read_number (file, "node", MAX_NODE, &self->db.node, &failure)
      || !read_clamd (self, file, &failure)
      || !read_mail (self, file, &failure) || !read_log_level (self, file, &failure))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * anshin_settings_free:
 * @self: (nullable) (transfer full): settings
 */
void
anshin_settings_free (AnshinSettings *self)
{
  if (self == NULL)
    return;

  g_free (self->listen);
  g_free (self->clamd);
  g_free ((char *) self->db.sqlite_path);
  g_free ((char *) self->db.postgres_uri);
  g_free ((char *) self->db.key_path);
  anshin_mail_config_clear (&self->mail);
  g_free (self);
}
