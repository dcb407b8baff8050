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

package org.microexpression.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.TemporalFusion;

/**
 * The fields of a clip from its onset over its apex to its offset, all from the onset: what the temporal path looks at
 * beside that of the apex. The frames are spread evenly on either side of the apex. Nobody names an offset; that it
 * lies as far behind the apex as the onset before it, or at the clip's end, is our choice.
 *
 * @param others the field of each of {@value TemporalFusion#FRAMES} frames; empty for the apex itself and in place of a
 *               frame that the clip has not or that cannot be used, for which the apex stands in
 * @param times  when each was filmed: 0 at the onset, 1 at the apex
 */
public record TemporalPath(List<Optional<DisplacementField>> others, double[] times) {

	/** No fields beside that of the apex. */
	public static final TemporalPath NONE = new TemporalPath(List.of(), new double[0]);

	/** How many steps lead from the onset to the apex, and from there to the offset. */
	private static final int STEPS = TemporalFusion.APEX + 1;

	/** Keeps its own copy of the list. */
	public TemporalPath {
		others = List.copyOf(others);
	}

	/**
	 * @param onset index of the onset frame
	 * @param apex  index of the apex frame, after it
	 * @param last  index of the clip's last frame
	 * @return indices of {@value TemporalFusion#FRAMES} frames, from the first after the onset on; some are the same where
	 *         the clip has few
	 */
	public static int[] frames(final int onset, final int apex, final int last) {
		final int offset = Math.min(last, apex + apex - onset);
		final int[] frames = new int[TemporalFusion.FRAMES];
		for (int k = 0; k < frames.length; k++) {
			final int behind = k - TemporalFusion.APEX;
			frames[k] = behind < 0 ? Math.max(onset + 1, onset + Math.round((float) (k + 1) * (apex - onset) / STEPS))
				: apex + Math.round((float) behind * (offset - apex) / STEPS);
		}
		return frames;
	}

	/**
	 * @param clip      the clip
	 * @param onset     0-based index of the onset frame
	 * @param apex      0-based index of the apex frame
	 * @param last      0-based index of the last frame that may be used
	 * @param landmarks the landmarks of the onset face in pixels of the clip
	 * @param estimator computes the fields
	 * @param remarks   takes a sentence for every frame that cannot be used and is left out
	 * @return the path through the clip
	 * @throws InputException if the clip has no frame for it beside onset and apex
	 */
	public static TemporalPath of(final Clip clip, final int onset, final int apex, final int last,
		final FacialLandmarks landmarks, final DisplacementEstimator estimator, final List<String> remarks)
	{
		final int[] frames = frames(onset, apex, last);
		if (Arrays.stream(frames).allMatch(frame -> frame == apex)) throw new InputException("The clip '" + clip.name() +
			"' has no frame between its onset (frame " + clip.frameNumber(onset) + ") and its apex (frame " + clip
				.frameNumber(apex) + ") and none after it; give a longer clip, or leave 'temporal' off.");
		final Map<Integer, Optional<DisplacementField>> known = new HashMap<>(Map.of(apex, Optional.empty()));
		final List<Optional<DisplacementField>> fields = new ArrayList<>();
		final double[] times = new double[frames.length];
		for (int k = 0; k < frames.length; k++) {
			fields.add(known.computeIfAbsent(frames[k], frame -> field(clip, onset, frame, landmarks, estimator, remarks)));
			times[k] = fields.get(k).isEmpty() ? 1 : (double) (frames[k] - onset) / (apex - onset);
		}
		return new TemporalPath(fields, times);
	}

	private static Optional<DisplacementField> field(final Clip clip, final int onset, final int frame,
		final FacialLandmarks landmarks, final DisplacementEstimator estimator, final List<String> remarks)
	{
		try {
			return Optional.of(estimator.compute(FaceRegistration.register(clip.frame(onset), clip.frame(frame), landmarks)));
		}
		catch (final InputException e) {
			remarks.add("Frame " + clip.frameNumber(frame) + " of '" + clip.name() + "' is left out of the temporal path: " +
				e.getMessage());
			return Optional.empty();
		}
	}

	/**
	 * @param apex the field of onset and apex
	 * @return the fields of all frames
	 */
	public List<DisplacementField> fields(final DisplacementField apex) {
		return others.stream().map(other -> other.orElse(apex)).toList();
	}
}
