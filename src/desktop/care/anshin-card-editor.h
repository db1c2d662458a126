/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-card.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/* The emergency card of a patient, to be written or changed. */
#define ANSHIN_TYPE_CARD_EDITOR (anshin_card_editor_get_type ())
G_DECLARE_FINAL_TYPE (AnshinCardEditor, anshin_card_editor, ANSHIN, CARD_EDITOR, AnshinTaskPage)

AnshinPage *anshin_card_editor_new (AnshinClient *client, AnshinCard *card);

G_END_DECLS
