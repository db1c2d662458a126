/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-form.h"

G_BEGIN_DECLS

AnshinForm *anshin_register_form_new (const char *facility, int date, GPtrArray *consents,
                                      AnshinFormProgress progress, gpointer data,
                                      GCancellable *cancellable, GError **error);

G_END_DECLS
