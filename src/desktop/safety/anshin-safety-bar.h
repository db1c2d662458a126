/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-broadcast.h"
#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * While a safety check is open everybody sees it in the window, wherever one is: first that one
 * is asked, then what one has answered.
 */
#define ANSHIN_TYPE_SAFETY_BAR (anshin_safety_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSafetyBar, anshin_safety_bar, ANSHIN, SAFETY_BAR, AdwBin)

void anshin_safety_bar_set_client (AnshinSafetyBar *self, AnshinClient *client);
gboolean anshin_safety_bar_open (AnshinSafetyBar *self);

G_END_DECLS
