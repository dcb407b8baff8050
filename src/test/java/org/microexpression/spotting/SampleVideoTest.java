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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.model.ModelStore;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionSettings;
import org.microexpression.motion.MotionTrace;
import org.microexpression.network.Hardware;
import org.microexpression.synthetic.SampleMaker;

/** The video of {@code File > Open Samples}, from its file to what happens in it. */
class SampleVideoTest {

	private static final Path VIDEO = Path.of("src/main/resources/org/microexpression/videos/video.mp4");

	@Test
	void bothExpressionsAreSpottedAndTheBlinkIsToldApart() {
		final List<SpottedInterval> spotted;
		try (Clip clip = Clips.open(VIDEO);
				FacialMotion motion = new FacialMotion(new ModelStore(List.of(Path.of("models"))), ModelStore.SHIPPED, Hardware
					.cpu(0)))
		{
			assertEquals(600, clip.frameCount());
			final MotionTrace trace = motion.measure(clip, MotionSettings.defaults(), Progress.none());
			spotted = Spotter.named(Spotter.DEFAULT).spot(trace, SpotterSettings.defaults());
		}
		for (final SpottedInterval truth : SampleMaker.video().truth())
			assertTrue(spotted.stream().anyMatch(found -> found.kind() == truth.kind() && found.overlap(truth) >= (truth
				.kind() == SpottedKind.BLINK ? 0.3 : 0.5)), () -> truth + " among " + spotted);
		assertEquals(2, spotted.stream().filter(found -> found.kind().isExpression()).count(), spotted::toString);
	}
}
