/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "anshin-program.h"

/* What is in memory stays there: no core dump, no other program of this person's looks in
 * (SECURITY TRM-04). */
static void
leave_no_dump (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    g_warning ("Core dumps can't be switched off");
}

int
main (int argc, char **argv)
{
  g_autoptr (AnshinProgram) application = NULL;

  leave_no_dump ();
  /* A program that decodes and ends early is an error to be told, not an end of this one. */
  signal (SIGPIPE, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (ANSHIN_GETTEXT_DOMAIN, ANSHIN_LOCALE_DIR);
  bind_textdomain_codeset (ANSHIN_GETTEXT_DOMAIN, "UTF-8");
  textdomain (ANSHIN_GETTEXT_DOMAIN);

  application = anshin_program_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
