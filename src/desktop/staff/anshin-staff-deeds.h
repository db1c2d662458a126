/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * What is done to an account, from the list of people as from a person's page. Each asks for what
 * it needs, says what became of it, and brings @user up to date. @widget is where it was asked
 * for.
 */
void anshin_staff_deeds_set_admin (GtkWidget *widget, AnshinClient *client, AnshinUser *user,
                                   gboolean admin);
void anshin_staff_deeds_suspend   (GtkWidget *widget, AnshinClient *client, AnshinUser *user,
                                   GListModel *terminals);
void anshin_staff_deeds_retire    (GtkWidget *widget, AnshinClient *client, AnshinUser *user);

G_END_DECLS
