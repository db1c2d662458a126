/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-seal.h"

G_BEGIN_DECLS

/* Secrets that people carry (codes) and that programs carry (tokens, nonces). */
#define ANSHIN_CODE_ENROLMENT "enrolment-code"
#define ANSHIN_CODE_BOOTSTRAP "bootstrap-token"

char    *anshin_code_new        (void);
void     anshin_code_get_index  (AnshinSealer *sealer, const char *purpose, const char *code,
                                 guint8 out[ANSHIN_SEAL_INDEX_BYTES]);

char    *anshin_token_new       (void);
void     anshin_token_get_index (AnshinSealer *sealer, const char *token,
                                 guint8 out[ANSHIN_SEAL_INDEX_BYTES]);

char    *anshin_nonce_new       (AnshinSealer *sealer, gint64 now, gint64 *expires_at);
gboolean anshin_nonce_check     (AnshinSealer *sealer, const char *nonce, gint64 now,
                                 gint64 *expires_at);

gboolean anshin_base64_decode   (const char *text, guint8 *out, gsize size);

G_END_DECLS
