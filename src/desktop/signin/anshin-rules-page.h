/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* The network's rules, which everybody accepts before anything else, and again when they have been
 * changed (PRODUCT section 2, Registration). */
#define ANSHIN_TYPE_RULES_PAGE (anshin_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRulesPage, anshin_rules_page, ANSHIN, RULES_PAGE, AdwBin)

GtkWidget *anshin_rules_page_new (AnshinClient *client);

G_END_DECLS
