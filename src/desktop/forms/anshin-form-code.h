/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

char    *anshin_form_code_make            (const char *consent_id, gint64 form_version);
char    *anshin_form_code_make_withdrawal (const char *consent_id, gint64 form_version);
gboolean anshin_form_code_read            (const char *code, char **consent_id,
                                           gint64 *form_version);
gboolean anshin_form_code_read_withdrawal (const char *code, char **consent_id,
                                           gint64 *form_version);
void     anshin_form_code_draw            (const char *text, cairo_t *cr, double x, double y,
                                           double size);

G_END_DECLS
