/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nearly every file without widgets reads first: the compiler reads it once for each library
 * (meson's c_pch). A file still includes what it needs; builds with -Db_pch=false hold it to it. */
#include <gio/gio.h>
#include <json-glib/json-glib.h>
