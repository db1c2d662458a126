/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* The value of a field in its instance; @type is what the field's kind holds. */
#define ANSHIN_MEMBER(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

/* For the validations of the record types; not for outside the model. */
void     anshin_record_take_text  (gpointer self, const char *field, char *text);
gboolean anshin_record_fail       (AnshinError code, const char *field, const char *message,
                                   GError **error);
gboolean anshin_record_check_kana (gpointer self, const char *field, GError **error);
gboolean anshin_record_check_mail (gpointer self, const char *field, GError **error);
gboolean anshin_record_check_telephone (gpointer self, const char *field, GError **error);
gboolean anshin_record_check_past (gpointer self, const char *field, GError **error);

G_END_DECLS
