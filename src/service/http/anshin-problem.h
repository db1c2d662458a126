/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-error.h"

G_BEGIN_DECLS

/* Problem documents (RFC 9457) with a stable code; never prose for people. */
GError  *anshin_problem_from_error (const GError *error);
GString *anshin_problem_format     (const GError *problem, guint *status);

G_END_DECLS
