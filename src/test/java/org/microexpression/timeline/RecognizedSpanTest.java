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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.face.FaceArea;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;

class RecognizedSpanTest {

	private static final Path SAMPLE = Path.of("src/main/resources/org/microexpression/samples/surprise.avi");

	/** A person drags the onset to the apex; no parameters of a macro are spoken of. */
	@Test
	void onsetAndApexThatAreOneFrameAreToldInTheUsersTerms() {
		final Moment apex = new Moment(7, 0.2);
		final TimelineSpan span = TimelineSpan.of(new SpottedInterval(apex, apex, new Moment(9, 0.3), Double.NaN,
			Double.NaN, SpottedKind.MICRO, List.of(), true));
		try (Clip clip = Clips.open(SAMPLE);
				ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(Path.of("models"))),
					ModelStore.SHIPPED, Device.CPU))
		{
			assertEquals("Onset and apex of the interval are both frame 7 of 'surprise.avi'; drag the apex to the frame in " +
				"which the expression is strongest, or the onset to an earlier one.", assertThrows(InputException.class,
					() -> RecognizedSpan.of(pipeline, clip, span, FaceArea.EVERYWHERE, Progress.none())).getMessage());
		}
	}
}
