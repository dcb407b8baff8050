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

package org.microexpression.training.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Line;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.expression.ClassScheme;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceFinder;
import org.microexpression.network.Device;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.SyntheticDataset;

/** Clips that nothing can be learned from are told in a clear sentence. */
class ClipSourceTest {

	@TempDir
	private Path folder;
	private int made;

	private List<Sample> made(final int subjects, final int clips, final ExpressionClass... classes) {
		return Manifest.read(new SyntheticDataset(4, SyntheticClip.Setting.sample().withFrames(12), List.of(classes)).write(
			folder.resolve("clips"), subjects, clips, "png", Progress.none())).samples();
	}

	private RegisteredClips registered(final List<Sample> samples) {
		try (FaceFinder faces = FaceFinder.open(Path.of("models/face"), Device.CPU)) {
			return RegisteredClips.prepare(samples, folder.resolve("work"), faces, 0, Progress.none());
		}
	}

	private String refusal(final List<Sample> samples) {
		try (RegisteredClips clips = registered(samples)) {
			return assertThrows(InputException.class, () -> new ClipSource(clips, ClassScheme.MEGC2019,
				ClipSource.Augmentation.typical())).getMessage();
		}
	}

	@Test
	void oneSubjectIsToldSo() {
		final String sentence = refusal(made(1, 3, ExpressionClass.values()));
		assertTrue(sentence.contains("two subjects") && sentence.contains("of fewer"), sentence);
	}

	@Test
	void anEmptyClassIsNamed() {
		final String sentence = refusal(made(2, 2, ExpressionClass.NEGATIVE, ExpressionClass.POSITIVE));
		assertTrue(sentence.contains("none of the usable clips is surprise"), sentence);
	}

	@Test
	void aClassThatTrainingDoesNotKnowIsNamedWithItsClip() {
		final List<Sample> samples = new ArrayList<>(made(2, 1, ExpressionClass.NEGATIVE));
		final Sample s = samples.get(1);
		samples.set(1, s.withLabel("contempt"));
		final String sentence = refusal(samples);
		assertTrue(sentence.contains("'contempt'") && sentence.contains(s.key()), sentence);
	}

	@Test
	void noUsableClipIsToldSoAndEachReasonIsKept() {
		final Sample s = made(1, 1, ExpressionClass.NEGATIVE).get(0);
		final Sample absent = s.recordedIn(folder.resolve("nowhere"));
		try (RegisteredClips clips = registered(List.of(absent))) {
			assertEquals(1, clips.skipped().size());
			assertTrue(clips.skipped().get(0).reason().contains("nowhere"), clips.skipped().get(0).reason());
			assertThrows(InputException.class, () -> new ClipSource(clips, ClassScheme.MEGC2019, ClipSource.Augmentation
				.none()));
		}
	}

	/** As in recognition: an area saved with a clip chooses the face, and a choice among faces is told. */
	@Test
	void whatWasSelectedInAClipCountsAndTheChoiceOfAFaceIsTold() {
		final Sample s = made(1, 1, ExpressionClass.NEGATIVE).get(0);
		final List<Sample> samples = new ArrayList<>();
		for (final Roi selected : new Roi[] { null, new Roi(0, 0, 20, 20), new Line(0, 0, 9, 9) })
			samples.add(s.recordedIn(twoFaces(s.source(), selected)));
		try (RegisteredClips clips = registered(samples)) {
			assertEquals(List.of(samples.get(0), samples.get(2)), clips.samples());
			assertEquals(List.of(s.key() +
				": Frame 2 of 'two-0.tif' shows 2 faces; the largest was taken. Select another to " + "have that taken.", s
					.key() + ": The selection (Straight Line) that was saved with 'two-2.tif' was not used; an " +
					"area chooses the face.", s.key() + ": Frame 2 of 'two-2.tif' shows 2 faces; the largest was taken. Select " +
						"another to have that taken."), clips.remarks());
			assertTrue(clips.skipped().get(0).reason().contains("No face was found in the area saved with 'two-1.tif'"), clips
				.skipped().toString());
		}
	}

	/** All frames of a clip with a smaller copy beside them. */
	private Path twoFaces(final Path clip, final Roi selected) {
		final ImagePlus image = ClipImages.toImagePlus(Clips.open(clip));
		final int width = image.getWidth(), height = image.getHeight();
		final ImageStack both = new ImageStack(2 * width, height);
		for (int i = 1; i <= image.getStackSize(); i++) {
			final ImageProcessor frame = image.getStack().getProcessor(i).convertToByte(false);
			final ImageProcessor wide = frame.createProcessor(2 * width, height);
			wide.insert(frame, 0, 0);
			wide.insert(frame.resize(width * 3 / 4), width, 0);
			both.addSlice(wide);
		}
		final ImagePlus two = new ImagePlus("two", both);
		two.setRoi(selected);
		final Path file = folder.resolve("two-" + made++ + ".tif");
		IJ.saveAsTiff(two, file.toString());
		return file;
	}

	/** Its landmarks are in the overlay, which nobody sees here: without them another face would be learned from. */
	@Test
	void aSavedRegisteredPairIsSkipped() {
		final ImagePlus pair = IJ.createImage("pair", "32-bit ramp", 128, 128, 2);
		pair.getStack().setSliceLabel("onset, frame 43", 1);
		pair.getStack().setSliceLabel("apex, frame 100", 2);
		final Path file = folder.resolve("pair.tif");
		IJ.saveAsTiff(pair, file.toString());
		final Sample s = made(1, 1, ExpressionClass.NEGATIVE).get(0).recordedIn(file);
		try (RegisteredClips clips = registered(List.of(s))) {
			assertTrue(clips.skipped().get(0).reason().startsWith("The clip 'pair.tif' is a registered pair;"), clips
				.skipped().toString());
		}
	}

	@Test
	void clipsOfTwoSubjectsAndAllClassesAreDrawnFrom() throws Exception {
		try (RegisteredClips clips = registered(made(2, 3, ExpressionClass.values()))) {
			final ClipSource source = new ClipSource(clips, ClassScheme.MEGC2019, ClipSource.Augmentation.typical());
			assertArrayEquals(new double[] { 1, 1, 1 }, source.classWeights(3));
			assertArrayEquals(source.draw(new SplittableRandom(1)).onset(), source.draw(new SplittableRandom(1)).onset());
		}
		try (Stream<Path> left = Files.list(folder.resolve("work"))) {
			assertEquals(0, left.count(), "the file of frames is deleted");
		}
	}
}
