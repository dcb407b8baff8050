/*-
 * #%L
 * Micro-Expression for Fiji.
 * %%
 * Copyright (C) 2026 Micro-Expression for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package org.microexpression.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.microexpression.base.InputException;

/**
 * Searches the onset's face in the apex frame by correlation of the coarsely sampled faces: where the head went, to a
 * few pixels and degrees.
 */
final class HeadSearch {

	/** Distance of the start search's grid points, canonical pixels. */
	private static final int STEP = 4;

	/** Grid points that are averaged for the first, coarse part of the search. */
	private static final int BLOCK = 2;

	/** Largest motion that the start search tries, grid points: 64 canonical pixels. */
	private static final int REACH = 16;

	/** Largest turn in the picture that it tries, and the distance of those that it tries, degrees. */
	private static final int LARGEST_TURN = 40;
	private static final int TURN_STEP = 4;

	/** How many of the best turns are searched finely. */
	private static final int CANDIDATES = 4;

	/**
	 * Correlation below which the apex frame does not show the onset's face: measured 0.92 and more for one face, turned
	 * by 12 degrees or with strong noise, at most 0.54 for pictures of other things.
	 */
	private static final double LEAST_CORRELATION = 0.6;

	/** Correlation from which larger turns are not tried where those next to it are worse: our choice. */
	private static final double SURE = 0.95;

	private HeadSearch() {
		// Static only.
	}

	/** A place that the apex face may lie at: grid points of shift at one turn. */
	private record Place(int turn, int dx, int dy, double correlation) {
	}

	/**
	 * Finds the shift and rotation, up to {@value #REACH} grid points and {@value #LARGEST_TURN} degrees, with the
	 * highest correlation of the coarsely sampled faces: at each turn, the smallest first, on means of {@value #BLOCK} ×
	 * {@value #BLOCK} grid points, then at the best turns on the grid itself.
	 *
	 * @param onset   the face's part of the onset frame
	 * @param apex    the same part of the apex frame, with room for the motion around
	 * @param toOnset canonical positions to those of the onset frame
	 * @return the motion in canonical pixels
	 * @throws InputException if the apex does not show the same face
	 */
	static SimilarityTransform start(final FacePatch onset, final FacePatch apex, final SimilarityTransform toOnset) {
		final int n = CanonicalFace.SIZE / STEP, wide = n + 2 * REACH;
		final double first = (STEP - 1) / 2.0;
		final double smoothing = STEP * toOnset.scale();
		final float[] template = onset.smoothCoarsely(smoothing).sample(toOnset, first, first, STEP, n, n);
		final float[] coarse = blocks(template, n);
		final FacePatch smooth = apex.smoothCoarsely(smoothing);
		final double corner = first - REACH * STEP;
		final List<Place> places = new ArrayList<>();
		final Map<Integer, float[]> turned = new HashMap<>();
		for (int ring = 0; ring <= LARGEST_TURN && !isFound(places, ring); ring += TURN_STEP) {
			for (final int turn : ring == 0 ? new int[] { 0 } : new int[] { -ring, ring }) {
				final float[] moved = smooth.sample(toOnset.compose(turn(turn)), corner, corner, STEP, wide, wide);
				turned.put(turn, moved);
				final int reach = REACH / BLOCK;
				places.add(best(coarse, n / BLOCK, blocks(moved, wide), wide / BLOCK, turn, new int[] { reach, reach, reach }));
			}
		}
		places.sort(Comparator.comparingDouble(Place::correlation).reversed());
		Place best = new Place(0, REACH, REACH, -1);
		for (final Place place : places.subList(0, CANDIDATES)) {
			final Place fine = best(template, n, turned.get(place.turn), wide, place.turn, new int[] { BLOCK * place.dx,
				BLOCK * place.dy, BLOCK });
			if (fine.correlation > best.correlation) best = fine;
		}
		if (!(best.correlation >= LEAST_CORRELATION)) throw new InputException(
			"The apex frame does not show the face of the onset frame at or near the same place (correlation " + String
				.format(Locale.ROOT, "%.2f", best.correlation) +
				"); choose two frames of one clip between which the head moves little.");
		return settled(template, smooth, toOnset, best);
	}

	/**
	 * Whether larger turns need no look: the face is surely there, and the turns next to it are worse, to either side.
	 *
	 * @param places the best place of each turn so far, below this one
	 */
	private static boolean isFound(final List<Place> places, final int ring) {
		return places.size() > CANDIDATES && places.stream().anyMatch(place -> place.correlation >= SURE && Math.abs(
			place.turn) + 2 * TURN_STEP < ring && places.stream().allMatch(other -> other.correlation <= place.correlation));
	}

	/**
	 * Between the turns and shifts that were tried: the best turn to a degree, the shift to a fraction of a grid point.
	 */
	private static SimilarityTransform settled(final float[] template, final FacePatch smooth,
		final SimilarityTransform toOnset, final Place place)
	{
		final int n = CanonicalFace.SIZE / STEP, wide = n + 2;
		final double first = (STEP - 1) / 2.0;
		final double x0 = first + (place.dx - REACH - 1) * STEP, y0 = first + (place.dy - REACH - 1) * STEP;
		Place best = new Place(place.turn, 1, 1, -1);
		float[] seen = null;
		for (int turn = place.turn - TURN_STEP / 2; turn <= place.turn + TURN_STEP / 2; turn++) {
			final float[] moved = smooth.sample(toOnset.compose(turn(turn)), x0, y0, STEP, wide, wide);
			final Place here = best(template, n, moved, wide, turn, new int[] { 1, 1, 1 });
			if (seen != null && here.correlation <= best.correlation) continue;
			best = here;
			seen = moved;
		}
		double dx = best.dx, dy = best.dy;
		if (best.dx == 1) dx += peak(correlation(template, n, seen, wide, 0, best.dy), best.correlation, correlation(
			template, n, seen, wide, 2, best.dy));
		if (best.dy == 1) dy += peak(correlation(template, n, seen, wide, best.dx, 0), best.correlation, correlation(
			template, n, seen, wide, best.dx, 2));
		return turn(best.turn).compose(new SimilarityTransform(1, 0, (place.dx - REACH - 1 + dx) * STEP, (place.dy - REACH -
			1 + dy) * STEP));
	}

	/** Where between the neighbours of the largest of three values the parabola through them has its peak, -0.5..0.5. */
	private static double peak(final double before, final double middle, final double after) {
		final double curve = before - 2 * middle + after;
		return curve < 0 ? Math.max(-0.5, Math.min(0.5, 0.5 * (before - after) / curve)) : 0;
	}

	private static SimilarityTransform turn(final int degrees) {
		final double middle = (CanonicalFace.SIZE - 1) / 2.0;
		return SimilarityTransform.about(middle, middle, 1, Math.toRadians(degrees), 0, 0);
	}

	/** The best place in a window (column, row, reach) of places. */
	private static Place best(final float[] template, final int n, final float[] moved, final int wide, final int turn,
		final int[] window)
	{
		Place best = new Place(turn, window[0], window[1], -1);
		for (int y = Math.max(0, window[1] - window[2]); y <= Math.min(wide - n, window[1] + window[2]); y++) {
			for (int x = Math.max(0, window[0] - window[2]); x <= Math.min(wide - n, window[0] + window[2]); x++) {
				final double correlation = correlation(template, n, moved, wide, x, y);
				if (correlation > best.correlation) best = new Place(turn, x, y, correlation);
			}
		}
		return best;
	}

	private static float[] blocks(final float[] values, final int size) {
		final int n = size / BLOCK;
		final float[] means = new float[n * n];
		for (int i = 0; i < size * size; i++)
			means[i / size / BLOCK * n + i % size / BLOCK] += values[i] / (BLOCK * BLOCK);
		return means;
	}

	/**
	 * @return the correlation of a registered pair's faces, averaged over cells of {@value #STEP} × {@value #STEP} pixels
	 */
	static double correlation(final RegisteredPair pair) {
		final int n = CanonicalFace.SIZE / STEP;
		return correlation(blocks(blocks(pair.onsetPixels(), CanonicalFace.SIZE), CanonicalFace.SIZE / BLOCK), n, blocks(
			blocks(pair.apexPixels(), CanonicalFace.SIZE), CanonicalFace.SIZE / BLOCK), n, 0, 0);
	}

	private static double correlation(final float[] template, final int n, final float[] moved, final int wide,
		final int x0, final int y0)
	{
		// Sums of even and of odd columns: one sum alone would wait for itself.
		double s = 0, t = 0, ss = 0, tt = 0, st = 0;
		double oddS = 0, oddT = 0, oddSs = 0, oddTt = 0, oddSt = 0;
		for (int y = 0; y < n; y++) {
			final int from = y * n, at = (y + y0) * wide + x0;
			for (int x = 0; x < n; x += 2) {
				final double p = template[from + x], q = moved[at + x];
				final double oddP = template[from + x + 1], oddQ = moved[at + x + 1];
				s += p;
				t += q;
				ss += p * p;
				tt += q * q;
				st += p * q;
				oddS += oddP;
				oddT += oddQ;
				oddSs += oddP * oddP;
				oddTt += oddQ * oddQ;
				oddSt += oddP * oddQ;
			}
		}
		s += oddS;
		t += oddT;
		final double count = n * n;
		final double variances = (ss + oddSs - s * s / count) * (tt + oddTt - t * t / count);
		return variances > 0 ? (st + oddSt - s * t / count) / Math.sqrt(variances) : 0;
	}
}
