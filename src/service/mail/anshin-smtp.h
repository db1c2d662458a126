/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnshinSmtpConfig:
 * @server: `smtp://host:port`
 * @user: (nullable): whom to sign in as
 * @password: (nullable): with what
 * @ca: (nullable): a file with the certificates that are trusted, or the system's
 */
typedef struct
{
  char *server;
  char *user;
  char *password;
  char *ca;
} AnshinSmtpConfig;

/* One connection to the mail relay, which is kept as long as there is something to send. It is
 * encrypted by STARTTLS and its certificate is checked, or nothing is sent (SECURITY ML-04). */
typedef struct _AnshinSmtp AnshinSmtp;

AnshinSmtp *anshin_smtp_new  (const AnshinSmtpConfig *config, const int *stopping);
void        anshin_smtp_free (AnshinSmtp *self);
gboolean    anshin_smtp_send (AnshinSmtp *self, const char *from, const char *to,
                              const char *message, GError **error);
void        anshin_smtp_rest (AnshinSmtp *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinSmtp, anshin_smtp_free)

G_END_DECLS
