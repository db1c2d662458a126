/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-consent.h"
#include "anshin-page.h"
#include "anshin-patient.h"

G_BEGIN_DECLS

/* The papers beside form 4: a blank form and the facility's register, or, of a patient's consent,
 * the notice of its withdrawal and the record of what others were given. */
#define ANSHIN_TYPE_PAPERS_PAGE (anshin_papers_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPapersPage, anshin_papers_page, ANSHIN, PAPERS_PAGE, AnshinPage)

AnshinPage *anshin_papers_page_new (AnshinClient *client, AnshinPatient *patient,
                                    AnshinConsent *consent);

G_END_DECLS
