/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attractor-document.h"

#include "fig-viewport.h"

/* What shows something: a number that it is told to show */
static int shown;

static gpointer
swap (GObject *view, gpointer state)
{
  int before = shown;

  shown = GPOINTER_TO_INT (state);
  return GINT_TO_POINTER (before);
}

static void
free_state (gpointer state)
{
}

static void
show (AttractorDocument *document, GObject *view, int number)
{
  attractor_document_record_view (document, view, GINT_TO_POINTER (shown), swap, free_state);
  shown = number;
}

static double
get_gain (AttractorDocument *document)
{
  return attractor_document_get_experiment (document)->gain;
}

static void
set_gain (AttractorDocument *document, double gain)
{
  g_assert_true (
    attractor_document_set_number (document, exp_key_find ("network.gain"), gain, NULL));
}

static void
test_views_and_edits (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (GObject) view = g_object_new (G_TYPE_OBJECT, NULL);

  shown = 0;
  set_gain (document, 0.5);
  show (document, view, 1);
  show (document, view, 2); /* at once: the same step */
  set_gain (document, 0.6);
  g_assert_true (attractor_document_get_edited (document));

  attractor_document_undo (document);
  g_assert_cmpfloat (get_gain (document), ==, 0.5);
  g_assert_cmpint (shown, ==, 2);
  attractor_document_undo (document);
  g_assert_cmpfloat (get_gain (document), ==, 0.5);
  g_assert_cmpint (shown, ==, 0);
  attractor_document_undo (document);
  g_assert_cmpfloat (get_gain (document), ==, 0.9);
  g_assert_false (attractor_document_get_can_undo (document));

  for (int i = 0; i < 3; i++)
    attractor_document_redo (document);
  g_assert_cmpfloat (get_gain (document), ==, 0.6);
  g_assert_cmpint (shown, ==, 2);
  g_assert_false (attractor_document_get_can_redo (document));
}

static void
test_view_is_no_edit (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (GObject) view = g_object_new (G_TYPE_OBJECT, NULL);

  show (document, view, 1);
  g_assert_true (attractor_document_get_can_undo (document));
  g_assert_false (attractor_document_get_edited (document));
  g_assert_false (attractor_document_get_modified (document));
}

static void
test_closed_view (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  GObject *view = g_object_new (G_TYPE_OBJECT, NULL);

  set_gain (document, 0.5);
  show (document, view, 1);
  g_object_unref (view);
  attractor_document_undo (document);
  g_assert_cmpfloat (get_gain (document), ==, 0.9);
  g_assert_false (attractor_document_get_can_undo (document));
}

/* What a drag passes through is one step, whatever is looked at meanwhile. */
static void
test_group (void)
{
  g_autoptr (AttractorDocument) document = attractor_document_new ();
  g_autoptr (GObject) view = g_object_new (G_TYPE_OBJECT, NULL);

  attractor_document_begin_group (document);
  set_gain (document, 0.5);
  set_gain (document, 0.6);
  show (document, view, 1);
  set_gain (document, 0.7);
  g_assert_true (attractor_document_end_group (document));
  attractor_document_undo (document);
  g_assert_cmpfloat (get_gain (document), ==, 0.6);
  attractor_document_undo (document);
  attractor_document_undo (document);
  g_assert_cmpfloat (get_gain (document), ==, 0.9);

  /* What comes back to where it began makes none: who gives it up must not undo another one. */
  attractor_document_begin_group (document);
  set_gain (document, 0.5);
  set_gain (document, 0.9);
  g_assert_false (attractor_document_end_group (document));
}

static void
test_viewports (void)
{
  g_autoptr (FigFigure) figure = fig_figure_new ("A figure");
  g_autoptr (FigViewport) a = fig_viewport_new ();
  g_autoptr (FigViewport) b = fig_viewport_new ();
  const FigRange range = { 0.0, 1.0 }, other = { 0.0, 2.0 };

  fig_figure_add_panel (figure, "panel");
  g_assert_true (fig_viewport_equal (a, b));
  fig_viewport_set_limits (a, figure, 0, FIG_ACROSS, &range);
  g_assert_false (fig_viewport_equal (a, b));
  g_assert_false (fig_viewport_equal (b, a));
  fig_viewport_set_limits (b, figure, 0, FIG_ACROSS, &other);
  g_assert_false (fig_viewport_equal (a, b));
  fig_viewport_set_limits (b, figure, 0, FIG_ACROSS, &range);
  g_assert_true (fig_viewport_equal (a, b));
  fig_viewport_set_scale (b, figure, 0, FIG_UPWARDS, FIG_SCALE_LOGARITHMIC);
  g_assert_false (fig_viewport_equal (a, b));
  fig_viewport_reset (a);
  fig_viewport_set_scale (b, figure, 0, FIG_UPWARDS, FIG_SCALE_LINEAR);
  fig_viewport_reset_limits (b);
  g_assert_true (fig_viewport_equal (a, b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/views-and-edits", test_views_and_edits);
  g_test_add_func ("/history/view-is-no-edit", test_view_is_no_edit);
  g_test_add_func ("/history/closed-view", test_closed_view);
  g_test_add_func ("/history/group", test_group);
  g_test_add_func ("/history/viewports", test_viewports);

  return g_test_run ();
}
