/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-window.h"

#include "exp-job.h"

#include "attractor-activity-bar.h"
#include "attractor-autosave.h"
#include "attractor-basins.h"
#include "attractor-comparison-page.h"
#include "attractor-comparisons.h"
#include "attractor-document.h"
#include "attractor-exporter.h"
#include "attractor-findings.h"
#include "attractor-live-theory.h"
#include "attractor-notes.h"
#include "attractor-overview.h"
#include "attractor-player.h"
#include "attractor-plot.h"
#include "attractor-runs.h"
#include "attractor-selection.h"
#include "attractor-sweep-plan.h"
#include "attractor-sweeper.h"

G_BEGIN_DECLS

struct _AttractorWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwFlap *flap;
  AdwHeaderBar *header;
  AdwWindowTitle *document_title;
  AdwSqueezer *title_squeezer;
  GtkWidget *switcher;
  AdwWindowTitle *narrow_title;
  AttractorNotice *open_notice;
  AttractorNotice *save_notice;
  AttractorNotice *changed_notice;
  AttractorNotice *safety_notice; /* of unsaved work that would be lost in a crash */
  AttractorNotes *notes;
  AdwViewStack *stack;
  guint move_source; /* the switcher is to change its place */
  guint fold_source; /* the findings are to fold or unfold */
  guint focus_source;
  AttractorPlayer *player;
  AttractorBasins *basins;
  AdwViewSwitcherBar *switcher_bar;
  AttractorFindings *findings;
  GtkMenuButton *figures_button;
  GtkMenuButton *menu_button;
  GtkButton *train_button;
  GtkLabel *train_label;
  GtkImage *train_image;
  AttractorActivityBar *run_bar;
  AttractorActivityBar *sweep_bar;
  AttractorActivityBar *statistics_bar;
  AttractorActivityBar *pins_bar;
  AttractorActivityBar *export_bar;

  GMenu *recent_menu;

  AttractorDocument *document;
  AttractorAutosave *autosave;
  AttractorLiveTheory *theory;
  AttractorSelection *selection;
  ExpExperiment *before; /* of whose targets the selection is one */
  gssize dragged;        /* the target that is; -1 if it is no more */
  AttractorComparisons *comparisons;
  AttractorComparisonPage *comparison_page;
  AttractorOverview *overview;
  GPtrArray *plots;          /* of the pages, borrowed from the stack */
  GPtrArray *views;          /* all plots that show this window's results, borrowed */
  GPtrArray *figure_windows; /* borrowed */
  ExpMeasurement *measurement;
  AttractorRuns *runs;
  AttractorExporter *exporter;
  GCancellable *copying;        /* (nullable): the making of the figure that was copied last */
  AttractorSweeper *statistics; /* of the present parameters */
  AttractorSweepPlan *plan;
  AttractorSweeper *sweeper; /* of the plan */
  guint sweep_source;        /* figures are to show what it has measured */
  ExpJob *job;               /* of the run under way */
  gboolean shows_run;        /* figures show what it has measured so far */
  guint rest_source;         /* waits for the parameters to rest */
  gboolean train_again;      /* when the run has stopped */
  char *message;             /* the one in sight */
  GFile *opening;            /* (nullable): what is being read */
  gboolean made_for_it;      /* the window, for that */
  gboolean saving;
  GQueue saves;     /* tasks that wait for it */
  guint n_saves;    /* all of them, and those that wait for a name */
  gboolean asking;  /* what is to become of unsaved changes */
  gboolean waiting; /* until exports have ended, to be closed then */
  gboolean closing; /* all has been asked */
};

/* attractor-window.c */
void attractor_window_update_figures (AttractorWindow *self);
void attractor_window_set_measurement (AttractorWindow *self, ExpMeasurement *measurement);
AdwToast *attractor_window_show_message (AttractorWindow *self, const char *message);

/* attractor-window-pages.c */
void attractor_window_create_pages (AttractorWindow *self);
void attractor_window_fit_switcher (AttractorWindow *self);
void attractor_window_focus_page (AttractorWindow *self);
void attractor_window_show_page (AttractorWindow *self, const char *name);

/* attractor-window-actions.c */
void attractor_window_add_actions (AttractorWindow *self);
void attractor_window_remove_actions (AttractorWindow *self);

/* attractor-window-activity.c */
void attractor_window_follow_activity (AttractorWindow *self);
gboolean attractor_window_wait_for_exports (AttractorWindow *self);

/* attractor-window-auto.c */
void attractor_window_await_rest (AttractorWindow *self);
void attractor_window_forget_rest (AttractorWindow *self);
void attractor_window_add_automatic_training (AttractorWindow *self);

/* attractor-window-basins.c */
void attractor_window_add_basins (AttractorWindow *self);
void attractor_window_find_basins (AttractorWindow *self);

/* attractor-window-export.c */
void attractor_window_export_figure (AttractorWindow *self, AttractorPlot *plot);
void attractor_window_connect_copies (AttractorWindow *self, AttractorPlot *plot);

/* attractor-window-figures.c */
void attractor_window_connect_plot (AttractorWindow *self, AttractorPlot *plot);
void attractor_window_add_selection_action (AttractorWindow *self);
void attractor_window_update_found (AttractorWindow *self);
void attractor_window_check_selection (AttractorWindow *self);
void attractor_window_update_traces (AttractorWindow *self);
void attractor_window_kick (AttractorWindow *self);

/* attractor-window-files.c */
void attractor_window_open (AttractorWindow *self);
void attractor_window_reload (AttractorWindow *self);
void attractor_window_close_guarded (AttractorWindow *self);
void attractor_window_follow_recent (AttractorWindow *self);

/* attractor-window-saving.c */
void attractor_window_save (AttractorWindow *self);
void attractor_window_replace_file (AttractorWindow *self);
void attractor_window_save_as (AttractorWindow *self);
void attractor_window_save_first (AttractorWindow *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* attractor-window-place.c */
void attractor_window_go_to (AttractorWindow *self, const FigPick *pick);

/* attractor-window-run.c */
void attractor_window_follow_runs (AttractorWindow *self);
void attractor_window_leave_run (AttractorWindow *self);
ExpMeasurement *attractor_window_get_shown (AttractorWindow *self);
void attractor_window_queue_run (AttractorWindow *self);
void attractor_window_train (AttractorWindow *self);
void attractor_window_stop (AttractorWindow *self);
void attractor_window_forget_run (AttractorWindow *self);

/* attractor-window-sight.c */
void attractor_window_restore_sight (AttractorWindow *self);
void attractor_window_save_sight (AttractorWindow *self);

/* attractor-window-sweep.c */
void attractor_window_choose_axes (AttractorWindow *self, AttractorPlot *plot);
void attractor_window_follow_sweeps (AttractorWindow *self);
void attractor_window_forget_sweeps (AttractorWindow *self);
GtkWidget *attractor_window_create_curves (AttractorWindow *self, GtkWidget *plot);
GtkWidget *attractor_window_create_sweep (AttractorWindow *self, GtkWidget *plot);

/* attractor-window-training.c */
void attractor_window_add_run_actions (AttractorWindow *self);
void attractor_window_update_run_actions (AttractorWindow *self);
GtkWidget *attractor_window_create_training (AttractorWindow *self, GtkWidget *plot);

/* attractor-window-views.c */
void attractor_window_create_overview (AttractorWindow *self);
void attractor_window_add_view (AttractorWindow *self, AttractorPlot *plot);
void attractor_window_update_views (AttractorWindow *self);
AttractorPlot *attractor_window_get_current_plot (AttractorWindow *self);
void attractor_window_detach_figure (AttractorWindow *self, const FigKind *kind);
void attractor_window_update_figure_titles (AttractorWindow *self);
void attractor_window_close_figures (AttractorWindow *self);

/* attractor-window-pins.c */
void attractor_window_create_comparison (AttractorWindow *self);
void attractor_window_pin (AttractorWindow *self, const ExpExperiment *experiment);
void attractor_window_update_comparison (AttractorWindow *self);

G_END_DECLS
