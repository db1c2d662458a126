/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form-sheet.h"
#include "anshin-form.h"

G_BEGIN_DECLS

AnshinForm *anshin_form_new_sheet (AnshinSheet *sheet, const char *title, const char *foot);

G_END_DECLS
