/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/* Stands in the window's place while it is locked; asks for the password of who is signed in. */
#define ANSHIN_TYPE_LOCK_PAGE (anshin_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinLockPage, anshin_lock_page, ANSHIN, LOCK_PAGE, AdwBin)

GtkWidget *anshin_lock_page_new (AnshinClient *client);

G_END_DECLS
