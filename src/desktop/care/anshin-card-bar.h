/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* The emergency card above the timeline of a patient's group: one line, or all of it. */
#define ANSHIN_TYPE_CARD_BAR (anshin_card_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnshinCardBar, anshin_card_bar, ANSHIN, CARD_BAR, AdwBin)

void anshin_card_bar_set_patient (AnshinCardBar *self, AnshinClient *client,
                                  const char *patient_id);

G_END_DECLS
