/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The real service with sample data, in a folder of its own, on a Unix socket. */
typedef struct
{
  char *folder;
  char *program;
  char *config;
  char *uri;
  GPtrArray *sign_ins;
  GSubprocess *process;
} LiveService;

/* How one of the people of the sample data signs in. */
typedef struct
{
  char *role;
  char *mail;
  char *password;
  char *code;
} LiveSignIn;

LiveService *live_service_new   (const char *program);
LiveService *live_service_new_empty (const char *program, char **token);
void         live_service_free  (LiveService *self);
void         live_service_start (LiveService *self);
void         live_service_kill  (LiveService *self);
LiveSignIn  *live_service_find  (LiveService *self, const char *role);

G_END_DECLS
