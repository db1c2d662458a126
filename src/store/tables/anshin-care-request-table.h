/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-request.h"
#include "anshin-db.h"

G_BEGIN_DECLS

typedef enum
{
  ANSHIN_REQUESTS_ALL,
  ANSHIN_REQUESTS_MINE,
  ANSHIN_REQUESTS_ASKED,
  ANSHIN_REQUESTS_OVERDUE,
} AnshinRequestsWhose;

/**
 * AnshinRequestFilter:
 * @user_id: who asks for the list
 * @facility_id: that one's facility
 * @whose: for the user to do (asked of the user, or of the facility and not taken by a colleague),
 *   asked by the user, overdue, or all
 * @closed: those that are done, declined or taken back, newest first; else the open ones, by their
 *   day
 * @group_id: (nullable): of this group alone, whoever reads it; else of all live groups that the
 *   user is in
 * @today: the day, YYYYMMDD in Japan
 * @after_due: where to go on: the day of the last open one; 0 for the beginning
 * @after_id: and its id; of closed ones the id alone; "" for the beginning
 * @limit: how many at most
 */
typedef struct
{
  const char *user_id;
  const char *facility_id;
  AnshinRequestsWhose whose;
  gboolean closed;
  const char *group_id;
  int today;
  gint64 after_due;
  const char *after_id;
  guint limit;
} AnshinRequestFilter;

gboolean           anshin_care_request_insert    (AnshinTx *tx, AnshinCareRequest *request,
                                                  GError **error);
gboolean           anshin_care_request_update    (AnshinTx *tx, AnshinCareRequest *request,
                                                  GError **error);
AnshinCareRequest *anshin_care_request_load      (AnshinTx *tx, const char *id, GError **error);
gboolean           anshin_care_request_list      (AnshinTx *tx, const AnshinRequestFilter *filter,
                                                  GPtrArray *requests, GError **error);
gboolean           anshin_care_request_list_page (AnshinTx *tx, const char *group_id,
                                                  gint64 first_seq, gint64 last_seq,
                                                  GPtrArray *requests, GError **error);
gboolean           anshin_care_request_list_about (AnshinTx *tx, const char *group_id,
                                                   gint64 first_seq, gint64 last_seq,
                                                   GPtrArray *requests, GArray *seqs,
                                                   GError **error);
gboolean           anshin_care_request_count     (AnshinTx *tx, const AnshinRequestFilter *filter,
                                                  AnshinRequestTally *tally, GError **error);
gboolean           anshin_care_request_list_owners (AnshinTx *tx, const char *group_id,
                                                    const char *owner_id,
                                                    const char *owner_facility_id,
                                                    GPtrArray *user_ids, GError **error);
gint64             anshin_care_request_get_due_key (AnshinCareRequest *request);

G_END_DECLS
