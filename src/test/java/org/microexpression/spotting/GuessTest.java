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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.Progress;
import org.microexpression.face.FaceArea;
import org.microexpression.model.ModelStore;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionSettings;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.RegisteredClip;
import org.microexpression.synthetic.Deed;
import org.microexpression.synthetic.FilmedFace;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideo.Person;
import org.microexpression.synthetic.LongVideo.Setting;
import org.microexpression.synthetic.LongVideoScript.Acting;

/** The guess of onset and apex, and spotting the whole clip, are one measurement. */
class GuessTest {

	private static final ModelStore STORE = new ModelStore(List.of(Path.of("models")));

	/** Somebody who moves the head, blinks and talks besides: another way of measuring names another expression. */
	@Test
	void theGuessIsTheStrongestOfWhatIsSpotted() {
		isTheStrongest(new LongVideo("video", Person.PAINTED, 9002, 9003, Setting.usual(8, 30)));
	}

	@ParameterizedTest
	@CsvSource({ "3.4, 25", "3, 60", "2.6, 120", "2.6, 200" })
	void soItIsInOtherLengthsAndRates(final double seconds, final double rate) {
		final Setting usual = Setting.usual(seconds, rate);
		final Setting still = usual.with(new Acting(usual.acting().micro(), usual.acting().macro(), 0, false, false, false,
			0));
		isTheStrongest(new LongVideo("video", FilmedFace.of(Person.PORTRAIT, 2, still.format()), 2, 2, still, List.of(
			new Deed(Deed.units("4:1.2"), 0.5, 0.67, 0.9), new Deed(Deed.units("1:2+2:1.8"), 1.4, 1.6, 1.8))));
	}

	private static void isTheStrongest(final LongVideo video) {
		final SpottedInterval strongest;
		try (FacialMotion motion = new FacialMotion(STORE, ModelStore.SHIPPED, Hardware.cpu(0))) {
			strongest = Spotter.named(Spotter.DEFAULT).spot(motion.measure(video, MotionSettings.defaults(), Progress.none()),
				SpotterSettings.defaults()).stream().filter(interval -> interval.kind().isExpression()).max(Comparator
					.comparingDouble(SpottedInterval::strength)).orElseThrow();
		}
		try (ExpressionPipeline pipeline = new ExpressionPipeline(STORE, ModelStore.SHIPPED, Device.CPU)) {
			final RegisteredClip guess = pipeline.register(video, 0, 0, Optional.empty(), FaceArea.EVERYWHERE, Progress
				.none());
			assertEquals(List.of(strongest.onset().frame(), strongest.apex().frame()), List.of(guess.onset(), guess.apex()));
			assertTrue(guess.remarks().get(0).contains("a guess, by spotting;"), guess.remarks()::toString);
			assertFalse(guess.remarks().toString().contains("no expression was spotted"), guess.remarks()::toString);
		}
	}
}
