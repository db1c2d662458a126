/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* What the code on a scanned page says: whose paper it is by the consent alone. */
char *anshin_scan_code_read (GdkTexture *page);

G_END_DECLS
