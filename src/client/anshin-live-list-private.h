/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-live-list.h"
#include "anshin-transport.h"

G_BEGIN_DECLS

typedef void (*AnshinReconcile) (gpointer held, gpointer fresh);

AnshinLiveList *anshin_live_list_new       (AnshinTransport *transport, const char *path,
                                            GType item_type, const char *id_field);
void            anshin_live_list_set_reconcile (AnshinLiveList *self,
                                                AnshinReconcile reconcile);
void            anshin_live_list_ensure    (AnshinLiveList *self);
void            anshin_live_list_expect    (AnshinLiveList *self);
void            anshin_live_list_refresh   (AnshinLiveList *self);
void            anshin_live_list_stop_expecting (AnshinLiveList *self);
void            anshin_live_list_clear     (AnshinLiveList *self);
gpointer        anshin_live_list_merge     (AnshinLiveList *self, gpointer record,
                                            gboolean insert);
gpointer        anshin_live_list_dup_known (AnshinLiveList *self, const char *id);
void            anshin_live_list_remove    (AnshinLiveList *self, const char *id);

G_END_DECLS
