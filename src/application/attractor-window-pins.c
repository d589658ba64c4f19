/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-window-private.h"

#include <glib/gi18n.h>

#include "exp-pins.h"

#include "attractor-comparison-page.h"
#include "attractor-number.h"
#include "attractor-widget.h"

static void
set_pins (AttractorWindow *self, ExpPins *pins)
{
  g_autoptr (ExpExperiment)
    changed = exp_experiment_copy (attractor_document_get_experiment (self->document));
  g_autoptr (GError) error = NULL;

  exp_experiment_set_pins (changed, pins);
  if (!attractor_document_set_experiment (self->document, changed, NULL, &error))
    attractor_window_show_message (self, error->message);
}

/* As "Pin 2 (g = 0.9)": a number that none has yet, and what is varied most */
static char *
make_name (const ExpPins *pins, double gain_value)
{
  g_autofree char *gain = attractor_number_row_to_text (1, &gain_value);

  for (guint number = 1;; number++) {
    /* TRANSLATORS: the first name of what is kept for comparison: its number, and its gain */
    g_autofree char *name = g_strdup_printf (_ ("Pin %u (g = %s)"), number, gain);
    g_autofree char *start = g_strdup_printf (_ ("Pin %u"), number);
    g_autofree char *prefix = g_strconcat (start, " ", NULL);
    gboolean taken = FALSE;

    for (gsize i = 0; i < exp_pins_get_n (pins); i++)
      taken = taken || g_str_has_prefix (pins->pins[i].name, prefix);
    if (!taken)
      return g_steal_pointer (&name);
  }
}

/**
 * attractor_window_pin:
 * @self: a window
 * @experiment: the parameters to compare with
 *
 * Keeps them with the document.
 */
void
attractor_window_pin (AttractorWindow *self, const ExpExperiment *experiment)
{
  const ExpPins *before = attractor_document_get_experiment (self->document)->pins;
  g_autofree char *name = make_name (before, experiment->gain);
  g_autofree char *message = NULL;
  g_autoptr (ExpPins) pins = NULL;

  if (exp_pins_get_n (before) >= EXP_MAX_PINS) {
    attractor_window_show_message (
      self, _ ("There are as many pins as can be; remove one to add another."));
    return;
  }
  pins = exp_pins_new_with (before, name, experiment);
  set_pins (self, pins);
  /* TRANSLATORS: %s is the name of what was kept for comparison */
  message = g_strdup_printf (_ ("“%s” stays in the figures for comparison."), name);
  attractor_window_show_message (self, message);
}

static void
pin_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;

  if (attractor_widget_enter_text (user_data))
    attractor_window_pin (self, attractor_document_get_experiment (self->document));
}

static void
remove_pin_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  const ExpPins *before = attractor_document_get_experiment (self->document)->pins;
  guint index = g_variant_get_uint32 (parameter);
  g_autoptr (ExpPins) pins = NULL;

  if (index >= exp_pins_get_n (before))
    return;
  pins = exp_pins_new_without (before, index);
  set_pins (self, pins);
}

static void
rename_pin_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AttractorWindow *self = user_data;
  const ExpPins *before = attractor_document_get_experiment (self->document)->pins;
  g_autoptr (ExpPins) pins = NULL;
  const char *name;
  guint32 index;

  g_variant_get (parameter, "(u&s)", &index, &name);
  if (index >= exp_pins_get_n (before))
    return;
  pins = exp_pins_new_renamed (before, index, name);
  set_pins (self, pins);
}

/**
 * attractor_window_create_comparison:
 * @self: a window
 *
 * Adds the page about what was pinned, and what is done with pins.
 */
void
attractor_window_create_comparison (AttractorWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "pin", .activate = pin_cb },
    { .name = "remove-pin", .activate = remove_pin_cb, .parameter_type = "u" },
    { .name = "rename-pin", .activate = rename_pin_cb, .parameter_type = "(us)" },
  };
  GtkWidget *page = attractor_comparison_page_new (self->comparisons);
  AdwViewStackPage *stack_page = adw_view_stack_add_titled (
    self->stack, page, "comparison", _ ("Comparison"));

  adw_view_stack_page_set_icon_name (stack_page, "view-pin-symbolic");
  /* The menu of all pages has it; the switcher has no room. */
  adw_view_stack_page_set_visible (stack_page, FALSE);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->comparison_page = ATTRACTOR_COMPARISON_PAGE (page);
}

/**
 * attractor_window_update_comparison:
 * @self: a window
 *
 * Compares what is known now with what the document has pinned.
 */
void
attractor_window_update_comparison (AttractorWindow *self)
{
  const ExpExperiment *now = attractor_document_get_experiment (self->document);
  ExpTheory *theory = attractor_live_theory_get_theory (self->theory);

  attractor_comparisons_offer (self->comparisons, self->measurement);
  /* Where theory has nothing to say, what it said of others before is not told as if it were now.
   */
  if (attractor_live_theory_get_error (self->theory) != NULL)
    attractor_comparison_page_update (self->comparison_page, now, NULL, self->measurement);
  else if (theory != NULL)
    attractor_comparison_page_update (
      self->comparison_page, theory->experiment, theory, self->measurement);
}
