/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-fixture.h"
#include "fake-service.h"

/* A client that is signed in to a service that misbehaves on request. */
typedef struct
{
  FakeService *service;
  AnshinClient *client;
} FakedClient;

void            faked_client_set_up        (FakedClient *fixture, gconstpointer data);
void            faked_client_tear_down     (FakedClient *fixture, gconstpointer data);
AnshinTimeline *faked_client_open_timeline (FakedClient *fixture);
void            faked_client_add_entries   (FakedClient *fixture, guint n);

#define ADD(path, function, data)                                                                  \
  g_test_add ("/client/" path, FakedClient, data, faked_client_set_up, function,                   \
              faked_client_tear_down)
