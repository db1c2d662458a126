/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/* The patient died, moved away, or the care ended: why, on which day, and what then happens to
 * consent and group (source A8 rule 9). */
#define ANSHIN_TYPE_ENDING_PAGE (anshin_ending_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinEndingPage, anshin_ending_page, ANSHIN, ENDING_PAGE, AnshinFormPage)

AnshinPage *anshin_ending_page_new (AnshinClient *client, AnshinPatient *patient);

G_END_DECLS
