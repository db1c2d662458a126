/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Connections on which the service waits for somebody else: for a request, or for the rest of
 * one. Who is silent for too long is hung up on, so that what is sent later fails at once and
 * can be sent again, instead of being read by nobody.
 */
typedef struct _AnshinSilence AnshinSilence;
typedef struct _AnshinSilentLine AnshinSilentLine;

AnshinSilence    *anshin_silence_new       (guint seconds);
void              anshin_silence_free      (AnshinSilence *self);
AnshinSilentLine *anshin_silence_add       (AnshinSilence *self, GSocket *socket);

void              anshin_silent_line_wait  (AnshinSilentLine *self);
void              anshin_silent_line_serve (AnshinSilentLine *self);
void              anshin_silent_line_free  (AnshinSilentLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinSilence, anshin_silence_free)

G_END_DECLS
