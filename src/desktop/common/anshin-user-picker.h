/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Choosing one person of the network. Signal "picked" (AnshinUser *user); the page then closes. */
#define ANSHIN_TYPE_USER_PICKER (anshin_user_picker_get_type ())
G_DECLARE_FINAL_TYPE (AnshinUserPicker, anshin_user_picker, ANSHIN, USER_PICKER, AnshinPage)

AnshinPage *anshin_user_picker_new           (AnshinClient *client, const char *title);
AnshinPage *anshin_user_picker_new_physician (AnshinClient *client);

G_END_DECLS
