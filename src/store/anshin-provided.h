/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Since when the group $1 has had each kind of item (AnshinItemKind): by the kinds of its entries
 * (AnshinEntryKind), its files, and the patient's emergency card. Columns: item, since.
 */
#define ANSHIN_PROVIDED_ITEMS                                                                     \
  "SELECT CASE e.kind WHEN 1 THEN 2 WHEN 24 THEN 3 ELSE 4 END AS item, MIN (e.at) AS since "      \
  "FROM entry e WHERE e.channel_id = $1 AND e.kind IN (1, 24, 28) GROUP BY e.kind UNION ALL "     \
  "SELECT 5, MIN (v.changed_at) FROM card_version v JOIN care_group w "                           \
  "ON w.patient_id = v.patient_id WHERE w.id = $1 HAVING COUNT (*) > 0 UNION ALL "                \
  "SELECT 6, MIN (f.created_at) FROM attachment f WHERE f.key_id = $1 HAVING COUNT (*) > 0"
