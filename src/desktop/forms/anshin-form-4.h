/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form-sheet.h"
#include "anshin-form.h"

G_BEGIN_DECLS

/**
 * AnshinForm4:
 * @wording: the texts
 * @patient: who consents
 * @consent: to what; without an id it is a draft that has no code yet
 * @association: (nullable): who runs the network; %NULL leaves a ruled gap
 * @copy: for whom this copy is
 * @blank: nothing is known: all choices are boxes to tick
 * @one_page: whether it is all to be on one page; else the signatures have one of their own
 *
 * What form 4 is made from.
 */
typedef struct
{
  AnshinFormWording *wording;
  AnshinPatient *patient;
  AnshinConsent *consent;
  const char *association;
  AnshinFormCopy copy;
  gboolean blank;
  gboolean one_page;
} AnshinForm4;

void anshin_form_4_lay_out       (const AnshinForm4 *form, AnshinSheet *sheet);
void anshin_form_4_lay_out_signs (const AnshinForm4 *form, AnshinSheet *sheet);

G_END_DECLS
