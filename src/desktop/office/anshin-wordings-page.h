/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * The texts that the office edits, each with its versions: the rules of the network and the
 * wording of form 4.
 */
#define ANSHIN_TYPE_WORDINGS_PAGE (anshin_wordings_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinWordingsPage, anshin_wordings_page, ANSHIN, WORDINGS_PAGE, AnshinPage)

AnshinPage *anshin_wordings_page_new (AnshinClient *client);

G_END_DECLS
