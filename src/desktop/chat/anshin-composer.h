/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * Where a message is typed. What is typed is the timeline's draft at every moment. Signal: "sent".
 */
#define ANSHIN_TYPE_COMPOSER (anshin_composer_get_type ())
G_DECLARE_FINAL_TYPE (AnshinComposer, anshin_composer, ANSHIN, COMPOSER, AdwBin)

void anshin_composer_set_timeline (AnshinComposer *self, AnshinTimeline *timeline);
void anshin_composer_set_office   (AnshinComposer *self, gboolean office);
void anshin_composer_edit         (AnshinComposer *self, AnshinEntry *entry);
void anshin_composer_reply_to     (AnshinComposer *self, AnshinEntry *entry);
gboolean anshin_composer_attach   (AnshinComposer *self, GSList *files);
void anshin_composer_take_keyboard (AnshinComposer *self);
void anshin_composer_show_taken_back (AnshinComposer *self);

G_END_DECLS
