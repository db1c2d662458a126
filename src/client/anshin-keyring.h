/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * AnshinTerminalKey: this terminal's half of the second factor: an Ed25519 key pair made here and
 * kept in the system keyring by service and mail address (SECURITY AUTH-02).
 */
typedef struct _AnshinTerminalKey AnshinTerminalKey;

AnshinTerminalKey *anshin_terminal_key_new             (void);
void               anshin_terminal_key_free            (AnshinTerminalKey *self);
const char        *anshin_terminal_key_get_terminal_id (AnshinTerminalKey *self);
void               anshin_terminal_key_set_terminal_id (AnshinTerminalKey *self,
                                                        const char *terminal_id);
char              *anshin_terminal_key_get_public_key  (AnshinTerminalKey *self);
char              *anshin_terminal_key_sign            (AnshinTerminalKey *self,
                                                        const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinTerminalKey, anshin_terminal_key_free)

void               anshin_keyring_lookup_async  (const char *service_uri, const char *mail,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer data);
AnshinTerminalKey *anshin_keyring_lookup_finish (GAsyncResult *result, GError **error);
void               anshin_keyring_store_async   (const char *service_uri, const char *mail,
                                                 AnshinTerminalKey *key,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer data);
gboolean           anshin_keyring_store_finish  (GAsyncResult *result, GError **error);
void               anshin_keyring_forget_async  (const char *service_uri, const char *mail,
                                                 gboolean enrolled, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer data);
gboolean           anshin_keyring_forget_finish (GAsyncResult *result, GError **error);

G_END_DECLS
