/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fig-live.h"

#include <glib/gi18n-lib.h>

#define MAX_PANELS 3

/* Axes for traces: each of the first outputs against time. */
static FigFigure *
build (const FigSource *source)
{
  FigFigure *figure = fig_figure_new (_ ("Live output"));
  gsize n_outputs = source->theory->n_outputs;

  for (guint i = 0; i < MIN (n_outputs, MAX_PANELS); i++) {
    g_autofree char *id = g_strdup_printf ("output %u", i + 1);
    g_autofree char *title = NULL;
    FigPanel *panel = fig_figure_add_panel (figure, id);

    if (n_outputs == 1)
      title = g_strdup ("<i>z</i>");
    else
      title = g_strdup_printf ("<i>z</i><sub>%u</sub>", i + 1);
    fig_axis_set_titles (&panel->x, _ ("Time (<i>τ</i>)"), "<i>t</i> (<i>τ</i>)");
    fig_axis_set_titles (&panel->y, title, title);
    panel->x.quantity = FIG_QUANTITY_TIME;
    fig_axis_set_output (&panel->y, i);
  }
  fig_figure_set_description (
    figure, _ ("The output of the network against time, as it is being integrated."));
  return figure;
}

/**
 * fig_live_get_kind:
 *
 * Returns: (transfer none): the kind of figure that shows traces alone, with
 *   axes that follow them; not one of those that can be asked for by name
 */
const FigKind *
fig_live_get_kind (void)
{
  static const FigKind kind = { .name = "live", .title = N_ ("Live output"), .build = build };

  return &kind;
}
