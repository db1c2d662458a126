/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-choice.h"

G_BEGIN_DECLS

/* The newest wording of form 4 that the program itself brings. */
#define ANSHIN_FORM_4_VERSION 1

typedef struct _AnshinFormWording AnshinFormWording;

AnshinFormWording *anshin_form_wording_load      (gint64 version, GError **error);
AnshinFormWording *anshin_form_wording_load_paper (const char *name);
AnshinFormWording *anshin_form_wording_parse     (const char *text, GError **error);
gboolean           anshin_form_wording_keep      (gint64 version, const char *text,
                                                  GError **error);
gint64             anshin_form_wording_get_newest (void);
void               anshin_form_wording_forget    (void);
void               anshin_form_wording_free      (AnshinFormWording *self);
void               anshin_form_wording_set_value (AnshinFormWording *self, const char *placeholder,
                                                  const char *value);
char              *anshin_form_wording_get       (AnshinFormWording *self, const char *group,
                                                  const char *key);
char              *anshin_form_wording_get_plain (AnshinFormWording *self, const char *group,
                                                  const char *key);
char              *anshin_form_wording_get_choice (AnshinFormWording *self, const char *group,
                                                   const AnshinChoiceList *list, int value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinFormWording, anshin_form_wording_free)

G_END_DECLS
