/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-smtp.h"

G_BEGIN_DECLS

/**
 * AnshinMailReport:
 * @event: `mail-sent` with how many, or `mail-failed` with why
 * @detail: never an address
 *
 * Called in the mailer's thread.
 */
typedef void (*AnshinMailReport) (const char *event, const char *detail);

/**
 * AnshinMailConfig:
 * @smtp: the relay
 * @from: the network's address
 * @report: what the log is told
 */
typedef struct
{
  AnshinSmtpConfig smtp;
  char *from;
  AnshinMailReport report;
} AnshinMailConfig;

void          anshin_mail_config_clear (AnshinMailConfig *config);

/**
 * AnshinMailer:
 *
 * A thread that tells by mail those who are away that there is something (SECURITY A8): it turns
 * what is new into notices every half minute and sends those that are due.
 */
typedef struct _AnshinMailer AnshinMailer;

AnshinMailer *anshin_mailer_new   (AnshinDb *db, const AnshinMailConfig *config);
void          anshin_mailer_free  (AnshinMailer *self);
void          anshin_mailer_start (AnshinMailer *self);
gboolean      anshin_mailer_run   (AnshinMailer *self, guint *sent, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinMailer, anshin_mailer_free)

G_END_DECLS
