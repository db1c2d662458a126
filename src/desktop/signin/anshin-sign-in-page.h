/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * Signing in, enrolling this terminal, and setting up the first office: one page, as one leads to
 * the other and what was typed must stay.
 */
#define ANSHIN_TYPE_SIGN_IN_PAGE (anshin_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSignInPage, anshin_sign_in_page, ANSHIN, SIGN_IN_PAGE, AdwBin)

GtkWidget *anshin_sign_in_page_new        (AnshinClient *client);
void       anshin_sign_in_page_set_client (AnshinSignInPage *self, AnshinClient *client);
void       anshin_sign_in_page_tell_ended (AnshinSignInPage *self, gboolean kept);
void       anshin_sign_in_page_demo       (AnshinSignInPage *self, const char *spec);

G_END_DECLS
