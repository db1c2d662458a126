/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-task-page.h"
#include "anshin-template.h"

G_BEGIN_DECLS

/* A template, new or to be changed. */
#define ANSHIN_TYPE_TEMPLATE_EDITOR (anshin_template_editor_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTemplateEditor, anshin_template_editor, ANSHIN, TEMPLATE_EDITOR,
                      AnshinTaskPage)

AnshinPage *anshin_template_editor_new (AnshinClient *client, AnshinTemplate *template);

G_END_DECLS
