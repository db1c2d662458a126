/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-mailer.h"

G_BEGIN_DECLS

#define ANSHIN_DEFAULT_CONFIG "/etc/anshin-net/anshin-netd.conf"

/**
 * AnshinSettings:
 * @listen: (nullable): where to listen
 * @db: the database; its strings are owned by the settings
 * @mail: the mail relay; its server is %NULL where no mail is sent
 * @clamd: (nullable): the socket of ClamAV's daemon; %NULL where files are not scanned
 * @clamd_seconds: how long it may take for one file
 * @log_level: the least level that is written
 *
 * What the key file says, group `[service]`.
 */
typedef struct
{
  char *listen;
  AnshinDbConfig db;
  AnshinMailConfig mail;
  char *clamd;
  guint clamd_seconds;
  GLogLevelFlags log_level;
} AnshinSettings;

AnshinSettings *anshin_settings_load (const char *path, GError **error);
void            anshin_settings_free (AnshinSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinSettings, anshin_settings_free)

G_END_DECLS
