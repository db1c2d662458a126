/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-attachment.h"
#include "anshin-client.h"

G_BEGIN_DECLS

void anshin_file_saver_save (GtkWidget *parent, AnshinClient *client, AnshinAttachment *attachment,
                             GBytes *file);

G_END_DECLS
