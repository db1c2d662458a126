/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who could do what is refused; the first few of @users. */
void anshin_refusal_name_users (GError *refusal, GPtrArray *users);

G_END_DECLS
