/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* Whom to call first, second …: the order of the list is the order of the calls. */
struct _AnshinCardContact
{
  AnshinRecord parent_instance;

  char *name;
  int relationship;
  char *telephone;
  char *note;
};

ANSHIN_DECLARE_RECORD (AnshinCardContact, anshin_card_contact, ANSHIN, CARD_CONTACT)

/* 緊急カード: what has to be known at once about a patient. It belongs to the patient; a version
 * stays. The four who care (name and telephone of each): where nothing is written, they are taken
 * from the patient and the group's members, and @derived has the names of these fields. @seen:
 * whether the reader has seen this version. As a request @version is the one that was read, 0 for
 * the first. */
struct _AnshinCard
{
  AnshinRecord parent_instance;

  char *patient_id;
  gint64 version;
  char *physician;
  char *physician_telephone;
  char *care_manager;
  char *care_manager_telephone;
  char *nurse_station;
  char *nurse_station_telephone;
  char *pharmacy;
  char *pharmacy_telephone;
  GPtrArray *contacts;
  char *allergies;
  char *history;
  char *devices;
  char *infection;
  char *wishes;
  char *key_place;
  char *remarks;
  char **derived;
  gboolean seen;
  char *changed_by_name;
  char *changed_by_facility;
  gint64 changed_at;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinCard, anshin_card, ANSHIN, CARD)

/* The version of a card that the reader has seen. */
struct _AnshinCardSeen
{
  AnshinRecord parent_instance;

  gint64 version;
};

ANSHIN_DECLARE_RECORD (AnshinCardSeen, anshin_card_seen, ANSHIN, CARD_SEEN)

G_END_DECLS
