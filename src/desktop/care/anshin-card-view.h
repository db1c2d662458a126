/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-card.h"

G_BEGIN_DECLS

/* What an emergency card says, to read: whom to call first, then what has to be known. */
#define ANSHIN_TYPE_CARD_VIEW (anshin_card_view_get_type ())
G_DECLARE_FINAL_TYPE (AnshinCardView, anshin_card_view, ANSHIN, CARD_VIEW, AdwBin)

GtkWidget *anshin_card_view_new         (void);
void       anshin_card_view_set_card    (AnshinCardView *self, AnshinCard *card);
char      *anshin_card_view_summarize   (AnshinCard *card);
char      *anshin_card_view_describe_contact (AnshinCardContact *contact);

G_END_DECLS
