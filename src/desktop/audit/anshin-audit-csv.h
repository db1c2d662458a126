/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *anshin_audit_csv_write (GListModel *records);

G_END_DECLS
