/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-card.h"
#include "anshin-form.h"

G_BEGIN_DECLS

AnshinForm *anshin_card_sheet_new_form (const char *name, int birth_date, AnshinCard *card);

G_END_DECLS
