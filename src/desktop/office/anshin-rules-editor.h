/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/*
 * A new version of the rules of the network: edited, looked at as everybody will see it,
 * published.
 */
#define ANSHIN_TYPE_RULES_EDITOR (anshin_rules_editor_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRulesEditor, anshin_rules_editor, ANSHIN, RULES_EDITOR, AnshinTaskPage)

AnshinPage *anshin_rules_editor_new (AnshinClient *client, gint64 base);

G_END_DECLS
