/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-staff-deeds.h"

G_BEGIN_DECLS

typedef struct _AnshinDeed AnshinDeed;

/* Something under way with one account. @body (nullable) is what is sent; @successor says that it
 * has a field `successor_id`, for where the last admin goes. */
struct _AnshinDeed
{
  GWeakRef window;
  AnshinClient *client;
  AnshinUser *user;
  const char *method;
  const char *what;        /* the last part of the path */
  AnshinRecord *body;
  gboolean successor;
  char *done;              /* what is said once it is done */
  AnshinDeed *(*undo) (AnshinDeed *self); /* what takes it back, if anything */
  GListModel *candidates;  /* who could take over */
};

AnshinDeed *anshin_deed_new  (GtkWidget *widget, AnshinClient *client, AnshinUser *user,
                              const char *method, const char *what);
void        anshin_deed_free (AnshinDeed *self);
void        anshin_deed_send (AnshinDeed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinDeed, anshin_deed_free)

G_END_DECLS
