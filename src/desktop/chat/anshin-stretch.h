/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ANSHIN_TYPE_STRETCH (anshin_stretch_get_type ())
G_DECLARE_FINAL_TYPE (AnshinStretch, anshin_stretch, ANSHIN, STRETCH, GObject)

AnshinStretch *anshin_stretch_new        (GListModel *list);
void           anshin_stretch_open       (AnshinStretch *self, guint position, guint n_items);
gboolean       anshin_stretch_grow       (AnshinStretch *self, guint above, guint below);
void           anshin_stretch_cut        (AnshinStretch *self, guint above, guint below);
guint          anshin_stretch_get_above  (AnshinStretch *self);
guint          anshin_stretch_get_below  (AnshinStretch *self);

G_END_DECLS
