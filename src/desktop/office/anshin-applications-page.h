/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * The applications that wait for the office, and those that were decided. Several that wait can
 * be registered at once.
 */
#define ANSHIN_TYPE_APPLICATIONS_PAGE (anshin_applications_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinApplicationsPage, anshin_applications_page, ANSHIN, APPLICATIONS_PAGE,
                      AnshinPage)

AnshinPage *anshin_applications_page_new (AnshinClient *client);

G_END_DECLS
