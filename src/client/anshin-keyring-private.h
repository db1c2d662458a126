/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-keyring.h"

G_BEGIN_DECLS

char              *anshin_terminal_key_to_text   (AnshinTerminalKey *self);
AnshinTerminalKey *anshin_terminal_key_from_text (const char *text);

G_END_DECLS
