/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Opens the list of keyboard shortcuts over @parent. */
void anshin_shortcuts_show (GtkWindow *parent);

G_END_DECLS
