/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-card.h"
#include "anshin-client.h"

G_BEGIN_DECLS

void anshin_card_printer_print (GtkWidget *parent, AnshinClient *client, AnshinCard *card);

G_END_DECLS
