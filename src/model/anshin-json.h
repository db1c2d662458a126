/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/*
 * Writing: by hand into a GString, as it is the hot way of the service.
 * Reading: json-glib behind a gate that lets nothing but RFC 8259 within our limits through.
 */
void      anshin_json_append_string  (GString *out, const char *text);
void      anshin_json_append_record  (GString *out, gpointer record);
char     *anshin_json_from_record    (gpointer record);
char     *anshin_json_request_from_record (gpointer record);

JsonNode *anshin_json_parse          (const char *data, gssize length, gsize max_bytes,
                                      GError **error);
gpointer  anshin_json_decode         (const char *data, gssize length, GType type,
                                      AnshinDecodeMode mode, GError **error);
gpointer  anshin_json_decode_node    (JsonNode *node, GType type, AnshinDecodeMode mode,
                                      GError **error);

G_END_DECLS
