/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-terminal.h"

G_BEGIN_DECLS

/*
 * A terminal and what may be done with it. Signals "sign-out" and "revoke": that was asked for.
 */
#define ANSHIN_TYPE_TERMINAL_ROW (anshin_terminal_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTerminalRow, anshin_terminal_row, ANSHIN, TERMINAL_ROW, AdwActionRow)

GtkWidget      *anshin_terminal_row_new          (AnshinTerminal *terminal);
AnshinTerminal *anshin_terminal_row_get_terminal (AnshinTerminalRow *self);

G_END_DECLS
