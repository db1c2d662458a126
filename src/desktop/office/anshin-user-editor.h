/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* A user's name, kana, mail address and profession. */
#define ANSHIN_TYPE_USER_EDITOR (anshin_user_editor_get_type ())
G_DECLARE_FINAL_TYPE (AnshinUserEditor, anshin_user_editor, ANSHIN, USER_EDITOR, AnshinTaskPage)

AnshinPage *anshin_user_editor_new (AnshinClient *client, AnshinUser *user);

G_END_DECLS
