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

package org.microexpression.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import ij.ImagePlus;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.fixture.FixtureClip;
import org.microexpression.dataset.fixture.SyntheticFrames;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldWarp;
import org.microexpression.synthetic.SyntheticClip.Setting;

class SyntheticClipTest {

	@ParameterizedTest
	@EnumSource(ExpressionClass.class)
	void theTruthExplainsARegisteredSample(final ExpressionClass expression) {
		final SyntheticClip clip = SampleMaker.sample(expression);
		final int onset = clip.course().onset();
		final int apex = clip.course().apex();
		final RegisteredPair pair = FaceRegistration.register(clip.frame(onset), clip.frame(apex), clip.landmarks(onset));
		final float[] warped = pixels(FieldWarp.warp(pair.apex(), clip.truth(apex)));
		final double before = difference(pair.onsetPixels(), pair.apexPixels());
		final double after = difference(pair.onsetPixels(), warped);
		// What is left is the noise of two frames (sd 1 each, so 1.13 in the mean) and registration's own error.
		assertTrue(after < 0.6 * before && after < 1.5, after + " grey levels left of " + before);
	}

	@Test
	void theTruthFollowsTheTimeCourse() {
		final SyntheticClip clip = SampleMaker.sample(ExpressionClass.SURPRISE);
		assertEquals(0, ActionUnitPlacement.largest(clip.truth(clip.course().onset())));
		assertEquals(0, ActionUnitPlacement.largest(clip.truth(clip.course().offset())));
		final double full = ActionUnitPlacement.largest(clip.truth(clip.course().apex()));
		assertTrue(full > 1.8 && full < 3.5, "largest displacement " + full);
		for (int i = 0; i < clip.frameCount(); i++)
			assertTrue(ActionUnitPlacement.largest(clip.truth(i)) <= full + 1e-6);
		assertEquals("1+2", clip.actionUnits());
		assertEquals("R4+L12", Activation.facs(List.of(new Activation(ActionUnit.AU12, FaceSide.RIGHT, 1), new Activation(
			ActionUnit.AU4, FaceSide.LEFT, 1))), "the person's sides");
	}

	@Test
	void aTimeCourseRisesToTheApexAndFades() {
		final TimeCourse course = new TimeCourse(2, 6, 14, 1, 1.5);
		assertEquals(0, course.at(2));
		assertEquals(1, course.at(6));
		assertEquals(0, course.at(14));
		for (int i = 2; i < 6; i++)
			assertTrue(course.at(i) < course.at(i + 1));
		for (int i = 6; i < 14; i++)
			assertTrue(course.at(i) > course.at(i + 1));
		assertThrows(IllegalArgumentException.class, () -> new TimeCourse(3, 3, 5, 1, 1));
	}

	@Test
	void framesAreTheSameEachTimeAndPeopleDiffer() {
		final Setting setting = Setting.laboratory().withFrames(24);
		final SyntheticClip clip = new SyntheticClip("a", 1, 2, ExpressionClass.POSITIVE, setting);
		final float[] frame = pixels(clip.frame(10));
		assertArrayEquals(frame, pixels(new SyntheticClip("a", 1, 2, ExpressionClass.POSITIVE, setting).frame(10)));
		assertFalse(Arrays.equals(frame, pixels(clip.frame(11))));
		assertTrue(difference(frame, 320, pixels(new SyntheticClip("a", 2, 2, ExpressionClass.POSITIVE, setting).frame(
			10))) > 10);
		assertThrows(IndexOutOfBoundsException.class, () -> clip.frame(24));
	}

	@Test
	void onsetApexAndOffsetAreInOrderInEveryClip() {
		for (int i = 0; i < 40; i++) {
			final SyntheticClip clip = new SyntheticClip("c", i, i, ExpressionClass.values()[i % 3], Setting.laboratory()
				.withFrames(12 + 3 * i));
			assertTrue(clip.course().onset() >= 0 && clip.course().offset() < clip.frameCount());
			assertFalse(clip.actionUnits().isEmpty());
		}
	}

	@Test
	void framesGoToNumberedPicturesAndBack(@TempDir final Path folder) {
		final SyntheticClip clip = new SyntheticClip("numbered", 5, 6, ExpressionClass.NEGATIVE, Setting.sample()
			.withFrames(12));
		SyntheticClipFiles.writeFrames(clip, folder.resolve("png"), "png", Progress.none());
		try (Clip read = Clips.open(folder.resolve("png"))) {
			assertEquals(12, read.frameCount());
			assertEquals(12, read.frameNumber(11));
			assertArrayEquals(pixels(clip.frame(11)), pixels(read.frame(11)));
		}
		SyntheticClipFiles.writeFrames(clip, folder.resolve("jpg"), "jpg", Progress.none());
		assertTrue(Files.exists(folder.resolve("jpg").resolve("img12.jpg")));
		final InputException exc = assertThrows(InputException.class, () -> SyntheticClipFiles.writeFrames(clip, folder,
			"gif", Progress.none()));
		assertEquals("Frames cannot be written as 'gif'; give png or jpg.", exc.getMessage());
	}

	@Test
	void filmsAndStacksAreReadBack(@TempDir final Path folder) {
		final SyntheticClip clip = new SyntheticClip("film", 5, 6, ExpressionClass.NEGATIVE, Setting.sample().withFrames(
			12));
		SyntheticMovies.writeTiff(clip, folder.resolve("film.tif"));
		try (Clip read = Clips.open(folder.resolve("film.tif"))) {
			assertEquals(12, read.frameCount());
			assertArrayEquals(pixels(clip.frame(7)), pixels(read.frame(7)));
		}
		SyntheticMovies.writeAvi(clip, folder.resolve("film.avi"));
		try (Clip read = Clips.open(folder.resolve("film.avi"))) {
			assertEquals(12, read.frameCount());
			assertEquals(256, read.width());
			// JPEG at quality 75 costs about two grey levels of a frame with noise of sd 1.
			assertTrue(difference(pixels(clip.frame(7)), 256, pixels(read.frame(7))) < 2.5);
		}
	}

	@Test
	void aDatasetComesWithItsManifest(@TempDir final Path folder) {
		final SyntheticDataset dataset = new SyntheticDataset(3, Setting.sample().withFrames(12));
		final List<Sample> samples = Manifest.read(dataset.write(folder, 2, 3, "jpg", Progress.none())).samples();
		assertEquals(6, samples.size());
		assertEquals(2, samples.stream().filter(sample -> sample.label().equals("surprise")).count());
		final Sample sample = samples.get(4);
		assertEquals("s02", sample.subject());
		final SyntheticClip clip = dataset.clip(1, 1);
		assertEquals(clip.actionUnits(), sample.aus());
		try (Clip read = Clips.open(sample.source())) {
			assertEquals(clip.course().apex(), read.indexOf(sample.apex()));
		}
		assertThrows(InputException.class, () -> dataset.write(folder, 0, 3, "jpg", Progress.none()));
	}

	@Test
	void madeUpDatasetsCanShowSyntheticClips() {
		final SyntheticFrames frames = new SyntheticFrames(0, Setting.sample());
		final FixtureClip clip = new FixtureClip(1, 2, ExpressionClass.SURPRISE, 14, 2, 6, 12);
		final float[] apex = pixels(frames.frame(clip, 6));
		assertFalse(Arrays.equals(apex, pixels(frames.frame(clip, 2))));
		assertArrayEquals(apex, pixels(new SyntheticFrames(0, Setting.sample()).frame(clip, 6)));
		assertEquals(256 * 256, pixels(frames.frame(new FixtureClip(1, 3, ExpressionClass.POSITIVE, 14, 2, 2, 12),
			3)).length);
	}

	@Test
	void theShippedSamplesAreThoseOfTheMaker(@TempDir final Path folder) throws IOException {
		SampleMaker.main(folder.toString());
		for (final ExpressionClass expression : ExpressionClass.values()) {
			final Path made = folder.resolve(expression.label() + ".avi");
			assertTrue(Files.size(made) <= 300_000, made + " has " + Files.size(made) + " bytes");
			final Path shipped = folder.resolve("shipped.avi");
			try (InputStream in = getClass().getResourceAsStream("/org/microexpression/samples/" + expression.label() +
				".avi"))
			{
				Files.write(shipped, in.readAllBytes());
			}
			try (Clip a = Clips.open(made); Clip b = Clips.open(shipped)) {
				assertEquals(28, b.frameCount());
				// Not to the bit: another JPEG library may round otherwise.
				assertTrue(difference(pixels(a.frame(13)), 256, pixels(b.frame(13))) < 1);
			}
		}
	}

	@Test
	void asAnImageAClipIsAnEightBitStackInTime() {
		final SyntheticClip clip = new SyntheticClip("shown", 5, 6, ExpressionClass.NEGATIVE, Setting.sample());
		final ImagePlus image = SyntheticClipFiles.toImagePlus(clip);
		assertEquals(28, image.getNFrames());
		assertEquals(8, image.getBitDepth());
		assertEquals(100, image.getCalibration().fps);
		assertEquals(pixels(clip.frame(3))[777], image.getStack().getProcessor(4).getf(777));
	}

	private static float[] pixels(final ArrayImg<FloatType, FloatArray> image) {
		return image.update(null).getCurrentStorageArray();
	}

	private static double difference(final float[] a, final float[] b) {
		return difference(a, 128, b);
	}

	/** Mean absolute difference, 8 px at the border left out. */
	private static double difference(final float[] a, final int width, final float[] b) {
		final int height = a.length / width;
		double sum = 0;
		for (int y = 8; y < height - 8; y++)
			for (int x = 8; x < width - 8; x++)
				sum += Math.abs(a[y * width + x] - b[y * width + x]);
		return sum / ((width - 16) * (height - 16));
	}
}
