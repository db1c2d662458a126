/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk-model.h"

#include <string.h>

Model *
model_new (void)
{
  return g_new0 (Model, 1);
}

void
model_free (Model *self)
{
  for (int i = 0; i < self->n_people; i++)
    {
      g_free (self->people[i].id);
      g_free (self->people[i].session);
      g_free (self->people[i].terminal);
    }
  for (int i = 0; i < self->n_patients; i++)
    {
      g_free (self->patients[i].id);
      g_free (self->patients[i].consent);
    }
  for (int i = 0; i < self->n_groups; i++)
    g_free (self->groups[i].id);
  for (int i = 0; i < self->n_invitations; i++)
    g_free (self->invitations[i].id);
  g_free (self);
}

/* The professions that see the patient's whole picture, as the network starts with them. */
gboolean
model_is_eligible (const Model *self, int user)
{
  const char *profession = self->people[user].profession;

  return g_str_equal (profession, "physician") || g_str_equal (profession, "nurse")
         || g_str_equal (profession, "care-manager");
}

/* Source A4, in other words. */
gboolean
model_administers (const Model *self, int user, int group)
{
  const Group *it = &self->groups[group];
  const Person *who = &self->people[user];

  if (it->kind == FREE)
    return it->member[user] && it->named[user];
  return it->kind == OF_PATIENT && who->facility == it->facility
         && (who->admin || it->creator == user);
}

gboolean
model_sees_group (const Model *self, int user, int group)
{
  const Group *it = &self->groups[group];

  if (it->kind == ALL_USERS)
    return TRUE;
  if (it->kind == OF_PATIENT && self->people[user].office)
    return FALSE;
  if (model_administers (self, user, group))
    return TRUE;
  return it->member[user] && it->state != DELETED;
}

/* What was shared is not shared any more once the consent is withdrawn, whatever the group's state;
 * the facility that created the group keeps what the law makes it keep. */
static gboolean
is_withheld (const Model *self, int user, int group)
{
  const Group *it = &self->groups[group];

  return it->kind == OF_PATIENT && self->patients[it->patient].withdrawn
         && self->people[user].facility != it->facility;
}

gboolean
model_reads_group (const Model *self, int user, int group)
{
  return model_sees_group (self, user, group) && self->groups[group].state != DELETED
         && !is_withheld (self, user, group);
}

static gboolean
is_in_team (const Model *self, int user, int patient)
{
  int group = self->patients[patient].group;

  return group >= 0 && self->groups[group].state != DELETED && self->groups[group].member[user];
}

gboolean
model_keeps_patient (const Model *self, int user, int patient)
{
  const Patient *it = &self->patients[patient];
  const Person *who = &self->people[user];

  if (who->office)
    return FALSE;
  if (it->facility == who->facility && (who->admin || model_is_eligible (self, user)))
    return TRUE;
  return it->group >= 0 && self->groups[it->group].state != DELETED
         && model_administers (self, user, it->group);
}

gboolean
model_sees_patient (const Model *self, int user, int patient)
{
  const Patient *it = &self->patients[patient];

  if (self->people[user].office)
    return FALSE;
  if (model_keeps_patient (self, user, patient) || (it->attending == user && it->consented))
    return TRUE;
  /* Who entered the patient keeps the attributes, who created the group keeps the group. */
  return is_in_team (self, user, patient)
         && (it->facility == self->people[user].facility || !it->withdrawn);
}

/* The office any account, a facility admin those of the own facility. */
gboolean
model_manages (const Model *self, int user, int other)
{
  const Person *who = &self->people[user];

  return who->office || (who->admin && who->facility == self->people[other].facility);
}

gboolean
model_has_open (const Model *self, int group, int user)
{
  for (int i = 0; i < self->n_invitations; i++)
    {
      const Invitation *it = &self->invitations[i];

      if (it->group == group && it->user == user && it->state <= SENT)
        return TRUE;
    }
  return FALSE;
}

int
model_count_members (const Model *self, int group)
{
  int count = 0;

  for (int i = 0; i < self->n_people; i++)
    count += self->groups[group].member[i];
  return count;
}

/* A suspended admin can do nothing for the group. */
int
model_count_named (const Model *self, int group, int except)
{
  const Group *it = &self->groups[group];
  int count = 0;

  for (int i = 0; i < self->n_people; i++)
    count += i != except && it->member[i] && it->named[i] && self->people[i].state == ACTIVE;
  return count;
}

int
model_count_admins (const Model *self, int facility, int except)
{
  int count = 0;

  for (int i = 0; i < self->n_people; i++)
    {
      const Person *it = &self->people[i];

      count += i != except && it->facility == facility && it->admin && it->state == ACTIVE;
    }
  return count;
}

int
model_count_active (const Model *self, int facility, int except)
{
  int count = 0;

  for (int i = 0; i < self->n_people; i++)
    {
      const Person *it = &self->people[i];

      count += i != except && it->facility == facility && it->state == ACTIVE;
    }
  return count;
}

/* Without whom there would be staff and nobody to admit, suspend or retire it. */
gboolean
model_is_last_admin (const Model *self, int user)
{
  const Person *it = &self->people[user];

  return it->admin && it->state == ACTIVE && model_count_admins (self, it->facility, user) == 0
         && model_count_active (self, it->facility, user) > 0;
}

gboolean
model_is_last_named (const Model *self, int group, int user)
{
  const Group *it = &self->groups[group];

  return it->kind == FREE && it->member[user] && it->named[user]
         && model_count_named (self, group, user) == 0
         && model_count_members (self, group) > 1;
}

/* The member of longest standing. */
int
model_find_successor (const Model *self, int group)
{
  const Group *it = &self->groups[group];
  int first = -1;

  for (int i = 0; i < self->n_people; i++)
    if (it->member[i] && self->people[i].state == ACTIVE
        && (first < 0 || it->joined[i] < it->joined[first]))
      first = i;
  if (first >= 0)
    return first;
  for (int i = 0; i < self->n_people; i++)
    if (it->member[i] && (first < 0 || it->joined[i] < it->joined[first]))
      first = i;
  return first;
}

void
model_join (Model *self, int group, int user)
{
  Group *it = &self->groups[group];

  it->member[user] = TRUE;
  it->joined[user] = ++self->joins;
}

/* Nobody has approved them, and who asked for them is gone. */
static void
void_of_inviter (Model *self, int group, int user)
{
  for (int i = 0; i < self->n_invitations; i++)
    {
      Invitation *it = &self->invitations[i];

      if (it->group == group && it->by == user && it->state == WAITING)
        it->state = VOID;
    }
}

void
model_void_invitations (Model *self, int group)
{
  for (int i = 0; i < self->n_invitations; i++)
    if (self->invitations[i].group == group && self->invitations[i].state <= SENT)
      self->invitations[i].state = VOID;
}

/* A frozen group stays frozen, and is closed once it thaws. */
void
model_close (Model *self, int group)
{
  Group *it = &self->groups[group];

  if (it->state == FROZEN)
    it->state_before = CLOSED;
  else
    it->state = CLOSED;
  model_void_invitations (self, group);
}

void
model_freeze (Model *self, int group)
{
  Group *it = &self->groups[group];

  if (it->state != LIVE && it->state != CLOSED)
    return;
  it->state_before = it->state;
  it->state = FROZEN;
  model_void_invitations (self, group);
}

/* A free group is never without an admin, nor open without a member. */
static void
hand_on (Model *self, int group)
{
  Group *it = &self->groups[group];
  int successor = -1;

  if (it->kind == DIRECT && it->state == LIVE)
    model_close (self, group);
  if (it->kind != FREE || model_count_named (self, group, -1) > 0)
    return;
  successor = model_find_successor (self, group);
  if (successor >= 0)
    it->named[successor] = TRUE;
  else if (it->state == LIVE)
    model_close (self, group);
}

void
model_leave (Model *self, int group, int user)
{
  self->groups[group].member[user] = FALSE;
  self->groups[group].named[user] = FALSE;
  void_of_inviter (self, group, user);
  hand_on (self, group);
}

void
model_retire (Model *self, int user)
{
  self->people[user].state = RETIRED;
  for (int i = 0; i < self->n_invitations; i++)
    {
      Invitation *it = &self->invitations[i];

      if ((it->user == user && it->state <= SENT) || (it->by == user && it->state == WAITING))
        it->state = VOID;
    }
  for (int i = 0; i < self->n_groups; i++)
    if (self->groups[i].member[user])
      model_leave (self, i, user);
}

/* A facility may come to have staff without an admin by the office's restoring somebody; it is
 * then the office's to set the first one. It never loses its last admin otherwise. */
void
model_note_admins (Model *self, int facility)
{
  self->had_no_admin[facility] = model_count_active (self, facility, -1) > 0
                                 && model_count_admins (self, facility, -1) == 0;
}
