/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A disk for SQLite that can be told to fail, and that knows what a power cut would leave. All
 * files of the process that SQLite opens after faulty_disk_install() lie on it.
 */
void  faulty_disk_install  (void);

/* The n-th write or sync from now on fails, once; 0 for none. */
void  faulty_disk_fail_at  (guint n);
guint faulty_disk_get_operations (void);

/* Writes into @target what would be in @folder after the power went off now: all that was synced,
 * and of the rest any sectors that happened to be written. */
void  faulty_disk_cut      (const char *folder, const char *target);

G_END_DECLS
