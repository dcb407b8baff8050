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

package org.microexpression.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.DelegatingClip;
import org.microexpression.face.FaceArea;
import org.microexpression.pipeline.EarlierApex;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.Recognition;
import org.microexpression.pipeline.RegisteredClip;

/**
 * A candidate that was recognized: the same whether its clip is spotted or a person looks at it.
 *
 * @param span        the interval with what was recognized in it
 * @param registered  the two frames between which that was
 * @param recognition what was recognized
 */
public record RecognizedSpan(TimelineSpan span, RegisteredClip registered, Recognition recognition) {

	/**
	 * Recognizes between onset and apex, or half or a quarter of the way there where that pair is refused: in the midst of
	 * a strong expression less of it can be taken for the head.
	 *
	 * @param pipeline recognizes
	 * @param clip     the clip; left open
	 * @param span     an interval of it
	 * @param area     where to search the face
	 * @param progress progress and cancellation
	 * @return what was recognized; its span has a note where that was not between onset and apex
	 * @throws InputException if none of these pairs can be used
	 */
	public static RecognizedSpan of(final ExpressionPipeline pipeline, final Clip clip, final TimelineSpan span,
		final FaceArea area, final Progress progress)
	{
		final int onset = span.interval().onset().frame(), apex = span.interval().apex().frame();
		if (onset == apex) throw new InputException("Onset and apex of the interval are both frame " + onset + " of '" +
			clip.name() +
			"'; drag the apex to the frame in which the expression is strongest, or the onset to an earlier one.");
		return EarlierApex.orEarlier(onset, apex, frame -> recognized(pipeline, clip, span, frame, area, progress), (found,
			refused) -> new RecognizedSpan(found.span.noted("recognized between the frames " + onset + " and " +
				found.registered.apex() + ", since: " + refused.told()), found.registered, found.recognition));
	}

	private static RecognizedSpan recognized(final ExpressionPipeline pipeline, final Clip clip, final TimelineSpan span,
		final int apex, final FaceArea area, final Progress progress)
	{
		final List<String> remarks = new ArrayList<>();
		try {
			final RegisteredClip registered = pipeline.register(new WithoutRemarks(clip), span.interval().onset().frame(),
				apex, Optional.empty(), area, progress);
			remarks.addAll(registered.remarks());
			final Recognition recognition = pipeline.recognize(registered, progress);
			return new RecognizedSpan(span.with(recognition), registered, recognition);
		}
		catch (final InputException e) {
			throw e.with(remarks);
		}
	}

	/** Those of the whole clip are told once, not with each interval that cannot be recognized. */
	private static final class WithoutRemarks extends DelegatingClip {

		WithoutRemarks(final Clip clip) {
			super(clip);
		}

		@Override
		public List<String> remarks() {
			return List.of();
		}
	}
}
