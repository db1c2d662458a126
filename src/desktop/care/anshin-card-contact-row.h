/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-card.h"

G_BEGIN_DECLS

/* One to call in an emergency, as it is typed. Signals "changed", "removed", "moved-up". */
#define ANSHIN_TYPE_CARD_CONTACT_ROW (anshin_card_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (AnshinCardContactRow, anshin_card_contact_row, ANSHIN, CARD_CONTACT_ROW,
                      AdwExpanderRow)

GtkWidget         *anshin_card_contact_row_new         (AnshinCardContact *contact);
AnshinCardContact *anshin_card_contact_row_get_contact (AnshinCardContactRow *self);
gboolean           anshin_card_contact_row_check       (AnshinCardContactRow *self);
void               anshin_card_contact_row_open        (AnshinCardContactRow *self);

G_END_DECLS
