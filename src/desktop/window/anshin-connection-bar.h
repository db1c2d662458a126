/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* Says that the service is out of reach and when it is tried again, or that the session ended. */
#define ANSHIN_TYPE_CONNECTION_BAR (anshin_connection_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnshinConnectionBar, anshin_connection_bar, ANSHIN, CONNECTION_BAR, AdwBin)

void anshin_connection_bar_set_client (AnshinConnectionBar *self, AnshinClient *client);

G_END_DECLS
