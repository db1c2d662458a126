/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-successor-row.h"
#include "anshin-task-page.h"

G_BEGIN_DECLS

/*
 * Something is done to somebody's account: derive from it (`<template class="…"
 * parent="AnshinAccountDeedPage">`). What the service makes of the user is shown at once; a
 * password or code that it gives anew is shown to be handed over.
 */
#define ANSHIN_TYPE_ACCOUNT_DEED_PAGE (anshin_account_deed_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinAccountDeedPage, anshin_account_deed_page, ANSHIN,
                          ACCOUNT_DEED_PAGE, AnshinTaskPage)

struct _AnshinAccountDeedPageClass
{
  AnshinTaskPageClass parent_class;
};

AnshinRecordForm *anshin_account_deed_page_begin (AnshinAccountDeedPage *self,
                                                  AnshinClient *client, AnshinUser *user,
                                                  const char *deed, gpointer record,
                                                  GType answer_type, const char *done);
void              anshin_account_deed_page_take_successor (AnshinAccountDeedPage *self,
                                                           AnshinSuccessorRow *row);

G_END_DECLS
