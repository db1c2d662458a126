/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"
#include "anshin-patient.h"

G_BEGIN_DECLS

/* 第三者提供記録: who of other facilities was given what, under which consent, and when. */
#define ANSHIN_TYPE_PROVISIONS_PAGE (anshin_provisions_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinProvisionsPage, anshin_provisions_page, ANSHIN, PROVISIONS_PAGE,
                      AnshinPage)

AnshinPage *anshin_provisions_page_new (AnshinClient *client, AnshinPatient *patient);

G_END_DECLS
