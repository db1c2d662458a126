/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Argon2id off the main thread (SECURITY AUTH-07): at most two at a time, a bounded queue, and
 * sources take turns, so that one who floods the service does not keep others from signing in.
 */
#define ANSHIN_HASHER_THREADS 2

typedef struct _AnshinHasher AnshinHasher;
typedef void (*AnshinHasherFunc) (gpointer job);

AnshinHasher *anshin_hasher_new  (void);
void          anshin_hasher_free (AnshinHasher *self);
gboolean      anshin_hasher_push (AnshinHasher *self, const char *source, AnshinHasherFunc work,
                                  AnshinHasherFunc done, AnshinHasherFunc displaced,
                                  gpointer job);
void          anshin_hasher_refuse_waiting (AnshinHasher *self);

char         *anshin_password_hash   (const char *password);
gboolean      anshin_password_verify (const char *hash, const char *password);
const char   *anshin_password_get_dummy_hash (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinHasher, anshin_hasher_free)

G_END_DECLS
