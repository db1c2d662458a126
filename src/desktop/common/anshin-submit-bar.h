/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The end of a form: the button that sends it, how that goes on, and what went wrong. While the
 * answer is on its way the person can give it up. Properties: "label" (of the button, with a
 * mnemonic), "destructive", "ready" (whether it may be sent), "busy" (read only).
 * Signal "submitted": the button was pressed.
 */
#define ANSHIN_TYPE_SUBMIT_BAR (anshin_submit_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSubmitBar, anshin_submit_bar, ANSHIN, SUBMIT_BAR, AdwBin)

void          anshin_submit_bar_set_ready (AnshinSubmitBar *self, gboolean ready);
void          anshin_submit_bar_submit    (AnshinSubmitBar *self);
GCancellable *anshin_submit_bar_begin     (AnshinSubmitBar *self);
void          anshin_submit_bar_end       (AnshinSubmitBar *self, const GError *error);
gboolean      anshin_submit_bar_get_busy  (AnshinSubmitBar *self);

G_END_DECLS
