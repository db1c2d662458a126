/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-entry-kind.h"

typedef struct
{
  int kind;
  gboolean to_read; /* by a person, and shown as a message: also in ANSHIN_ENTRY_KINDS_TO_READ */
  gboolean origin;  /* of requests */
  gboolean folds;   /* into the entry that content.subject_id names */
  gboolean quiet;   /* nothing of the group as lists show it changes */
} Traits;

/* A kind that isn't here is a line in the timeline that need not be read: somebody joined. */
static const Traits all_traits[] = {
  { ANSHIN_ENTRY_MESSAGE, .to_read = TRUE, .origin = TRUE },
  { ANSHIN_ENTRY_VITALS, .to_read = TRUE, .origin = TRUE },
  { ANSHIN_ENTRY_VITALS_CHANGED, .folds = TRUE },
  { ANSHIN_ENTRY_MESSAGE_EDITED, .folds = TRUE },
  { ANSHIN_ENTRY_MESSAGE_DELETED, .folds = TRUE },
  { ANSHIN_ENTRY_ACKNOWLEDGED, .folds = TRUE, .quiet = TRUE },
  { ANSHIN_ENTRY_PINNED, .folds = TRUE, .quiet = TRUE },
  { ANSHIN_ENTRY_UNPINNED, .folds = TRUE, .quiet = TRUE },
  { ANSHIN_ENTRY_REQUEST, .to_read = TRUE },
  { ANSHIN_ENTRY_REQUEST_CHANGED, .folds = TRUE, .quiet = TRUE },
  { ANSHIN_ENTRY_CARD_CHANGED, .quiet = TRUE },
  { ANSHIN_ENTRY_FILE_LOCKED, .quiet = TRUE },
};

static const Traits *
find (int kind)
{
  static const Traits line = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (all_traits); i++)
    if (all_traits[i].kind == kind)
      return &all_traits[i];
  return &line;
}

/**
 * anshin_entry_kind_is_to_read:
 * @kind: an #AnshinEntryKind
 *
 * Returns: whether somebody wrote it for others to read: it counts as unread, is told by mail, and
 *   is shown with its author, as messages are
 */
gboolean
anshin_entry_kind_is_to_read (int kind)
{
  return find (kind)->to_read;
}

/**
 * anshin_entry_kind_begins_requests:
 * @kind: an #AnshinEntryKind
 *
 * Returns: whether a request may come from it: from what somebody has told or measured
 */
gboolean
anshin_entry_kind_begins_requests (int kind)
{
  return find (kind)->origin;
}

/**
 * anshin_entry_kind_folds:
 * @kind: an #AnshinEntryKind
 *
 * Returns: whether it is not shown by itself, but changes the entry that its content's
 *   `subject_id` names. What has become of that one goes out with it as its `state`
 */
gboolean
anshin_entry_kind_folds (int kind)
{
  return find (kind)->folds;
}

/**
 * anshin_entry_kind_changes_group:
 * @kind: an #AnshinEntryKind that is not to be read
 *
 * Returns: whether the group may be another than it was, as lists show it
 */
gboolean
anshin_entry_kind_changes_group (int kind)
{
  return !find (kind)->quiet;
}
