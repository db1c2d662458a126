/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-facts.h"
#include "anshin-terminal.h"

G_BEGIN_DECLS

/* What is known of somebody's account, and what of it the asker is told. */
gboolean    anshin_account_get_facts (AnshinCall *call, AnshinUser *user, AnshinFacts *facts,
                                      GError **error);
AnshinUser *anshin_account_load_with_facts (AnshinCall *call, const char *id, AnshinFacts *facts,
                                            GError **error);
AnshinTerminal *anshin_terminal_load_with_facts (AnshinCall *call, const char *id,
                                                 AnshinFacts *facts, GError **error);
gboolean    anshin_account_check     (AnshinCall *call, AnshinAction action, AnshinUser *user,
                                      AnshinFacts facts, GError **error);
void        anshin_account_show_plain (AnshinCall *call, AnshinUser *user);
gboolean    anshin_account_show      (AnshinCall *call, AnshinUser *user, GError **error);
gboolean    anshin_account_answer    (AnshinCall *call, const char *id, GError **error);

G_END_DECLS
