/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"
#include "anshin-wording.h"

G_BEGIN_DECLS

/* A version of a text in a list: its number, who published it and when. */
#define ANSHIN_TYPE_WORDING_ROW (anshin_wording_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinWordingRow, anshin_wording_row, ANSHIN, WORDING_ROW, AdwActionRow)

GtkWidget *anshin_wording_row_new (AnshinWording *wording, gboolean newest);

G_END_DECLS
