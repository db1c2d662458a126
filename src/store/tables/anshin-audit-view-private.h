/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-clock.h"
#include "anshin-db.h"

G_BEGIN_DECLS

/*
 * Conditions on a record `a`. Night and what is rare stand in an index of 0002-network.sql just so:
 * both engines use an index only where the words are the same.
 */
#define ANSHIN_AUDIT_IS_NIGHT "(a.at / 1000000 + 39600) % 86400 < 25200"

#define ANSHIN_AUDIT_IS_RARE                                                                      \
  "a.action NOT IN ('post-message', 'read-entries', 'mark-read', 'list-read-marks', "             \
  "'list-members', 'list-patients', 'list-groups', 'list-invitations', 'list-users', "            \
  "'view-patient', 'view-group', 'open-stream')"

#define ANSHIN_AUDIT_IS_SIGN_IN                                                                   \
  "a.action IN ('sign-in', 'sign-out', 'unlock', 'enrol-terminal', 'bootstrap')"

/* What shows nothing of a patient that another record does not. */
#define ANSHIN_AUDIT_SHOWS_NOTHING                                                                \
  "a.action IN ('list-read-marks', 'list-members', 'list-group-invitations', 'view-seen-by', "    \
  "'read-audit', 'export-audit')"

/* The day in Japan, counted since 1970. */
#define ANSHIN_AUDIT_DAY "(a.at / 1000000 + " G_STRINGIFY (ANSHIN_JAPAN_SECONDS) ") / 86400"

/* A day of one person, or the part of it that was asked for. */
typedef struct
{
  char actor_id[65];
  gint64 from;
  gint64 to;
} AnshinAuditDay;

/* The days on which somebody of the facility (nullable) or the actor (nullable) opened many. */
gboolean anshin_audit_find_mass (AnshinTx *tx, const char *facility_id, const char *actor_id,
                                 gint64 from, gint64 to, GArray *days, GError **error);

G_END_DECLS
