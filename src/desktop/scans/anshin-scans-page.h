/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-consent.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Scans of signed papers, each filed with the consent that its code names. */
#define ANSHIN_TYPE_SCANS_PAGE (anshin_scans_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinScansPage, anshin_scans_page, ANSHIN, SCANS_PAGE, AnshinPage)

AnshinPage *anshin_scans_page_new        (AnshinClient *client);
void        anshin_scans_page_add_file   (AnshinScansPage *self, GFile *file);
void        anshin_scans_page_take_drops (GtkWidget *where, AnshinClient *client);

G_END_DECLS
