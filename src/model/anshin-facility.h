/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* 施設・事業所 */
struct _AnshinFacility
{
  AnshinRecord parent_instance;

  char *id;
  char *name;
  int kind;
  char *address;
  char *telephone;
};

ANSHIN_DECLARE_RECORD (AnshinFacility, anshin_facility, ANSHIN, FACILITY)

G_END_DECLS
