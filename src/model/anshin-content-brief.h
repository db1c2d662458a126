/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"

G_BEGIN_DECLS

char *anshin_content_brief (AnshinContent *content);

G_END_DECLS
