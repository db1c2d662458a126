/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-task-page.h"
#include "anshin-wording.h"

G_BEGIN_DECLS

void anshin_publication_ask  (AnshinTaskPage *page, AnshinWording *request, gint64 version,
                              const char *consequence);
void anshin_publication_done (AnshinTaskPage *page, AnshinWording *answer);

G_END_DECLS
