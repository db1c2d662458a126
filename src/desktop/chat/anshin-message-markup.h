/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"

G_BEGIN_DECLS

/* A link to a message begins so. */
#define ANSHIN_MESSAGE_LINK "anshin-net:"

/* A message's text as markup, and the addresses in it. Without GTK, as it reads what others have
 * written, and is fuzzed. */
gboolean anshin_message_markup_needed     (AnshinContent *content);
char    *anshin_message_markup_dup        (AnshinContent *content);
char    *anshin_message_markup_dup_plain  (const char *text);
char    *anshin_message_markup_dup_handle (AnshinMention *mention);
char    *anshin_message_markup_dup_host   (const char *uri);
char    *anshin_message_markup_dup_link   (const char *group_id, gint64 seq);
gboolean anshin_message_markup_parse_link (const char *uri, char **group_id, gint64 *seq);

G_END_DECLS
