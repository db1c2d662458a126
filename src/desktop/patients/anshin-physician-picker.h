/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Who the attending physician is: searched for among the physicians of the network. Signal
 * "picked" (AnshinUser): one was chosen; the page closes itself afterwards. */
#define ANSHIN_TYPE_PHYSICIAN_PICKER (anshin_physician_picker_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPhysicianPicker, anshin_physician_picker, ANSHIN, PHYSICIAN_PICKER,
                      AnshinPage)

AnshinPage *anshin_physician_picker_new (AnshinClient *client);

G_END_DECLS
