/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Sealing (SECURITY EN-02): XChaCha20-Poly1305, one key per group or patient, wrapped by a key
 * that is derived from the master key outside the database. The associated data names table, row
 * and version, so that a swapped or changed row is noticed (%ANSHIN_ERROR_CORRUPT), never served.
 */

#define ANSHIN_SEAL_INDEX_BYTES 32
#define ANSHIN_SEAL_MAC_BYTES 32
#define ANSHIN_SEAL_ACCOUNTS "accounts"

AnshinSealer *anshin_sealer_new        (const char *key_path, GError **error);
void          anshin_sealer_free       (AnshinSealer *self);
gboolean      anshin_sealer_create_key (const char *key_path, GError **error);

/* Blind index: equal texts give equal bytes, from which the text cannot be had. */
void          anshin_sealer_index      (AnshinSealer *self, const char *purpose, const char *text,
                                        guint8 out[ANSHIN_SEAL_INDEX_BYTES]);
/* Keyed hash of the audit chain. */
void          anshin_sealer_mac        (AnshinSealer *self, const void *data, gsize size,
                                        guint8 out[ANSHIN_SEAL_MAC_BYTES]);

/* Without a key: what a file is known by to both ends. */
char         *anshin_digest            (const void *data, gsize size);

/* Data keys live in the table data_key; ANSHIN_SEAL_ACCOUNTS is made with the database. */
gboolean      anshin_data_key_create   (AnshinTx *tx, const char *key_id, GError **error);
gboolean      anshin_data_key_destroy  (AnshinTx *tx, const char *key_id, GError **error);

GBytes       *anshin_seal              (AnshinTx *tx, const char *key_id, const char *table,
                                        const char *row, gint64 version, const void *data,
                                        gsize size, GError **error);
gboolean      anshin_unseal_append     (AnshinTx *tx, const char *key_id, const char *table,
                                        const char *row, gint64 version, const void *sealed,
                                        gsize size, GString *out, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinSealer, anshin_sealer_free)

G_END_DECLS
