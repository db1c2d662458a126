/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "anshin-form.h"

/* Made-up people on paper, for the tests that draw. */
void             forms_fill_patient (AnshinPatient *patient);
void             forms_fill_consent (AnshinConsent *consent);
char            *forms_repeat       (const char *text, guint n);
cairo_surface_t *forms_draw_page    (AnshinForm *form, guint page, double dots);
gboolean         forms_write_forms  (AnshinForm **forms, guint n_forms, const char *folder,
                                     const char *name);
void             forms_clean_up     (void);
