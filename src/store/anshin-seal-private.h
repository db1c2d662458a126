/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-seal.h"

G_BEGIN_DECLS

#define ANSHIN_BACKUP_KEY_BYTES 32

/* The key of the hash that ends a backup. */
const guint8 *anshin_sealer_get_backup_key (AnshinSealer *self);

G_END_DECLS
