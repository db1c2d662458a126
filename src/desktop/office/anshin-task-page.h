/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-form-page.h"

G_BEGIN_DECLS

/*
 * A form whose button is one operation of the service: derive from it (`<template class="…"
 * parent="AnshinTaskPage">`). The password is asked for where the service wants it once more.
 */
#define ANSHIN_TYPE_TASK_PAGE (anshin_task_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinTaskPage, anshin_task_page, ANSHIN, TASK_PAGE, AnshinFormPage)

/**
 * AnshinTaskPageClass:
 * @prepare: (nullable): makes @request, a copy of the form's record, into what is sent; %FALSE if
 *   something has to be asked first: then anshin_task_page_send() goes on
 * @done: the service has done it; @answer is what it said, %NULL where nothing was expected
 * @failed: (nullable): the service has refused; %TRUE if the page has said it in its own way
 */
struct _AnshinTaskPageClass
{
  AnshinFormPageClass parent_class;

  gboolean (*prepare) (AnshinTaskPage *self, gpointer request);
  void (*done) (AnshinTaskPage *self, gpointer answer);
  gboolean (*failed) (AnshinTaskPage *self, const GError *error);
};

void              anshin_task_page_set_call    (AnshinTaskPage *self, AnshinClient *client,
                                                const char *method, const char *path,
                                                GType answer_type);
AnshinRecordForm *anshin_task_page_create_form (AnshinTaskPage *self, gpointer record);
gpointer          anshin_task_page_get_record  (AnshinTaskPage *self);
AnshinClient     *anshin_task_page_get_client  (AnshinTaskPage *self);
void              anshin_task_page_send        (AnshinTaskPage *self, gpointer request);

G_END_DECLS
