/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-form.h"

G_BEGIN_DECLS

/* Shows a form as it comes out of the printer, as wide as there is room, or larger. */
#define ANSHIN_TYPE_FORM_VIEW (anshin_form_view_get_type ())
G_DECLARE_FINAL_TYPE (AnshinFormView, anshin_form_view, ANSHIN, FORM_VIEW, GtkWidget)

void   anshin_form_view_set_form (AnshinFormView *self, AnshinForm *form);
double anshin_form_view_get_zoom (AnshinFormView *self);
void   anshin_form_view_set_zoom (AnshinFormView *self, double zoom);

G_END_DECLS
