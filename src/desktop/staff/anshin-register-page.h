/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/*
 * Registers staff: a table of one or several people, typed or taken from a file. Each line says
 * itself what is wrong with it; nothing is sent while one is wrong, unless that is asked for.
 */
#define ANSHIN_TYPE_REGISTER_PAGE (anshin_register_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRegisterPage, anshin_register_page, ANSHIN, REGISTER_PAGE,
                      AnshinFormPage)

AnshinPage *anshin_register_page_new (AnshinClient *client, const char *facility_id);

G_END_DECLS
