/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-application.h"
#include "anshin-facility.h"
#include "anshin-user.h"

G_BEGIN_DECLS

/* What the office's pages say of their records, in one place. */
const char *anshin_office_words_choice            (const AnshinChoiceList *list, int value);
char       *anshin_office_words_application_state (AnshinApplication *application);
char       *anshin_office_words_application       (AnshinApplication *application);
char       *anshin_office_words_user_state        (AnshinUser *user);
char       *anshin_office_words_user              (AnshinUser *user);
char       *anshin_office_words_byod              (AnshinFacility *facility);
char       *anshin_office_words_facility          (AnshinFacility *facility);
char       *anshin_office_words_when              (gint64 time);

void        anshin_office_words_show              (AdwActionRow *row, const char *text);
GtkWidget  *anshin_office_words_create_arrow      (void);

G_END_DECLS
