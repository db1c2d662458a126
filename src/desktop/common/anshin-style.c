/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-style.h"

#include <adwaita.h>

#include "anshin-desktop-resources.h"

#define STYLE_PATH "/jp/anshinnet/AnshinNet/style.css"

/* How much larger than usual the person wants text: 2.0 with 200 %. */
double
anshin_style_get_text_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1.0);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (1.0, dpi / 1024.0 / 96.0) : 1.0;
}

/* Also makes sure that the linker keeps the resources, templates included. */
void
anshin_style_load (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_resources_register (anshin_desktop_get_resource ());
  gtk_css_provider_load_from_resource (provider, STYLE_PATH);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* @preference is a value of the setting "color-scheme": follow, light or dark. */
void
anshin_style_set_colors (const char *preference)
{
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_strcmp0 (preference, "light") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_strcmp0 (preference, "dark") == 0)
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}
