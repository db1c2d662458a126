/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one mail there is (SECURITY ML-01, ML-02): a fixed subject and a fixed sentence. */
char    *anshin_mail_message_format   (const char *from, const char *to, gint64 now);
gboolean anshin_mail_address_is_plain (const char *address);

G_END_DECLS
