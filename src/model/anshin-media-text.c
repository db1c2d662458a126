/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-media-private.h"

/* Texts that are written for a program and not for a reader, by how they begin. */
static const char *const programs[] = {
  "#!", "%!", "<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "{\\rtf", "@echo",
  "mime-version:", "begin:v",
};

static gboolean
is_program (const char *text)
{
  while (*text != '\0' && g_ascii_isspace (*text))
    text++;
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    if (g_ascii_strncasecmp (text, programs[i], strlen (programs[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Characters that show nothing and do something. */
static gboolean
is_control (gunichar c)
{
  if (c < 0x20)
    return c != '\t' && c != '\n' && c != '\r' && c != '\f';
  return (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* A text in UTF-8; whoever has another encoding makes it that first. */
gboolean
anshin_media_walk_text (AnshinMediaWalk *walk, GError **error)
{
  const char *text = (const char *) walk->data;
  const char *end = text + walk->size;
  g_autofree char *head = NULL;

  if (!g_utf8_validate_len (text, walk->size, NULL))
    return anshin_media_fail_type ("not a text in UTF-8", error);
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  head = g_strndup (text, MIN ((gsize) (end - text), 256));
  if (is_program (head))
    return anshin_media_fail_unsafe ("a text for a program", error);
  for (; text < end; text = g_utf8_next_char (text))
    if (is_control (g_utf8_get_char (text)))
      return anshin_media_fail_type ("not a plain text", error);
  anshin_media_keep (walk, 0, walk->size);
  return TRUE;
}
