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

package org.microexpression.dataset.reader;

import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.dataset.Sample;

/**
 * Makes annotated key frames agree with the frames that exist. The published sheets hold impossible apexes, offsets
 * before the apex and frames that are not on disk; each change is one rule below, recorded by its name.
 * <ul>
 * <li>{@code onset-frame-missing}: the nearest existing frame, if it is nearer than half way to the apex; otherwise the
 * clip cannot be used.</li>
 * <li>{@code offset-not-labelled}, {@code offset-before-onset}: as far behind the apex as the onset is before it, at
 * most the last frame.</li>
 * <li>{@code offset-frame-missing}: the nearest lower existing frame.</li>
 * <li>{@code apex-not-labelled}, {@code apex-not-after-onset}, {@code apex-after-offset}: chosen anew by the
 * {@link ApexFinder}.</li>
 * <li>{@code apex-frame-missing}: the nearest existing frame, if it is nearer than half way to the onset; otherwise
 * chosen anew by the finder.</li>
 * </ul>
 * An apex behind the offset puts one of the two in the wrong: it is the offset where that lies at or before the onset,
 * otherwise the apex. That, and "half way", are our choices; the rest follows what public loaders do.
 */
final class KeyFrameRepair {

	private final ExistingFrames frames;
	private final ApexFinder finder;
	private final Progress progress;
	private final List<String> flags = new ArrayList<>();

	/**
	 * @param frames   the frames that exist
	 * @param finder   chooses an apex where the label is of no use
	 * @param progress cancellation, also while a frame is read
	 */
	KeyFrameRepair(final ExistingFrames frames, final ApexFinder finder, final Progress progress) {
		this.frames = frames;
		this.finder = finder;
		this.progress = progress.silent();
	}

	/**
	 * @param labelledOnset  annotated onset, {@link Sample#ABSENT} where there is none
	 * @param labelledApex   annotated apex, or absent
	 * @param labelledOffset annotated offset, or absent
	 * @return the key frames to use
	 * @throws KeyFrames.Unusable if no rule helps
	 */
	KeyFrames repair(final int labelledOnset, final int labelledApex, final int labelledOffset)
		throws KeyFrames.Unusable
	{
		if (frames.numbers().length < 2) throw new KeyFrames.Unusable("the folder " + frames.folder() + " holds " + (frames
			.numbers().length == 0 ? "no frame" : "one frame only"));
		if (labelledOnset == Sample.ABSENT) throw new KeyFrames.Unusable("the onset is not a number");
		final boolean apexFits = labelledApex > labelledOnset;
		final boolean offsetFits = labelledOffset > labelledOnset;
		if (!apexFits && !offsetFits) throw new KeyFrames.Unusable("neither apex nor offset lies after the onset " +
			labelledOnset);
		final int onset = onset(labelledOnset, apexFits && !(offsetFits && labelledApex > labelledOffset) ? labelledApex
			: labelledOffset);
		final int offsetGoal = offsetFits ? labelledOffset : mirroredOffset(labelledOnset, labelledApex, labelledOffset);
		final int offset = offset(onset, offsetGoal);
		final int apex = apex(onset, labelledApex, offsetGoal, offset, labelledOnset);
		return new KeyFrames(onset, apex, offset, flags);
	}

	private int onset(final int labelled, final int reference) throws KeyFrames.Unusable {
		if (frames.has(labelled)) return labelled;
		final int nearest = frames.nearest(labelled, 0, reference - 1);
		if (nearest < 0 || 2 * Math.abs(nearest - labelled) >= reference - labelled) throw new KeyFrames.Unusable(
			"the onset frame " + labelled + " does not exist, nor one near it (the folder holds " + frames.range() + ")");
		flags.add("onset-frame-missing:" + labelled + ">" + nearest);
		return nearest;
	}

	private int mirroredOffset(final int onset, final int apex, final int labelled) {
		final int offset = Math.min(2 * apex - onset, Math.max(frames.last(), apex));
		flags.add(labelled == Sample.ABSENT ? "offset-not-labelled:" + offset : "offset-before-onset:" + labelled + ">" +
			offset);
		return offset;
	}

	private int offset(final int onset, final int goal) throws KeyFrames.Unusable {
		final int existing = frames.atMost(goal);
		if (existing <= onset) throw new KeyFrames.Unusable("no frame exists between onset " + onset + " and offset " +
			goal + " (the folder holds " + frames.range() + ")");
		if (existing != goal) flags.add("offset-frame-missing:" + goal + ">" + existing);
		return existing;
	}

	private int apex(final int onset, final int labelled, final int labelledOffset, final int offset,
		final int labelledOnset) throws KeyFrames.Unusable
	{
		if (labelled == Sample.ABSENT) return chosen("apex-not-labelled", "", onset, offset);
		if (labelled <= labelledOnset || labelled <= onset) return chosen("apex-not-after-onset", labelled + ">", onset,
			offset);
		if (labelled > labelledOffset) return chosen("apex-after-offset", labelled + ">", onset, offset);
		if (frames.has(labelled)) return labelled;
		final int nearest = frames.nearest(labelled, onset + 1, offset);
		if (nearest < 0 || 2 * Math.abs(nearest - labelled) >= labelled - onset) return chosen("apex-frame-missing",
			labelled + ">", onset, offset);
		flags.add("apex-frame-missing:" + labelled + ">" + nearest);
		return nearest;
	}

	private int chosen(final String rule, final String from, final int onset, final int offset)
		throws KeyFrames.Unusable
	{
		final int apex;
		try (FolderClip clip = new FolderClip(frames, progress)) {
			apex = clip.frameNumber(finder.ask(clip, clip.indexOf(onset), clip.indexOf(offset), progress).apex());
		}
		catch (final InputException e) {
			throw new KeyFrames.Unusable("no apex was found by " + finder.title() + ": " + e.getMessage());
		}
		flags.add(rule + ":" + from + apex + " by " + finder.title());
		return apex;
	}
}
