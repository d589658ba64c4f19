/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-memory.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "exp-error.h"
#include "rc-network.h"
#include "rc-parallel.h"
#include "rc-spectrum.h"

/* OpenBLAS maps so much for each thread that multiplies matrices, and tries again for ever
   where it cannot have that. */
#define BLAS_BUFFER ((guint64)128 << 20)

static gsize limit; /* atomic: in bytes; 0 for none */

/**
 * exp_memory_needed:
 *
 * Returns: an estimate of the bytes that a run takes at its peak: the weights,
 *   a Jacobian for each thread that finds a spectrum or, if that is more, the matrix of recursive
 *   least squares, and the states
 */
guint64
exp_memory_needed (const ExpExperiment *experiment)
{
  guint64 n = (guint64)experiment->size;
  guint64 m = experiment->targets->n_rows, at_once = MIN (rc_get_threads (), m);
  guint64 n_spectra = n <= RC_SPECTRUM_LARGEST_COMPLETE ? at_once : 0;
  guint64 n_matrices = MAX (n_spectra, experiment->method == EXP_METHOD_FORCE ? 1 : 0);
  /* the vectors of Anderson's method, of the integrator and of the Krylov spaces */
  guint64 n_vectors = 30 * m + 13 * (guint64)experiment->trajectories + 650 * at_once + 200;

  return rc_weights_memory (n, experiment->density) + 8 * n * n * n_matrices +
         n * sizeof (double) * n_vectors;
}

/**
 * exp_memory_set_limit:
 * @n_bytes: how much memory networks may take at most; 0 for all that is free
 *
 * From any thread; what runs already goes on.
 */
void
exp_memory_set_limit (gsize n_bytes)
{
  g_atomic_pointer_set (&limit, n_bytes);
}

/* What is left of the addresses that the system allows the program, as ulimit -v says, after
   OpenBLAS has had its part. */
static guint64
find_addresses (void)
{
  g_autofree char *text = NULL;
  struct rlimit most;
  guint64 taken = rc_get_threads () * BLAS_BUFFER;

  if (getrlimit (RLIMIT_AS, &most) != 0 || most.rlim_cur == RLIM_INFINITY)
    return G_MAXUINT64;
  /* the first number: how many pages of addresses are taken */
  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    taken += g_ascii_strtoull (text, NULL, 10) * (guint64)sysconf (_SC_PAGESIZE);
  return most.rlim_cur > taken ? most.rlim_cur - taken : 0;
}

static guint64
find_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;
  long pages, page_size;

  if (g_file_get_contents ("/proc/meminfo", &text, NULL, NULL) &&
      (line = strstr (text, "MemAvailable:")) != NULL)
    return g_ascii_strtoull (line + strlen ("MemAvailable:"), NULL, 10) * 1024;

  pages = sysconf (_SC_PHYS_PAGES);
  page_size = sysconf (_SC_PAGESIZE);
  return pages > 0 && page_size > 0 ? (guint64)pages * (guint64)page_size : G_MAXUINT64;
}

static guint64
find_free (void)
{
  return MIN (find_memory (), find_addresses ());
}

/**
 * exp_memory_available:
 *
 * Returns: how many bytes can be had without swapping, and within the limit;
 *   %G_MAXUINT64 if the system does not tell and there is no limit
 */
guint64
exp_memory_available (void)
{
  gsize at_most = (gsize)g_atomic_pointer_get (&limit);
  guint64 n_free = find_free ();

  return at_most > 0 ? MIN (n_free, (guint64)at_most) : n_free;
}

/**
 * exp_memory_fit:
 * @experiment: parameters of all networks
 * @n_wanted: how many are wanted in memory at the same time
 *
 * Returns: how many of them fit, by the estimate for each and with a fifth to spare
 */
gsize
exp_memory_fit (const ExpExperiment *experiment, gsize n_wanted)
{
  guint64 available = exp_memory_available ();

  return MIN (n_wanted, (gsize)((available - available / 5) / exp_memory_needed (experiment)));
}

/**
 * exp_memory_check:
 * @error: set to %EXP_ERROR_NO_MEMORY
 *
 * Returns: %TRUE if the experiment's network fits into memory
 */
gboolean
exp_memory_check (const ExpExperiment *experiment, GError **error)
{
  guint64 needed = exp_memory_needed (experiment), available = exp_memory_available ();
  g_autofree char *needed_text = NULL;
  g_autofree char *available_text = NULL;

  if (needed <= available)
    return TRUE;

  needed_text = g_format_size_full (needed, G_FORMAT_SIZE_IEC_UNITS);
  available_text = g_format_size_full (available, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error,
               EXP_ERROR,
               EXP_ERROR_NO_MEMORY,
               available < find_free ()
                 ? _ ("network.size is %lld, which needs %s of memory, but only %s may be used")
                 : _ ("network.size is %lld, which needs %s of memory, but only %s are free"),
               (long long)experiment->size,
               needed_text,
               available_text);
  return FALSE;
}
