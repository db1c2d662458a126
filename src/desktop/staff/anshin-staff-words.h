/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-terminal.h"
#include "anshin-user.h"

G_BEGIN_DECLS

/* A user or a terminal in a line of words, for lists and for a screen reader. */
char *anshin_staff_words_dup_user     (AnshinUser *user, gboolean own);
char *anshin_staff_words_dup_sign_in  (AnshinUser *user);
char *anshin_staff_words_dup_state    (AnshinUser *user);
char *anshin_staff_words_dup_terminal (AnshinTerminal *terminal);
char *anshin_staff_words_dup_time     (gint64 time);

G_END_DECLS
