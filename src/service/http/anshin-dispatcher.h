/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-http-server.h"
#include "anshin-scanner.h"

G_BEGIN_DECLS

/*
 * From a request to its answer: finds the use case, decodes and validates, hands it to a thread
 * with a transaction, records it in the audit chain, tells the streams, and answers. Main thread.
 */
typedef struct _AnshinDispatcher AnshinDispatcher;

AnshinDispatcher *anshin_dispatcher_new       (AnshinDb *db);
void              anshin_dispatcher_set_scanner (AnshinDispatcher *self, AnshinScanner *scanner);
gboolean          anshin_dispatcher_listen    (AnshinDispatcher *self, GError **error);
void              anshin_dispatcher_free      (AnshinDispatcher *self);
void              anshin_dispatcher_handle    (AnshinHttpRequest *request, gpointer self);
gsize             anshin_dispatcher_get_limit (const char *method, const char *path,
                                               gpointer self);
void              anshin_dispatcher_close_streams (AnshinDispatcher *self);
guint             anshin_dispatcher_get_n_streams (AnshinDispatcher *self);
gboolean          anshin_dispatcher_is_idle     (AnshinDispatcher *self);

/* At the start, and then every few minutes. */
void              anshin_dispatcher_end_consents (AnshinDispatcher *self);
gboolean          anshin_dispatcher_lock_file    (AnshinDispatcher *self, gpointer rescan,
                                                  AnshinJobDone done, gpointer data);

/* Each minute, where mail is sent. */
void              anshin_dispatcher_note_presence (AnshinDispatcher *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinDispatcher, anshin_dispatcher_free)

G_END_DECLS
