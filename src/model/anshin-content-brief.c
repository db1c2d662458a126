/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-content-brief.h"

#include "anshin-attachment.h"
#include "anshin-care-request.h"
#include "anshin-vitals.h"

static char *
join_names (GPtrArray *attachments)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < attachments->len; i++)
    {
      AnshinAttachment *attachment = g_ptr_array_index (attachments, i);

      g_string_append_printf (names, "%s%s", i > 0 ? "  " : "",
                              attachment->name != NULL ? attachment->name : "");
    }
  return g_string_free (names, FALSE);
}

/**
 * anshin_content_brief:
 * @content: (nullable): what an entry says
 *
 * Returns: (transfer full) (nullable): what a list shows of it, in no language of its own: the
 *   numbers of vital signs, what is asked, the text, or what the files are called if there is
 *   nothing else
 */
char *
anshin_content_brief (AnshinContent *content)
{
  if (content == NULL)
    return NULL;
  if (content->vitals != NULL)
    return anshin_vitals_brief (ANSHIN_VITALS (content->vitals));
  if (content->request != NULL)
    return g_strdup (ANSHIN_CARE_REQUEST (content->request)->what);
  if ((content->text == NULL || *content->text == '\0') && content->attachments != NULL &&
      content->attachments->len > 0)
    return join_names (content->attachments);
  return g_strdup (content->text);
}

/**
 * anshin_brief_cut:
 * @brief: (nullable): a text
 *
 * Returns: (transfer full) (nullable): its first %ANSHIN_BRIEF_CHARACTERS
 */
char *
anshin_brief_cut (const char *brief)
{
  if (brief == NULL || g_utf8_strlen (brief, -1) <= ANSHIN_BRIEF_CHARACTERS)
    return g_strdup (brief);
  return g_utf8_substring (brief, 0, ANSHIN_BRIEF_CHARACTERS);
}

/**
 * anshin_content_shorten:
 * @content: what an entry says
 *
 * Leaves of it what is shown where the entry is only referred to.
 */
void
anshin_content_shorten (AnshinContent *content)
{
  char *text = anshin_brief_cut (content->text);

  g_free (content->text);
  content->text = text;
  g_clear_pointer (&content->mentions, g_ptr_array_unref);
  g_clear_object (&content->vital_targets);
}
