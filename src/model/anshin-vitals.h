/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/**
 * AnshinVitalInfo:
 * @sign: what stands before the number in a nurse’s notes, where there is little room
 * @unit: the unit as it is written behind the number, the same in all languages; "" for none
 * @decimals: how many digits of the stored integer are behind the point: a temperature of 36.5 °C
 *   is 365
 * @least: what is less is impossible and refused
 * @most: what is more is impossible and refused
 * @seldom_below: what is less is asked for again before it is stored
 * @seldom_above: what is more is asked for again before it is stored
 * @target_low: least of the range that is aimed at unless the patient has an own one; 0: no limit
 * @target_high: most of it; 0: no limit
 * @axis_low: where the axis of a chart begins unless a value is less
 * @axis_high: where it ends unless a value is more
 *
 * One kind of vital sign. All numbers are integers in the kind's unit with its decimals. The ranges
 * are those of adults at home; they keep slips of the finger out and judge nobody's health.
 */
typedef struct
{
  const char *sign;
  const char *unit;
  int decimals;
  gint64 least;
  gint64 most;
  gint64 seldom_below;
  gint64 seldom_above;
  gint64 target_low;
  gint64 target_high;
  gint64 axis_low;
  gint64 axis_high;
} AnshinVitalInfo;

/**
 * AnshinVitalVerdict:
 * @ANSHIN_VERDICT_NONE: nothing is typed, or a number is half typed
 * @ANSHIN_VERDICT_USUAL: a number as many people have it
 * @ANSHIN_VERDICT_LOW: so low that it is asked about
 * @ANSHIN_VERDICT_HIGH: so high that it is asked about
 * @ANSHIN_VERDICT_IMPOSSIBLE: no number, or one that nobody can have
 *
 * What is to be said of a number while it is typed.
 */
typedef enum
{
  ANSHIN_VERDICT_NONE,
  ANSHIN_VERDICT_USUAL,
  ANSHIN_VERDICT_LOW,
  ANSHIN_VERDICT_HIGH,
  ANSHIN_VERDICT_IMPOSSIBLE,
} AnshinVitalVerdict;

/* One number that was measured; @mark says how it stood to the target when it was written down. */
struct _AnshinVital
{
  AnshinRecord parent_instance;

  int kind;
  gint64 value;
  int mark;
};

ANSHIN_DECLARE_RECORD (AnshinVital, anshin_vital, ANSHIN, VITAL)

/* What was measured at one time, of each kind at most once. @confirmed says that whoever wrote it
 * was asked about unusual numbers and stands by them. */
struct _AnshinVitals
{
  AnshinRecord parent_instance;

  gint64 measured_at;
  GPtrArray *values;
  char *note;
  gboolean confirmed;
};

ANSHIN_DECLARE_RECORD (AnshinVitals, anshin_vitals, ANSHIN, VITALS)

/* The request that writes vital signs down; @client_id makes sending again harmless. */
struct _AnshinVitalsPost
{
  AnshinRecord parent_instance;

  char *client_id;
  AnshinRecord *vitals;
};

ANSHIN_DECLARE_RECORD (AnshinVitalsPost, anshin_vitals_post, ANSHIN, VITALS_POST)

/* The range of one kind that is aimed at for this patient; 0 is no limit on that side. */
struct _AnshinVitalTarget
{
  AnshinRecord parent_instance;

  int kind;
  gint64 low;
  gint64 high;
};

ANSHIN_DECLARE_RECORD (AnshinVitalTarget, anshin_vital_target, ANSHIN, VITAL_TARGET)

/* A patient's own ranges: for kinds that are not in them the usual ones count. As a request
 * @version is the one that is replaced, 0 for the first; who set it and when is in its entry. */
struct _AnshinVitalTargets
{
  AnshinRecord parent_instance;

  gint64 version;
  GPtrArray *targets;
  char *reason;
};

ANSHIN_DECLARE_RECORD (AnshinVitalTargets, anshin_vital_targets, ANSHIN, VITAL_TARGETS)

/* The request for a period's numbers to take out of the network: as a file, or on paper. */
struct _AnshinVitalsExport
{
  AnshinRecord parent_instance;

  gboolean printed;
  int purpose;
  gint64 from;
  gint64 to;
};

ANSHIN_DECLARE_RECORD (AnshinVitalsExport, anshin_vitals_export, ANSHIN, VITALS_EXPORT)

const AnshinVitalInfo *anshin_vital_get_info     (int kind);
char                  *anshin_vital_format       (int kind, gint64 value);
gboolean               anshin_vital_parse        (int kind, const char *text, gint64 *value);
gboolean               anshin_vital_is_possible  (int kind, gint64 value);
gboolean               anshin_vital_is_unusual   (int kind, gint64 value);
int                    anshin_vital_judge_typed  (int kind, const char *text, gboolean finished,
                                                  gint64 *value);
gboolean               anshin_vital_pressures_fit (gint64 systolic, gint64 diastolic);

gboolean               anshin_vitals_get         (AnshinVitals *self, int kind, gint64 *value);
AnshinVital           *anshin_vitals_find        (AnshinVitals *self, int kind);
void                   anshin_vitals_set         (AnshinVitals *self, int kind, gint64 value);
int                    anshin_vitals_get_unusual (AnshinVitals *self);
char                  *anshin_vitals_brief       (AnshinVitals *self);
gboolean               anshin_vitals_same        (AnshinVitals *self, AnshinVitals *other);
void                   anshin_vitals_mark        (AnshinVitals *self,
                                                  AnshinVitalTargets *targets);

gboolean               anshin_vital_targets_get  (AnshinVitalTargets *self, int kind,
                                                  gint64 *low, gint64 *high);
int                    anshin_vital_targets_judge (AnshinVitalTargets *self, int kind,
                                                   gint64 value);

G_END_DECLS
