/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-policy.h"

#define ALL_FACTS (ANSHIN_FACT (ANSHIN_N_FACTS) - 1)

void test_properties (void);
void test_every_set  (void);
