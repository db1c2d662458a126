/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/**
 * AnshinDemoOptions:
 * @seed: the same seed gives the same city
 * @patients: so many more patients in the first clinic, to try out long lists; 0 for none
 * @messages: so many more messages in one free group; 0 for none
 * @credentials_path: where to write how to sign in (JSON, readable by the owner alone)
 */
typedef struct
{
  guint seed;
  guint patients;
  guint messages;
  const char *credentials_path;
} AnshinDemoOptions;

gboolean anshin_demo_generate (AnshinDb *db, const AnshinDemoOptions *options, GError **error);

G_END_DECLS
