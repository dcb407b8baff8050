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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.face.FaceArea;
import org.microexpression.model.ModelStore;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionSettings;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.RegisteredClip;
import org.microexpression.synthetic.SampleMaker;
import org.microexpression.timeline.ClipSpotting;
import org.microexpression.timeline.TimelineSpan;

/** The video of {@code File > Open Samples}, from its file to what happens in it. */
class SampleVideoTest {

	private static final Path VIDEO = Path.of("src/main/resources/org/microexpression/videos/video.mp4");

	/** The guess is its strongest frame, whose head is in doubt; the user has named no frame and can do nothing for it. */
	@Test
	void aGuessedApexThatIsRefusedGivesWayToAnEarlierFrame() {
		try (Clip clip = Clips.open(VIDEO);
				ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(Path.of("models"))),
					ModelStore.SHIPPED, Device.CPU))
		{
			final RegisteredClip found = pipeline.register(clip, ClipRegistration.AUTOMATIC, ClipRegistration.AUTOMATIC,
				Optional.empty(), FaceArea.EVERYWHERE, Progress.none());
			final String guess = found.remarks().get(1);
			final int guessed = Integer.parseInt(guess.replaceAll(".*frame (\\d+), a guess.*", "$1"));
			assertEquals(found.onset() + (guessed - found.onset()) / 2, found.apex());
			assertEquals("Frame " + found.apex() + ", on the way to that apex, was taken in its place, since at frame " +
				guessed + " the head's motion is in doubt; check it, or give 'apex'.", found.remarks().get(2));
			assertEquals("onset and apex", found.guessed());
			assertEquals("positive", pipeline.recognize(found, Progress.none()).prediction().label());
			// Who names the frame gets no other.
			final RegisteredClip named = pipeline.register(clip, found.onset(), guessed, Optional.empty(),
				FaceArea.EVERYWHERE, Progress.none());
			assertEquals(guessed, named.apex());
			assertThrows(InputException.class, () -> pipeline.recognize(named, Progress.none()));
		}
	}

	@Test
	void bothExpressionsAreSpottedAndRecognizedAndTheBlinkIsToldApart() {
		final ModelStore store = new ModelStore(List.of(Path.of("models")));
		final List<TimelineSpan> spans;
		try (Clip clip = Clips.open(VIDEO);
				FacialMotion motion = new FacialMotion(store, ModelStore.SHIPPED, Hardware.cpu(0));
				ExpressionPipeline pipeline = new ExpressionPipeline(store, ModelStore.SHIPPED, Device.CPU))
		{
			assertEquals(600, clip.frameCount());
			spans = new ClipSpotting(motion, Spotter.named(Spotter.DEFAULT), SpotterSettings.defaults(), pipeline).spot(clip,
				"", Optional.empty(), MotionSettings.defaults(), Progress.none()).timeline().spans();
		}
		final List<SpottedInterval> spotted = spans.stream().map(TimelineSpan::interval).toList();
		for (final SpottedInterval truth : SampleMaker.video().truth())
			assertTrue(spotted.stream().anyMatch(found -> found.kind() == truth.kind() && found.overlap(truth) >= (truth
				.kind() == SpottedKind.BLINK ? 0.3 : 0.5)), () -> truth + " among " + spotted);
		final List<TimelineSpan> expressions = spans.stream().filter(span -> span.interval().kind().isExpression())
			.toList();
		assertEquals(List.of("surprise", "positive"), expressions.stream().map(TimelineSpan::answer).toList());
		assertEquals("", expressions.get(0).note());
		// At its strongest what of it is the head's is in doubt; half the way there it is not.
		final SpottedInterval smile = expressions.get(1).interval();
		final int between = smile.onset().frame() + (smile.apex().frame() - smile.onset().frame()) / 2;
		assertTrue(expressions.get(1).note().startsWith("recognized between the frames " + smile.onset().frame() + " and " +
			between + ", since: video.mp4 frames " + smile.onset().frame() + "-" + smile.apex().frame() +
			": Onset and apex are not registered to each other"), expressions.get(1).note());
	}
}
