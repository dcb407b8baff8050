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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceArea;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.GreyPair;
import org.microexpression.fusion.TemporalFusion;
import org.microexpression.fusion.TemporalRecognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.SavedModels;
import org.microexpression.synthetic.SyntheticClip;

/** Which frames the temporal path looks at, and what a pipeline does with it. */
class TemporalPathTest {

	private static final SyntheticClip CLIP = new SyntheticClip("made up", 3, 4, ExpressionClass.SURPRISE,
		SyntheticClip.Setting.sample());

	/** Gives each pair a field that tells how many there were before it; refuses one of them. */
	private static final class Counting implements DisplacementEstimator {

		private final int refused;
		private int seen;

		Counting(final int refused) {
			this.refused = refused;
		}

		@Override
		public DisplacementField compute(final GreyPair pair) {
			if (seen++ == refused) throw new InputException("Not today.");
			final DisplacementField field = DisplacementField.zero(128, 128);
			field.u()[0] = seen;
			return field;
		}

		@Override
		public String device() {
			return "none";
		}
	}

	@Test
	void framesAreSpreadOverRiseAndFall() {
		assertArrayEquals(new int[] { 20, 30, 40, 50, 60 }, TemporalPath.frames(10, 40, 99));
		assertArrayEquals(new int[] { 20, 30, 40, 43, 46 }, TemporalPath.frames(10, 40, 49), "the clip ends early");
		assertArrayEquals(new int[] { 11, 11, 12, 12, 13 }, TemporalPath.frames(10, 12, 13));
		assertArrayEquals(new int[] { 11, 11, 11, 11, 11 }, TemporalPath.frames(10, 11, 11), "only onset and apex");
	}

	@Test
	void aFrameThatCannotBeUsedIsLeftOutWithARemark() {
		final int onset = CLIP.course().onset(), apex = CLIP.course().apex();
		final List<String> remarks = new ArrayList<>();
		final TemporalPath path = TemporalPath.of(CLIP, onset, apex, CLIP.frameCount() - 1, CLIP.landmarks(onset),
			new Counting(1), remarks);
		final int[] frames = TemporalPath.frames(onset, apex, CLIP.frameCount() - 1);
		assertEquals(List.of("Frame " + CLIP.frameNumber(frames[1]) +
			" of 'made up' is left out of the temporal path: Not " + "today."), remarks);
		assertEquals(List.of(true, false, false, true, true), path.others().stream().map(Optional::isPresent).toList());
		assertEquals(1, path.times()[1], "the apex stands in for it");
		assertEquals((double) (frames[3] - onset) / (apex - onset), path.times()[3]);
		final DisplacementField own = DisplacementField.zero(128, 128);
		assertEquals(own, path.fields(own).get(TemporalFusion.APEX));
		assertEquals(own, path.fields(own).get(1));
		assertFalse(own.equals(path.fields(own).get(0)));
	}

	@Test
	void aClipOfTwoFramesHasNone() {
		final int onset = CLIP.course().onset();
		assertEquals("The clip 'made up' has no frame between its onset (frame " + CLIP.frameNumber(onset) +
			") and its apex (frame " + CLIP.frameNumber(onset + 1) +
			") and none after it; give a longer clip, or leave 'temporal' off.", assertThrows(InputException.class,
				() -> TemporalPath.of(CLIP, onset, onset + 1, onset + 1, CLIP.landmarks(onset), new Counting(-1),
					new ArrayList<>())).getMessage());
	}

	private static Recognition recognize(final ModelStore store, final String model, final boolean temporal,
		final Clip clip)
	{
		try (ExpressionPipeline pipeline = new ExpressionPipeline(store, model, Device.CPU)) {
			pipeline.setOptions(RecognitionOptions.defaults().withTemporal(temporal));
			return pipeline.recognize(pipeline.register(clip, CLIP.course().onset() + 1, CLIP.course().apex() + 1, Optional
				.of(CLIP.landmarks(CLIP.course().onset())), FaceArea.EVERYWHERE, Progress.none()), Progress.none());
		}
	}

	@Test
	void aModelOfBeforeLoadsAndSaysThatItHasNone(@TempDir final Path models) {
		final ModelStore store = UntrainedModel.writeWithUnits(models, "before", 1);
		assertEquals("before", recognize(store, "before", false, CLIP).model());
		assertTrue(assertThrows(InputException.class, () -> recognize(store, "before", true, CLIP)).getMessage().startsWith(
			"The model 'before' has no temporal path"));
	}

	@Test
	void theSettingIsNamedInTheRowAndOffChangesNothing(@TempDir final Path models) {
		final ModelStore store = UntrainedModel.writeWithUnits(models, "with", 1);
		final Recognition before = recognize(store, "with", false, CLIP);
		final Path folder = models.resolve("with");
		final TemporalFusion network = new TemporalFusion(TemporalFusion.Settings.defaults(), 3);
		SavedModels.export(network.forInference(), ParameterLayout.of(network.forInference()).initialize(1), folder.resolve(
			TemporalRecognizer.FOLDER));
		assertTrue(assertThrows(InputException.class, () -> ModelCard.read(folder)).getMessage().contains("damaged"),
			"the hash covers it");
		ModelCard.write(folder, UntrainedModel.card("with"));

		final Recognition off = recognize(store, "with", false, CLIP);
		assertEquals(before.row().cells(), off.row().cells());
		final Recognition on = recognize(store, "with", true, CLIP);
		assertEquals("with + temporal path", on.model());
		assertArrayEquals(off.prediction().probabilities(), on.prediction().probabilities(), 1e-4,
			"an untrained path leaves the apex's answer");

		try (ExpressionPipeline pipeline = new ExpressionPipeline(store, "with", Device.CPU)) {
			final String hash = pipeline.hash();
			final RegisteredClip alone = pipeline.register(CLIP, CLIP.course().onset() + 1, CLIP.course().apex() + 1, Optional
				.of(CLIP.landmarks(CLIP.course().onset())), FaceArea.EVERYWHERE, Progress.none());
			pipeline.setOptions(RecognitionOptions.defaults().withTemporal(true));
			assertEquals(hash + " + temporal path", pipeline.hash(), "rows of a file are kept apart");
			assertTrue(assertThrows(InputException.class, () -> pipeline.recognize(alone, Progress.none())).getMessage()
				.contains("is a registered pair of two frames"));
		}
	}
}
