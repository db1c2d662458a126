/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-choice.h"

G_BEGIN_DECLS

/* The newest wording of form 4; new consents get it. */
#define ANSHIN_FORM_4_VERSION 1

typedef struct _AnshinFormWording AnshinFormWording;

AnshinFormWording *anshin_form_wording_load      (gint64 version, GError **error);
void               anshin_form_wording_free      (AnshinFormWording *self);
void               anshin_form_wording_set_value (AnshinFormWording *self, const char *placeholder,
                                                  const char *value);
char              *anshin_form_wording_get       (AnshinFormWording *self, const char *group,
                                                  const char *key);
char              *anshin_form_wording_get_choice (AnshinFormWording *self, const char *group,
                                                   const AnshinChoiceList *list, int value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinFormWording, anshin_form_wording_free)

G_END_DECLS
