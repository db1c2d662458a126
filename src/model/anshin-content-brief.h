/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"

G_BEGIN_DECLS

/* How much of a text is shown where it is only referred to; the whole of it is in the timeline. */
#define ANSHIN_BRIEF_CHARACTERS 120

char *anshin_content_brief   (AnshinContent *content);
void  anshin_content_shorten (AnshinContent *content);
char *anshin_brief_cut       (const char *brief);

G_END_DECLS
