/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * Registers several applicants, one after the other, and keeps what each is let in with.
 * Signals: "progressed" after each, "finished" at the end. The refusal of one does not stop the
 * others. What is on its way is never given up: its password would be lost.
 */
#define ANSHIN_TYPE_REGISTRAR (anshin_registrar_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRegistrar, anshin_registrar, ANSHIN, REGISTRAR, GObject)

AnshinRegistrar *anshin_registrar_new (AnshinClient *client, GPtrArray *applications);
void anshin_registrar_start (AnshinRegistrar *self);
void anshin_registrar_stop (AnshinRegistrar *self);
guint anshin_registrar_get_n_done (AnshinRegistrar *self);
guint anshin_registrar_get_n_all (AnshinRegistrar *self);
GPtrArray *anshin_registrar_get_accesses (AnshinRegistrar *self);
char *anshin_registrar_dup_failures (AnshinRegistrar *self);

G_END_DECLS
