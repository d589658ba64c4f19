/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * gtk4-builder-tool knows nothing but GTK's own types, and no callbacks.
 * Preloaded into it, this registers the types whose names ATTRACTOR_BUILDER_TYPES
 * lists: those of libadwaita and of the application's widgets, which are linked
 * in here. It hides the one that ATTRACTOR_BUILDER_TEMPLATE names. Each callback gets
 * a stand-in; templates.py checks their names.
 */

#include <dlfcn.h>

#include <adwaita.h>

typedef GType (*TypeFunc) (void);
typedef gboolean (*SymbolFunc) (GModule *module, const char *name, gpointer *symbol);

G_MODULE_EXPORT gboolean g_module_symbol (GModule *module, const char *name, gpointer *symbol);

static void
stand_in_cb (void)
{
}

static gboolean
is_template (const char *symbol)
{
  const char *name = g_getenv ("ATTRACTOR_BUILDER_TEMPLATE");

  return name != NULL && g_str_has_prefix (symbol, name) &&
         g_str_equal (symbol + strlen (name), "_get_type");
}

gboolean
g_module_symbol (GModule *module, const char *name, gpointer *symbol)
{
  SymbolFunc next = (SymbolFunc)dlsym (RTLD_NEXT, "g_module_symbol");

  if (is_template (name))
    return FALSE;
  if (next (module, name, symbol))
    return TRUE;
  if (!g_str_has_suffix (name, "_cb"))
    return FALSE;
  *symbol = (gpointer)stand_in_cb;
  return TRUE;
}

static void
register_type (const char *name)
{
  g_autofree char *symbol = g_strconcat (name, "_get_type", NULL);
  TypeFunc func = (TypeFunc)dlsym (RTLD_DEFAULT, symbol);

  if (func != NULL)
    g_type_ensure (func ());
}

__attribute__ ((constructor)) static void
register_types (void)
{
  const char *list = g_getenv ("ATTRACTOR_BUILDER_TYPES");
  g_auto (GStrv) names = NULL;

  if (list == NULL)
    return;

  adw_init ();
  names = g_strsplit (list, " ", -1);
  for (gsize i = 0; names[i] != NULL; i++)
    register_type (names[i]);
}
