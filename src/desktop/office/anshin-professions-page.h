/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * The list of professions: which are offered, and which see the patient's whole picture (PRODUCT
 * section 1).
 */
#define ANSHIN_TYPE_PROFESSIONS_PAGE (anshin_professions_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinProfessionsPage, anshin_professions_page, ANSHIN, PROFESSIONS_PAGE,
                      AnshinPage)

AnshinPage *anshin_professions_page_new (AnshinClient *client);

G_END_DECLS
