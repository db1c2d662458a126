/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"
#include "anshin-wording.h"

G_BEGIN_DECLS

/*
 * One published version of a text, as those see it for whom it is: the rules as text, form 4 as
 * paper.
 */
#define ANSHIN_TYPE_WORDING_PAGE (anshin_wording_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinWordingPage, anshin_wording_page, ANSHIN, WORDING_PAGE, AnshinPage)

AnshinPage *anshin_wording_page_new (AnshinClient *client, AnshinWording *wording);

G_END_DECLS
