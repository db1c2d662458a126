/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* A request in the list of requests. */
#define ANSHIN_TYPE_REQUEST_ROW (anshin_request_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRequestRow, anshin_request_row, ANSHIN, REQUEST_ROW, AdwActionRow)

GtkWidget *anshin_request_row_new (AnshinClient *client, AnshinCareRequest *request);

G_END_DECLS
