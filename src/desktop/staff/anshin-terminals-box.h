/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* The terminals of a user, and how a new one is enrolled. */
#define ANSHIN_TYPE_TERMINALS_BOX (anshin_terminals_box_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTerminalsBox, anshin_terminals_box, ANSHIN, TERMINALS_BOX, AdwBin)

void        anshin_terminals_box_set_user      (AnshinTerminalsBox *self, AnshinClient *client,
                                                AnshinUser *user);
void        anshin_terminals_box_reload        (AnshinTerminalsBox *self);
GListModel *anshin_terminals_box_get_terminals (AnshinTerminalsBox *self);

G_END_DECLS
