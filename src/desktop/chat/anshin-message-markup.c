/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-markup.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINK 2000

/* Characters that end an address in running text, beside blanks and whatever is not ASCII but a
 * letter of a host or path: Japanese text goes on without a blank. */
#define ENDS_LINK "<>\"'`{}|\\^"
#define NOT_LAST ".,;:!?)]"

/* How everybody is named in a text, in each language that the program speaks: those who read need
 * not read in the writer's. */
static const char *const everybody[] = { "@everybody", "@全員" };

/* Text that would be shown in another order than it is written in, or not at all. */
static gboolean
is_trick (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f
         || c == 0x061c;
}

/**
 * anshin_message_markup_dup_plain:
 * @text: what somebody wrote
 *
 * Returns: (transfer full): it without what would show it otherwise than it is written
 */
char *
anshin_message_markup_dup_plain (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_trick (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_string_free (plain, FALSE);
}

static const char *const schemes[] = { "http://", "https://", ANSHIN_MESSAGE_LINK };

/* Returns: (nullable): where the first address begins */
static const char *
find_link (const char *text)
{
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      const char *found = strstr (text, schemes[i]);

      if (found != NULL && (first == NULL || found < first))
        first = found;
    }
  return first;
}

/**
 * anshin_message_markup_parse_link:
 * @uri: an address
 * @group_id: (out) (transfer full): a group; untouched if it is none
 * @seq: (out): an entry's number; untouched if it is none
 *
 * Returns: whether it is a link to a message, see anshin_message_markup_dup_link()
 */
gboolean
anshin_message_markup_parse_link (const char *uri, char **group_id, gint64 *seq)
{
  gboolean ours = g_str_has_prefix (uri, ANSHIN_MESSAGE_LINK);
  const char *rest = ours ? uri + strlen (ANSHIN_MESSAGE_LINK) : NULL;
  const char *slash = rest != NULL ? strchr (rest, '/') : NULL;

  if (slash == NULL || slash == rest || slash - rest > ANSHIN_MAX_ID
      || !g_ascii_string_to_signed (slash + 1, 10, 1, G_MAXINT64, seq, NULL))
    return FALSE;
  *group_id = g_strndup (rest, (gsize) (slash - rest));
  return TRUE;
}

/* A letter that may look like one of an address's, but is none: Cyrillic, full width. Japanese
 * text just goes on behind an address. */
static gboolean
looks_alike (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return FALSE;
    default:
      return c >= 0x80 && g_unichar_isalnum (c);
    }
}

/* An address is ASCII from its first character to its last; hosts in other letters are written in
 * their ASCII form, so that none looks like another. Returns: its length, 0 if it is none */
static gsize
measure_link (const char *start)
{
  gsize length = 0;

  while (start[length] > ' ' && start[length] < 0x7f
         && strchr (ENDS_LINK, start[length]) == NULL)
    length++;
  if (looks_alike (g_utf8_get_char (start + length)))
    return 0;
  while (length > 0 && strchr (NOT_LAST, start[length - 1]) != NULL)
    length--;
  return length <= MAX_LINK ? length : 0;
}

/**
 * anshin_message_markup_dup_host:
 * @uri: an address
 *
 * Returns: (transfer full) (nullable): its host, in ASCII; %NULL if it is not to be opened
 */
char *
anshin_message_markup_dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = parsed != NULL ? g_uri_get_scheme (parsed) : NULL;
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (parsed) != NULL)
    return NULL;
  if (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0)
    return NULL;
  return g_hostname_to_ascii (host);
}

static void
append_escaped (GString *out, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (out, escaped);
}

static void
append_link (GString *out, const char *uri)
{
  g_autofree char *host = anshin_message_markup_dup_host (uri);
  g_autofree char *escaped = g_markup_escape_text (uri, -1);
  g_autofree char *group_id = NULL;
  gint64 seq = 0;

  if (anshin_message_markup_parse_link (uri, &group_id, &seq))
    /* Translators: a link to another message in this network */
    g_string_append_printf (out, "<a href=\"%s\">%s</a>", escaped, _("→ to the message"));
  else if (host == NULL)
    g_string_append (out, escaped);
  else
    g_string_append_printf (out, "<a href=\"%s\">%s</a>", escaped, escaped);
}

/**
 * anshin_message_markup_dup_handle:
 * @mention: whom a message names
 *
 * Returns: (transfer full): what stands for them in a text that is written here
 */
char *
anshin_message_markup_dup_handle (AnshinMention *mention)
{
  if (mention->kind == ANSHIN_MENTION_ALL)
    return g_strconcat ("@", _("everybody"), NULL);
  return g_strconcat ("@", mention->name, NULL);
}

/* Returns: (transfer full): all that names somebody in a text of these mentions */
static GPtrArray *
list_handles (GPtrArray *mentions)
{
  GPtrArray *handles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; mentions != NULL && i < mentions->len; i++)
    {
      AnshinMention *mention = mentions->pdata[i];

      if (mention->kind != ANSHIN_MENTION_ALL && mention->name == NULL)
        continue;
      g_ptr_array_add (handles, anshin_message_markup_dup_handle (mention));
      if (mention->kind == ANSHIN_MENTION_ALL)
        for (guint j = 0; j < G_N_ELEMENTS (everybody); j++)
          g_ptr_array_add (handles, g_strdup (everybody[j]));
    }
  return handles;
}

/* Returns: the length of the longest of @handles that begins at @text; 0 if none does */
static gsize
measure_handle (GPtrArray *handles, const char *text, gsize length)
{
  gsize longest = 0;

  for (guint i = 0; i < handles->len; i++)
    {
      const char *handle = handles->pdata[i];
      gsize size = strlen (handle);

      if (size > longest && size <= length && memcmp (handle, text, size) == 0)
        longest = size;
    }
  return longest;
}

/* A stretch without an address: whom it names stands out. */
static void
append_stretch (GString *out, const char *text, gsize length, GPtrArray *handles)
{
  const char *end = text + length;
  const char *begin = text;

  for (const char *p = text; p < end; p++)
    {
      gsize size = *p == '@' ? measure_handle (handles, p, (gsize) (end - p)) : 0;

      if (size == 0)
        continue;
      append_escaped (out, begin, (gsize) (p - begin));
      g_string_append (out, "<b>");
      append_escaped (out, p, size);
      g_string_append (out, "</b>");
      begin = p + size;
      p = begin - 1;
    }
  append_escaped (out, begin, (gsize) (end - begin));
}

static void
append_text (GString *out, const char *text, GPtrArray *handles)
{
  const char *link = NULL;

  while ((link = find_link (text)) != NULL)
    {
      gsize length = measure_link (link);
      g_autofree char *uri = g_strndup (link, length);

      /* What is none after all is text from its first letter on. */
      append_stretch (out, text, (gsize) (link - text) + (length == 0 ? 1 : 0), handles);
      if (length > 0)
        append_link (out, uri);
      text = link + MAX (length, 1);
    }
  append_stretch (out, text, strlen (text), handles);
}

/**
 * anshin_message_markup_needed:
 * @content: a message's content with a text
 *
 * Returns: whether its text may have something to be marked: most have neither an address nor a
 *   name in them
 */
gboolean
anshin_message_markup_needed (AnshinContent *content)
{
  return (content->mentions != NULL && content->mentions->len > 0)
         || find_link (content->text) != NULL;
}

/**
 * anshin_message_markup_dup:
 * @content: a message's content with a text
 *
 * Returns: (transfer full): its text as markup; nothing of the text itself is taken as such
 */
char *
anshin_message_markup_dup (AnshinContent *content)
{
  g_autofree char *text = anshin_message_markup_dup_plain (content->text);
  g_autoptr (GPtrArray) handles = list_handles (content->mentions);
  GString *markup = g_string_sized_new (strlen (text) + 64);

  append_text (markup, text, handles);
  return g_string_free (markup, FALSE);
}

/**
 * anshin_message_markup_dup_link:
 * @group_id: a group
 * @seq: an entry's number
 *
 * Returns: (transfer full): a link to the entry for those in the group; it tells nobody anything
 */
char *
anshin_message_markup_dup_link (const char *group_id, gint64 seq)
{
  return g_strdup_printf (ANSHIN_MESSAGE_LINK "%s/%" G_GINT64_FORMAT, group_id, seq);
}
