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

package org.microexpression.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.FloatProcessor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.InputException;
import org.microexpression.face.FaceArea;
import org.microexpression.face.RegisteredPair;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.RegisteredClip;

class PairImagesTest {

	private static final RegisteredClip REGISTERED = new RegisteredClip("clip.avi", 43, 100, new RegisteredPair(ArrayImgs
		.floats(128, 128), ArrayImgs.floats(128, 128)), Optional.empty(), "apex", List.of());

	private static ImagePlus twoSlices(final String first, final String second) {
		final ImageStack stack = new ImageStack(128, 128);
		stack.addSlice(first, new FloatProcessor(128, 128));
		stack.addSlice(second, new FloatProcessor(128, 128));
		return new ImagePlus("two", stack);
	}

	@Test
	void twoFramesAreAClipUnlessTheySayThatTheyAreRegistered(@TempDir final Path folder) {
		for (final String[] labels : new String[][] { { null, null }, { "img1.jpg", "img19.jpg" }, { "onset_1.jpg",
			"apex_19.jpg" }, { "frame 1", "frame 19" }, { "apex, frame 1", "onset, frame 19" } })
			assertFalse(PairImages.isPair(twoSlices(labels[0], labels[1])), labels[0] + ", " + labels[1]);
		assertTrue(PairImages.isPair(twoSlices("onset, frame 43", "apex, frame 100")));
		final ImagePlus made = PairImages.toImagePlus(REGISTERED);
		final Path file = folder.resolve("pair.tif");
		IJ.saveAsTiff(made, file.toString());
		for (final ImagePlus pair : List.of(PairImages.toImagePlus(REGISTERED), made.duplicate(), IJ.openImage(file
			.toString())))
			assertTrue(PairImages.isPair(pair), pair.getTitle());
	}

	@Test
	void aPairKnowsItsFramesAndWhichWereGuessed() {
		final ImagePlus pair = PairImages.toImagePlus(REGISTERED);
		assertEquals("clip.avi frames 43-100 registered", pair.getTitle());
		for (final int[] frames : new int[][] { { 0, 0 }, { 43, 0 }, { 0, 100 }, { 43, 100 } }) {
			final RegisteredClip read = PairImages.fromImagePlus(pair, frames[0], frames[1]);
			assertEquals(List.of(43, 100, "apex"), List.of(read.onset(), read.apex(), read.guessed()));
		}
		assertEquals(RegisteredClip.UNKNOWN, PairImages.fromImagePlus(twoSlices("onset, frame 43", "apex, frame 100"), 43,
			100).guessed());
	}

	@Test
	void framesThatContradictThePairAreRefused() {
		final ImagePlus pair = PairImages.toImagePlus(REGISTERED);
		assertEquals(
			"'onset' is 46 but the registered pair 'clip.avi frames 43-100 registered' is of frame 43; give 0, or register " +
				"the clip again with the frames wanted.", assertThrows(InputException.class, () -> PairImages.fromImagePlus(
					pair, 46, ClipRegistration.AUTOMATIC)).getMessage());
		assertThrows(InputException.class, () -> PairImages.fromImagePlus(pair, 43, 99));
	}

	@ParameterizedTest
	@CsvSource({ "'onset, frame 5','apex, frame 5'", "'onset, frame 14','apex, frame 1'",
		"'apex, frame 14','onset, frame 1'", "'onset, frame 5 (0.200 s)','apex, frame 5 (0.400 s)'",
		"'onset, frame 1','onset, frame 14'", "'apex, frame 1','apex, frame 14'" })
	void labelsThatContradictEachOtherAreRefused(final String first, final String second) {
		final ImagePlus pair = PairImages.toImagePlus(REGISTERED);
		pair.getStack().setSliceLabel(first, 1);
		pair.getStack().setSliceLabel(second, 2);
		assertEquals("The registered pair 'clip.avi frames 43-100 registered' has slice labels that contradict each " +
			"other ('" + first + "', '" + second + "'): the onset comes first and the apex after it; correct them with " +
			"Image > Stacks > Set Label, or register the clip again.", assertThrows(InputException.class, () -> PairImages
				.fromImagePlus(pair, ClipRegistration.AUTOMATIC, ClipRegistration.AUTOMATIC)).getMessage());
	}

	@Test
	void aPairWhoseLabelsDoNotNumberItsFramesSaysSo() {
		assertEquals(List.of(), PairImages.fromImagePlus(PairImages.toImagePlus(REGISTERED), 0, 0).remarks());
		final ImagePlus pair = PairImages.toImagePlus(REGISTERED);
		pair.getStack().setSliceLabel("onset", 1);
		pair.getStack().setSliceLabel(null, 2);
		assertEquals(List.of("The slice labels of the registered pair 'clip.avi frames 43-100 registered' do not say " +
			"which frames it is of, so they are called 1 and 2."), PairImages.fromImagePlus(pair, 0, 0).remarks());
		pair.getStack().setSliceLabel("onset, frame 5 (0.400 s)", 1);
		pair.getStack().setSliceLabel("apex, frame 9 (0.200 s)", 2);
		assertEquals(1, PairImages.fromImagePlus(pair, 0, 0).remarks().size());
	}

	@Test
	void aSelectedAreaChoosesTheFaceAndOtherSelectionsAreToldOf() {
		final ImagePlus image = IJ.createImage("faces", "8-bit", 300, 200, 3);
		assertEquals(FaceArea.EVERYWHERE, FaceMarks.area(image));
		assertEquals("", FaceMarks.unused(image, true));
		for (final Roi area : new Roi[] { new Roi(150, 20, 120, 150), new OvalRoi(150, 20, 120, 150) }) {
			image.setRoi(area);
			assertTrue(FaceMarks.area(image).contains(210, 95));
			assertFalse(FaceMarks.area(image).contains(75, 95));
			assertEquals("", FaceMarks.unused(image, true));
			assertTrue(FaceMarks.unused(image, false).contains("was not used"));
		}
		image.setRoi(new TextRoi(150, 20, "second face"));
		assertEquals(FaceArea.EVERYWHERE, FaceMarks.area(image));
		assertTrue(FaceMarks.unused(image, true).startsWith("The selection (Text) in 'faces' was not used;"));
		image.setRoi(new Line(0, 0, 10, 10));
		assertEquals(FaceArea.EVERYWHERE, FaceMarks.area(image));
		assertEquals(
			"The selection (Straight Line) in 'faces' was not used; an area chooses the face, 5 or 68 points are its " +
				"landmarks.", FaceMarks.unused(image, true));
	}
}
