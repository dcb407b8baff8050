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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Arrow;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.FloatProcessor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.pipeline.MadeUpRecognitions;
import org.microexpression.pipeline.Recognition;
import org.microexpression.pipeline.RegisteredClip;

class PredictionOverlayTest {

	private static final String[] MANY = { "AU01_L", "AU01_R", "AU02_L", "AU02_R", "AU04_R", "AU12_L", "AU14_L", "AU15_L",
		"AU17_L", "AU17_R" };

	/** A clip of 20 frames whose face has an eye distance of a quarter of the width. */
	private static ImagePlus show(final int width, final Recognition recognition) {
		return show(width, recognition, Optional.empty());
	}

	private static ImagePlus show(final int width, final Recognition recognition,
		final Optional<PredictionOverlay.Place> place)
	{
		final int height = width * 4 / 5;
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < 20; i++)
			stack.addSlice(new FloatProcessor(width, height));
		final ImagePlus image = new ImagePlus(recognition.clip(), stack);
		final double scale = width / 4.0 / (CanonicalFace.RIGHT_EYE_X - CanonicalFace.LEFT_EYE_X);
		final FacialLandmarks face = CanonicalFace.landmarks().transform(new SimilarityTransform(scale, 0, width * 0.27,
			height * 0.3));
		final RegisteredPair pair = new RegisteredPair(ArrayImgs.floats(128, 128), ArrayImgs.floats(128, 128));
		final RegisteredClip clip = new RegisteredClip(recognition.clip(), recognition.onset(), recognition.apex(), pair,
			Optional.of(face), recognition.guessed(), List.of());
		place.ifPresentOrElse(at -> PredictionOverlay.show(image, clip, recognition, at), () -> PredictionOverlay.show(
			image, clip, recognition));
		return image;
	}

	private static <R extends Roi> List<R> of(final Overlay overlay, final Class<R> type, final String name) {
		return Stream.of(overlay.toArray()).filter(type::isInstance).map(type::cast).filter(roi -> roi.getName() != null &&
			roi.getName().startsWith(name)).toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { 128, 320, 640 })
	void labelsOfUnitsCoverNeitherEachOtherNorTheText(final int width) {
		final ImagePlus image = show(width, MadeUpRecognitions.of("clip.avi", MANY));
		final List<TextRoi> texts = new ArrayList<>(of(image.getOverlay(), TextRoi.class, "prediction"));
		assertEquals(MANY.length + 2, texts.size());
		for (final TextRoi text : texts) {
			assertTrue(text.getBounds().getMinX() >= 0 && text.getBounds().getMinY() >= 0, text.getText());
			assertTrue(text.getBounds().getMaxY() <= image.getHeight() + 3, text.getText());
			for (final TextRoi other : texts)
				if (other != text && width > 128) assertFalse(text.getBounds().intersection(other.getBounds()).height > 2 &&
					text.getBounds().intersects(other.getBounds()), text.getText() + " covers " + other.getText());
		}
	}

	/** The person's left is the picture's right. */
	@Test
	void unitsStandOnTheirSideOfThePicture() {
		final ImagePlus image = show(320, MadeUpRecognitions.of("clip.avi", MANY));
		final double middle = of(image.getOverlay(), Arrow.class, "prediction AU17").stream().mapToDouble(arrow -> arrow
			.getBounds().getCenterX()).average().orElseThrow();
		final List<Arrow> arrows = of(image.getOverlay(), Arrow.class, "prediction AU");
		assertEquals(MANY.length, arrows.size());
		for (final Arrow arrow : arrows) {
			assertEquals(arrow.getName().endsWith("left"), arrow.getBounds().getCenterX() > middle, arrow.getName());
			assertEquals(13, arrow.getPosition());
		}
		assertTrue(arrows.get(0).y2d < arrows.get(0).y1d, "a brow raiser points up");
	}

	@Test
	void theClipStandsAtItsApexAndALegendTellsTheColours() {
		final ImagePlus image = show(320, MadeUpRecognitions.of("clip.avi", "AU12_L"));
		assertEquals(13, image.getCurrentSlice());
		assertTrue(of(image.getOverlay(), TextRoi.class, "prediction").get(0).getText().startsWith(
			"uncertain (surprise 63 %), AU L12"));
		final int elements = image.getOverlay().size();
		final List<TextRoi> legend = of(image.getOverlay(), TextRoi.class, "prediction legend");
		assertEquals(List.of("share of region 5 to 50+ %; arrows: action units"), legend.stream().map(roi -> roi.getText()
			.strip()).toList());
		assertEquals(elements, show(320, MadeUpRecognitions.of("clip.avi", "AU12_L")).getOverlay().size());
	}

	/** In a long clip the answer of an interval does not stand over the frames of others. */
	@Test
	void anIntervalsAnswerStandsOnItsFramesAlone() {
		final ImagePlus image = show(320, MadeUpRecognitions.of("clip.avi", "AU12_L"), Optional.of(
			new PredictionOverlay.Place(3, 16, 14, 240)));
		assertEquals(14, image.getCurrentSlice());
		final List<TextRoi> answers = of(image.getOverlay(), TextRoi.class, "prediction").stream().filter(text -> text
			.getText().startsWith("uncertain (surprise 63 %)")).toList();
		assertEquals(IntStream.rangeClosed(3, 16).boxed().toList(), answers.stream().map(Roi::getPosition).toList());
		assertEquals(14, of(image.getOverlay(), Arrow.class, "prediction AU12").get(0).getPosition());
		for (final Roi legend : of(image.getOverlay(), Roi.class, "prediction legend"))
			assertTrue(legend.getBounds().getMaxY() <= 240, "the legend leaves the rows below to others");
		final int others = image.getOverlay().size() - of(image.getOverlay(), Roi.class, "prediction").size();
		PredictionOverlay.remove(image);
		assertEquals(others, image.getOverlay().size());
		assertTrue(others > 0, "the landmarks stay");
	}
}
