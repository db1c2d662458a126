/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * ClamAV's daemon on its Unix socket (SECURITY FL-02). Any thread; each question is a connection
 * of its own. It blocks, so never in a transaction and never in the main thread.
 */
typedef struct _AnshinScanner AnshinScanner;

AnshinScanner *anshin_scanner_new  (const char *socket_path, guint seconds);
void           anshin_scanner_free (AnshinScanner *self);
gboolean       anshin_scanner_scan (AnshinScanner *self, GBytes *file, GCancellable *cancellable,
                                    GError **error);
gboolean       anshin_scanner_ping (AnshinScanner *self);
char          *anshin_scanner_get_signatures (AnshinScanner *self, GCancellable *cancellable,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinScanner, anshin_scanner_free)

G_END_DECLS
