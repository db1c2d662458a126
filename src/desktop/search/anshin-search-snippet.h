/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"

G_BEGIN_DECLS

char *anshin_search_snippet_new (AnshinContent *content, const char *words, char **plain);

G_END_DECLS
