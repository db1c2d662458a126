/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* A new version of form 4: the texts of its sections, and the paper that comes of them. */
#define ANSHIN_TYPE_FORM_EDITOR (anshin_form_editor_get_type ())
G_DECLARE_FINAL_TYPE (AnshinFormEditor, anshin_form_editor, ANSHIN, FORM_EDITOR, AnshinTaskPage)

AnshinPage *anshin_form_editor_new (AnshinClient *client, gint64 base);

G_END_DECLS
