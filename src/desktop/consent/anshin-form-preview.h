/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-form.h"

G_BEGIN_DECLS

/* A form's preview with what enlarges it. */
#define ANSHIN_TYPE_FORM_PREVIEW (anshin_form_preview_get_type ())
G_DECLARE_FINAL_TYPE (AnshinFormPreview, anshin_form_preview, ANSHIN, FORM_PREVIEW, AdwBin)

void anshin_form_preview_set_form (AnshinFormPreview *self, AnshinForm *form);

G_END_DECLS
