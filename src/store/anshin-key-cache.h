/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Data keys that were unwrapped lately, in locked memory. Holds a limited number; the ones that
 * were not used for longest make room. Any thread.
 */
#define ANSHIN_DATA_KEY_BYTES 32

typedef struct _AnshinKeyCache AnshinKeyCache;

AnshinKeyCache *anshin_key_cache_new    (void);
void            anshin_key_cache_free   (AnshinKeyCache *self);
gboolean        anshin_key_cache_lookup (AnshinKeyCache *self, const char *key_id,
                                         guint8 key[ANSHIN_DATA_KEY_BYTES]);
void            anshin_key_cache_insert (AnshinKeyCache *self, const char *key_id,
                                         const guint8 key[ANSHIN_DATA_KEY_BYTES]);
void            anshin_key_cache_forget (AnshinKeyCache *self, const char *key_id);

G_END_DECLS
