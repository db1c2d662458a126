/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form-sheet.h"
#include "anshin-form-wording.h"
#include "anshin-patient.h"

G_BEGIN_DECLS

/* What several papers have in common, in points. */
#define ANSHIN_PART_CODE_SIZE 88.0
/* A field with a value, and one that is filled in by hand: about 11 mm. */
#define ANSHIN_PART_ROW 25.0
#define ANSHIN_PART_ROW_BLANK 32.0
#define ANSHIN_PART_SIGNATURE 48.0
/* 氏名 on the paper stands out. */
#define ANSHIN_PART_NAME_SIZE 15.0

gboolean anshin_part_is_given    (const char *text);
double   anshin_part_letters     (AnshinSheet *sheet, double n);

void     anshin_part_line        (AnshinSheet *sheet, const char *text, double size, gboolean bold,
                                  PangoAlignment alignment);
void     anshin_part_code        (AnshinSheet *sheet, const char *code, const char *instead);
double   anshin_part_copy_mark   (AnshinSheet *sheet, const char *text);
void     anshin_part_addressee   (AnshinSheet *sheet, AnshinFormWording *wording, const char *name,
                                  double *y);
void     anshin_part_pair        (AnshinSheet *sheet, const char *label, const char *value,
                                  double size);
void     anshin_part_blank       (AnshinSheet *sheet, const char *label, const char *hint);
void     anshin_part_date        (AnshinSheet *sheet, AnshinFormWording *wording,
                                  const char *label, int date);
void     anshin_part_sign        (AnshinSheet *sheet, const char *label);
void     anshin_part_person      (AnshinSheet *sheet, AnshinFormWording *wording,
                                  AnshinPatient *patient);
void     anshin_part_signer      (AnshinSheet *sheet, AnshinFormWording *wording,
                                  const char *group, const char *name, int relationship,
                                  const char *reason);

G_END_DECLS
