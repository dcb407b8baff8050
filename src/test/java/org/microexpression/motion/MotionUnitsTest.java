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

package org.microexpression.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceFollower;
import org.microexpression.face.HeadRemainder;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.fusion.Recognizer;
import org.microexpression.fusion.UnitActivity;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.synthetic.Deed;
import org.microexpression.synthetic.FilmedFace;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideo.Person;
import org.microexpression.synthetic.LongVideo.Setting;
import org.microexpression.synthetic.LongVideoScript.Acting;

/** A person who raises the left corner of the mouth, and nothing else. */
class MotionUnitsTest {

	private static final int APEX = 15;
	private static final UnitSide LEFT = new UnitSide(ActionUnit.AU12, FacsSide.LEFT);
	private static final UnitSide RIGHT = new UnitSide(ActionUnit.AU12, FacsSide.RIGHT);
	private static final ModelStore STORE = new ModelStore(List.of(Path.of("models")));
	private static final Hardware CPU = Hardware.cpu(0);

	@TempDir
	private Path folder;

	private static LongVideo video;
	private static FacialMotion motion;
	private static MotionTrace trace;

	/** Nothing but one expression, its apex in frame {@value #APEX} at 30 frames a second. */
	private static LongVideo video(final double rate) {
		final Setting usual = Setting.usual(0.9, rate);
		final Setting still = new Setting(usual.format(), new Acting(usual.acting().micro(), usual.acting().macro(), 0,
			false, false, false, 0), usual.camera());
		return new LongVideo("smile", FilmedFace.of(Person.PORTRAIT, 3, still.format()), 3, 4, still, List.of(new Deed(Deed
			.units("12L:1.5"), 0.2, APEX / 30.0, 0.75)));
	}

	@BeforeAll
	static void measure() {
		video = video(30);
		motion = new FacialMotion(STORE, ModelStore.SHIPPED, CPU);
		trace = motion.measure(video, MotionSettings.defaults().withUnits(true), Progress.none());
	}

	@AfterAll
	static void close() {
		motion.close();
	}

	@Test
	void theUnitRisesToTheApexOnItsSide() {
		assertTrue(trace.hasUnits());
		final int strongest = IntStream.range(1, trace.rows()).reduce((a, b) -> trace.unitPixels(b, LEFT) > trace
			.unitPixels(a, LEFT) ? b : a).orElseThrow();
		assertEquals(APEX, strongest, 1);
		assertTrue(trace.unitPixels(APEX, LEFT) > 2 * trace.unitPixels(APEX, RIGHT), () -> trace.unitPixels(APEX, LEFT) +
			" px on the left, " + trace.unitPixels(APEX, RIGHT) + " on the right");
		assertTrue(trace.unitProbability(APEX, LEFT) > trace.unitProbability(APEX, RIGHT));
		assertTrue(trace.unitProbability(APEX, LEFT) > trace.unitProbability(3, LEFT));
		for (final UnitSide unit : UnitSide.ALL) {
			assertTrue(Double.isNaN(trace.unitProbability(0, unit)) && Double.isNaN(trace.unitPixels(0, unit)),
				"the first frame is measured against nothing");
			for (int row = 1; row < trace.rows(); row++)
				assertTrue(trace.unitProbability(row, unit) >= 0 && trace.unitProbability(row, unit) <= 1 && trace.unitPixels(
					row, unit) >= 0, unit + " in row " + row);
		}
	}

	/** The same face and frames by hand, through the recognition of a pair with class and shares. */
	@Test
	void aFrameHasTheUnitsThatTheRecognitionOfItsPairHas() {
		final Path model = STORE.find(ModelStore.SHIPPED);
		try (FaceFinder finder = FaceFinder.open(STORE.face(), Device.CPU);
				DisplacementEstimator fields = new DgmMethod().openChecked(CPU.setup(model).quickly());
				Recognizer recognizer = Recognizer.open(model, ModelCard.read(model), CPU))
		{
			final FaceFollower follower = new FaceFollower(finder.find(video.frame(0)).landmarks());
			final float[] reference = follower.begin(video.frame(0)).pixels();
			float[] apex = reference;
			for (int i = 1; i <= APEX; i++)
				apex = follower.follow(video.frame(i)).orElseThrow().pixels();
			final DisplacementField field = HeadRemainder.without(fields.compute(new RegisteredPair(ArrayImgs.floats(
				reference, CanonicalFace.SIZE, CanonicalFace.SIZE), ArrayImgs.floats(apex, CanonicalFace.SIZE,
					CanonicalFace.SIZE))));
			final ActionUnits whole = recognizer.recognize(field, Optional.of(follower.landmarks())).units();
			final ActionUnits alone = recognizer.units(List.of(field), List.of(Optional.of(follower.landmarks()))).get(0);
			for (final UnitActivity expected : whole.all()) {
				final UnitSide unit = new UnitSide(expected.unit(), expected.side());
				assertEquals(expected.probability(), alone.of(unit.unit(), unit.side()).orElseThrow().probability(), 1e-5);
				assertEquals(expected.strength(), alone.of(unit.unit(), unit.side()).orElseThrow().strength());
				assertEquals(expected.probability(), trace.unitProbability(APEX, unit), 1e-5, unit::toString);
				assertEquals(expected.strength(), trace.unitPixels(APEX, unit), 1e-4, unit::toString);
			}
			assertEquals(UnitSide.ALL.size(), whole.all().size());
		}
	}

	@Test
	void whoDoesNotAskGetsTheSameMotionWithoutThem() {
		final MotionTrace plain = motion.measure(video, MotionSettings.defaults(), Progress.none());
		assertFalse(plain.hasUnits());
		assertEquals(MotionTrace.columns(), plain.table().columns());
		for (int row = 0; row < plain.rows(); row++)
			assertEquals(plain.value(row, Quantity.MOTION), trace.value(row, Quantity.MOTION));
		assertThrows(IllegalStateException.class, () -> plain.unitPixels(1, LEFT));
	}

	@Test
	void framesBetweenSamplesAreInterpolated() {
		final MotionTrace thin = motion.measure(video(60), MotionSettings.defaults().withUnits(true), Progress.none());
		assertFalse(thin.measured(21));
		assertEquals((thin.unitPixels(20, LEFT) + thin.unitPixels(22, LEFT)) / 2, thin.unitPixels(21, LEFT), 1e-12);
		assertTrue(Double.isNaN(thin.unitPixels(1, LEFT)), "between a frame without units and one with them");
	}

	@Test
	void aModelWithoutUnitsIsRefusedBeforeTheClipIsFollowed() {
		final ModelStore store = UntrainedModel.write(folder, "plain", 1);
		try (FacialMotion without = new FacialMotion(store, "plain", CPU)) {
			final String message = assertThrows(InputException.class, () -> without.measure(video, MotionSettings.defaults()
				.withUnits(true), Progress.none())).getMessage();
			assertTrue(message.contains("'plain' was trained without action units"), message);
		}
	}

	@Test
	void itCanBeCancelled() {
		assertThrows(CancellationException.class, () -> motion.measure(video, MotionSettings.defaults().withUnits(true),
			Progress.none().stoppingWhen(() -> true)));
	}
}
