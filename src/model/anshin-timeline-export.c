/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-timeline-export.h"

#include "anshin-clock.h"
#include "anshin-record-private.h"

static const AnshinField anshin_timeline_export_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinTimelineExport, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinTimelineExport, group_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_CHOICE (AnshinTimelineExport, purpose, ANSHIN_FIELD_REQUIRED,
                       &anshin_export_purposes),
  ANSHIN_FIELD_CHOICE (AnshinTimelineExport, format, ANSHIN_FIELD_REQUIRED,
                       &anshin_export_formats),
  ANSHIN_FIELD_DATE (AnshinTimelineExport, from, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_DATE (AnshinTimelineExport, to, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_INT (AnshinTimelineExport, first_seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinTimelineExport, last_seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinTimelineExport, entries, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TIME (AnshinTimelineExport, until, ANSHIN_FIELD_SERVICE),
  { NULL },
};

static gboolean
validate_timeline_export (AnshinRecord *record, GError **error)
{
  AnshinTimelineExport *self = ANSHIN_TIMELINE_EXPORT (record);

  return anshin_date_check_period (self->from, self->to, error);
}

ANSHIN_DEFINE_RECORD (AnshinTimelineExport, anshin_timeline_export, validate_timeline_export)

static const AnshinField anshin_entry_list_fields[] = {
  ANSHIN_FIELD_RECORDS (AnshinEntryList, items, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_PAGE,
                        anshin_entry_get_type),
  ANSHIN_FIELD_INT (AnshinEntryList, last_seq, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_BOOL (AnshinEntryList, more, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinEntryList, anshin_entry_list, NULL)
