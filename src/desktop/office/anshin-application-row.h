/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-application.h"
#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * An application in a list: who, from where, and its state. One that waits can be marked, to
 * decide several at once. Signal "toggled": it was marked or unmarked.
 */
#define ANSHIN_TYPE_APPLICATION_ROW (anshin_application_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinApplicationRow, anshin_application_row, ANSHIN, APPLICATION_ROW,
                      AdwActionRow)

GtkWidget *anshin_application_row_new (AnshinApplication *application, gboolean marked);
gboolean anshin_application_row_get_marked (AnshinApplicationRow *self);
void anshin_application_row_set_marked (AnshinApplicationRow *self, gboolean marked);
AnshinApplication *anshin_application_row_get_application (AnshinApplicationRow *self);

G_END_DECLS
