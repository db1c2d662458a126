/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-entry.h"

G_BEGIN_DECLS

/* Who wrote a message: name, profession and facility of that day, and what has become of them. */
#define ANSHIN_TYPE_AUTHOR_LINE (anshin_author_line_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAuthorLine, anshin_author_line, ANSHIN, AUTHOR_LINE, GtkBox)

GtkWidget *anshin_author_line_new       (void);
void       anshin_author_line_set       (AnshinAuthorLine *self, AnshinContent *content,
                                         const char *left);
GtkWidget *anshin_author_line_new_badge (void);
void       anshin_author_line_set_badge (GtkLabel *badge, int profession);

G_END_DECLS
