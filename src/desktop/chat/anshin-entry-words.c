/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-entry-words.h"

#include <glib/gi18n.h>

#include "anshin-choice.h"
#include "anshin-content-brief.h"
#include "anshin-format.h"
#include "anshin-vitals-words.h"

static char *
describe_invitation (int state, const char *author, const char *subject)
{
  switch (state)
    {
    case ANSHIN_INVITATION_WAITING:
      /* Translators: who proposes, and who is to be invited */
      return g_strdup_printf (_("%s proposed to invite %s; an administrator decides"), author,
                              subject);
    case ANSHIN_INVITATION_ACCEPTED:
      return g_strdup_printf (_("%s accepted the invitation"), subject);
    case ANSHIN_INVITATION_DECLINED:
      return g_strdup_printf (_("%s declined the invitation"), subject);
    case ANSHIN_INVITATION_TURNED_DOWN:
      /* Translators: an administrator, and who was to be invited */
      return g_strdup_printf (_("%s turned down the proposal to invite %s"), author, subject);
    case ANSHIN_INVITATION_CANCELLED:
      return g_strdup_printf (_("%s withdrew the invitation of %s"), author, subject);
    case ANSHIN_INVITATION_EXPIRED:
      return g_strdup_printf (_("The invitation of %s has expired"), subject);
    case ANSHIN_INVITATION_VOID:
      return g_strdup_printf (_("The invitation of %s is void"), subject);
    case ANSHIN_INVITATION_SENT:
    default:
      return g_strdup_printf (_("%s invited %s"), author, subject);
    }
}

/**
 * anshin_entry_words_dup:
 * @entry: an entry that is not a message
 *
 * Returns: (transfer full): what happened, in one short line
 */
char *
anshin_entry_words_dup (AnshinEntry *entry)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;
  const char *author = content != NULL ? content->author_name : NULL;
  const char *subject = content != NULL ? content->subject_name : NULL;

  author = author != NULL ? author : _("Somebody");
  subject = subject != NULL ? subject : author;
  switch (entry->kind)
    {
    case ANSHIN_ENTRY_GROUP_CREATED:
      return g_strdup_printf (_("%s created the group"), author);
    case ANSHIN_ENTRY_MEMBER_JOINED:
      return g_strdup_printf (_("%s joined"), subject);
    case ANSHIN_ENTRY_MEMBER_LEFT:
      return g_strdup_printf (_("%s left"), subject);
    case ANSHIN_ENTRY_INVITATION_CHANGED:
      return describe_invitation (content != NULL ? content->subject_state : 0, author, subject);
    case ANSHIN_ENTRY_GROUP_FROZEN:
      return g_strdup (_("The consent was withdrawn: the group is frozen"));
    case ANSHIN_ENTRY_GROUP_THAWED:
      return g_strdup (_("A new consent is in force: the group is open again"));
    case ANSHIN_ENTRY_GROUP_CLOSED:
      return g_strdup_printf (_("%s closed the group. It can still be read."), author);
    case ANSHIN_ENTRY_GROUP_REOPENED:
      return g_strdup_printf (_("%s opened the group again"), author);
    case ANSHIN_ENTRY_GROUP_DELETED:
      return g_strdup_printf (_("%s deleted the group"), author);
    case ANSHIN_ENTRY_GROUP_BROUGHT_BACK:
      return g_strdup_printf (_("%s brought the deleted group back"), author);
    case ANSHIN_ENTRY_ADMIN_NAMED:
      /* Translators: who became an administrator of the group, and who decided it */
      return g_strdup_printf (_("%s is now an administrator of the group (by %s)"), subject,
                              author);
    case ANSHIN_ENTRY_ADMIN_UNNAMED:
      /* Translators: who is no longer an administrator of the group, and who decided it */
      return g_strdup_printf (_("%s is no longer an administrator of the group (by %s)"), subject,
                              author);
    case ANSHIN_ENTRY_SAFETY_CHECK:
      return g_strdup_printf (_("%s asks everybody: are you safe?"), author);
    case ANSHIN_ENTRY_CARD_CHANGED:
      return g_strdup_printf (_("%s changed the emergency card"), author);
    case ANSHIN_ENTRY_VITAL_TARGETS_CHANGED:
      return g_strdup_printf (_("%s changed the target ranges of the vital signs"), author);
    case ANSHIN_ENTRY_FILE_LOCKED:
      return g_strdup (_("A later virus check found something in a file of this group. Nobody can "
                         "open it any more."));
    case ANSHIN_ENTRY_JOINED_GROUP:
      return g_strdup_printf (_("%s joined"), subject);
    case ANSHIN_ENTRY_LEFT_GROUP:
      return g_strdup_printf (_("%s left"), subject);
    case ANSHIN_ENTRY_ACCOUNT_CHANGED:
      return g_strdup (_("Your account was changed"));
    default:
      return g_strdup (_("Something this version can’t show happened here"));
    }
}

static char *
dup_brief (AnshinEntry *entry)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;
  gboolean files_alone = content != NULL && content->attachments != NULL
                         && content->attachments->len > 0 && content->request == NULL
                         && (content->text == NULL || *content->text == '\0');
  g_autofree char *brief = NULL;

  if (entry->state != NULL && ANSHIN_ENTRY_STATE (entry->state)->deleted_at != 0)
    return g_strdup (_("deleted"));
  if (content != NULL && content->vitals != NULL)
    return anshin_vitals_words_line (ANSHIN_VITALS (content->vitals));
  brief = anshin_content_brief (content);
  if (files_alone)
    return g_strdup_printf (_("Files: %s"), brief);
  return g_steal_pointer (&brief);
}

/**
 * anshin_entry_words_brief:
 * @entry: what somebody wrote
 * @max_characters: how long it may be
 *
 * Returns: (transfer full): how it begins: its text, what is asked, the numbers of vital signs, or
 *   what the files are called; or that it was deleted
 */
char *
anshin_entry_words_brief (AnshinEntry *entry, gsize max_characters)
{
  g_autofree char *brief = dup_brief (entry);

  return anshin_format_one_line (brief, max_characters);
}

static const char *
get_author (AnshinEntry *entry)
{
  AnshinContent *content = entry->content != NULL ? ANSHIN_CONTENT (entry->content) : NULL;

  return content != NULL && content->author_name != NULL ? content->author_name : _("Somebody");
}

/**
 * anshin_entry_words_quote:
 * @entry: what somebody wrote
 * @max_characters: how long what they wrote may be
 *
 * Returns: (transfer full): who wrote it, and how it begins
 */
char *
anshin_entry_words_quote (AnshinEntry *entry, gsize max_characters)
{
  g_autofree char *brief = anshin_entry_words_brief (entry, max_characters);

  return g_strdup_printf (_("%s: %s"), get_author (entry), brief);
}

/**
 * anshin_entry_words_answer:
 * @entry: (nullable): what is answered; %NULL if that isn't known
 * @max_characters: how long what they wrote may be
 *
 * Returns: (transfer full): that something is an answer to it
 */
char *
anshin_entry_words_answer (AnshinEntry *entry, gsize max_characters)
{
  g_autofree char *brief = NULL;

  if (entry == NULL)
    return g_strdup (_("Answer to an earlier message"));
  brief = anshin_entry_words_brief (entry, max_characters);
  /* Translators: whose message is answered, and how it begins */
  return g_strdup_printf (_("Answer to %s: “%s”"), get_author (entry), brief);
}
