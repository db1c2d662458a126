/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-broadcast.h"
#include "anshin-client.h"

G_BEGIN_DECLS

/* One user's answer to a safety check, or that there is none yet. */
#define ANSHIN_TYPE_SAFETY_ANSWER_ROW (anshin_safety_answer_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSafetyAnswerRow, anshin_safety_answer_row, ANSHIN, SAFETY_ANSWER_ROW,
                      AdwActionRow)

GtkWidget *anshin_safety_answer_row_new (AnshinSafetyAnswer *answer);
const char *anshin_safety_answer_row_get_facility (AnshinSafetyAnswerRow *self);

G_END_DECLS
