/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form.h"

G_BEGIN_DECLS

AnshinForm *anshin_provision_record_new_form (AnshinPatient *patient, int date,
                                              GPtrArray *provisions);

G_END_DECLS
