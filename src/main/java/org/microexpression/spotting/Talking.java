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

package org.microexpression.spotting;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.fusion.AuRegion;
import org.microexpression.motion.RegionSide;

/** Finds talking: lips or chin that open and close again and again, several times a second. */
final class Talking {

	/** Half length in seconds of a syllable's motion. */
	private static final double SYLLABLE = 0.12;

	/** Smallest motion of a syllable, eye distances. */
	private static final double LEAST = 0.006;

	/** Seconds from syllable to syllable at most, and how many there must be. */
	private static final double PAUSE = 0.8;
	private static final int SYLLABLES = 4;

	/** Seconds of a syllable that stands alone. */
	private static final double LONGEST = 0.6;

	/** Seconds that are added at both ends. */
	private static final double BORDER = 0.3;

	private Talking() {
		// Static only.
	}

	static List<Span> of(final Signals signals, final BumpScores scores) {
		final int half = signals.samples(SYLLABLE);
		final double[] size = new double[signals.count()];
		for (int i = 0; i < size.length; i++) {
			for (final RegionSide place : RegionSide.ALL) {
				if (!byJaw(place)) continue;
				size[i] = Math.max(size[i], scores.bend(place, i, half)[2]);
			}
		}
		final List<Span> bouts = new ArrayList<>();
		final int border = signals.samples(BORDER);
		int first = -1;
		int last = -1;
		int strongest = -1;
		int count = 0;
		for (int i = 1; i < size.length; i++) {
			final boolean end = i == size.length - 1;
			final boolean syllable = !end && size[i] > LEAST && size[i] > size[i - 1] && size[i] >= size[i + 1];
			if (end || syllable && last >= 0 && i - last > signals.samples(PAUSE)) {
				if (count >= SYLLABLES) bouts.add(new Span(Math.max(0, first - border), strongest, Math.min(size.length - 1,
					last + border)));
				count = 0;
			}
			if (!syllable) continue;
			if (count == 0) {
				first = i;
				strongest = i;
			}
			count++;
			last = i;
			if (size[i] > size[strongest]) strongest = i;
		}
		return bouts;
	}

	/** @return for each region and side whether it lies around the mouth and the sample in talking */
	static boolean[][] deaf(final Signals signals, final List<Span> bouts) {
		final boolean[][] deaf = new boolean[RegionSide.ALL.size()][signals.count()];
		for (final RegionSide place : RegionSide.ALL) {
			if (!byMouth(place)) continue;
			for (final Span bout : bouts)
				for (int i = bout.from(); i <= bout.to(); i++)
					deaf[place.index()][i] = true;
		}
		return deaf;
	}

	private static boolean byJaw(final RegionSide place) {
		return place.region() == AuRegion.CHIN || place.region() == AuRegion.LIPS;
	}

	private static boolean byMouth(final RegionSide place) {
		final AuRegion region = place.region();
		return region == AuRegion.CHIN || region == AuRegion.LIPS || region == AuRegion.MOUTH_CORNER ||
			region == AuRegion.CHEEK || region == AuRegion.NOSE;
	}

	/**
	 * @param bump    a short motion
	 * @param bumps   all of them
	 * @param signals their segment
	 * @param bouts   talking
	 * @return whether it may be a syllable, or what lies between two: only the mouth moves, and within talking, beside
	 *         it, from one bout to the next or beside two more of its kind
	 */
	static boolean isSyllable(final Bump bump, final List<Bump> bumps, final Signals signals, final List<Span> bouts) {
		if (!atMouth(bump)) return false;
		final boolean jaw = bump.regions().stream().limit(2).allMatch(Talking::byJaw);
		final int near = signals.samples(jaw ? PAUSE : PAUSE / 2);
		if (isWithin(bump, bouts) || isPause(bump, bouts, near)) return true;
		final int longest = signals.samples(LONGEST);
		if (!shortAtMouth(bump, longest)) return false;
		for (final Span bout : bouts)
			if (bump.onset() <= bout.to() + near && bump.offset() >= bout.from() - near) return true;
		return bumps.stream().filter(other -> other != bump && shortAtMouth(other, longest) && Math.abs(other.apex() - bump
			.apex()) <= 2 * signals.samples(PAUSE)).count() >= 2;
	}

	/** Whether most of it lies in talking. */
	private static boolean isWithin(final Bump bump, final List<Span> bouts) {
		double common = 0;
		for (final Span bout : bouts)
			common += Math.max(0, Math.min(bump.offset(), bout.to()) - Math.max(bump.onset(), bout.from()));
		return common > (bump.offset() - bump.onset()) / 2;
	}

	/** Whether it lasts from one bout to the next: a mouth that rests stands out from talking on both sides. */
	private static boolean isPause(final Bump bump, final List<Span> bouts, final int near) {
		boolean before = false;
		boolean after = false;
		for (final Span bout : bouts) {
			before |= bout.from() <= bump.onset() && Math.abs(bump.onset() - bout.to()) <= near;
			after |= bout.to() >= bump.offset() && Math.abs(bump.offset() - bout.from()) <= near;
		}
		return before && after;
	}

	private static boolean shortAtMouth(final Bump bump, final int longest) {
		return bump.offset() - bump.onset() <= longest && atMouth(bump);
	}

	private static boolean atMouth(final Bump bump) {
		return bump.regions().stream().limit(2).allMatch(Talking::byMouth);
	}
}
