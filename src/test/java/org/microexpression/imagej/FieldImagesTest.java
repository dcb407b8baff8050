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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldOrigin;
import org.microexpression.field.FieldWarpTest;

class FieldImagesTest {

	private static final FieldOrigin ORIGIN = new FieldOrigin("clip 7", "frl-dgt-synthetic", "CPU");

	@TempDir
	Path folder;

	@Test
	void imageTellsDirectionUnitsModelAndDevice() {
		final ImagePlus image = FieldImages.toImagePlus(FieldWarpTest.bumps(32), ORIGIN);
		assertDescribed(image);
		assertEquals("clip 7 displacement (onset to apex)", image.getTitle());
	}

	@Test
	void tiffRoundTripKeepsEveryBitAndTheDescription() {
		final DisplacementField field = FieldWarpTest.bumps(32);
		field.u()[5] = Float.MIN_VALUE;
		field.v()[6] = -0f;
		final ImagePlus saved = FieldImages.toImagePlus(List.of(field, field.mirrored(), DisplacementField.zero(32, 32)),
			ORIGIN);
		final String path = folder.resolve("field.tif").toString();
		assertTrue(new FileSaver(saved).saveAsTiff(path));
		final ImagePlus opened = IJ.openImage(path);
		assertDescribed(opened);
		assertEquals(3, opened.getNFrames());
		assertSame(field, FieldImages.fromImagePlus(opened));
		assertSame(field.mirrored(), FieldImages.fromImagePlus(opened, 2));
		assertSame(DisplacementField.zero(32, 32), FieldImages.fromImagePlus(opened, 3));
		assertEquals("frl-dgt-synthetic", FieldImages.origin(opened).model());
		assertEquals("CPU", FieldImages.origin(opened).device());
	}

	@Test
	void singleFieldSurvivesTooAndIsACopy() {
		final DisplacementField field = FieldWarpTest.bumps(32);
		final ImagePlus image = FieldImages.toImagePlus(field, ORIGIN);
		final String path = folder.resolve("one.tif").toString();
		assertTrue(new FileSaver(image).saveAsTiff(path));
		final ImagePlus opened = IJ.openImage(path);
		assertDescribed(opened);
		assertSame(field, FieldImages.fromImagePlus(opened));
		((float[]) image.getStack().getPixels(1))[0] = 99;
		assertTrue(field.u()[0] != 99);
	}

	@Test
	void otherImagesAreRefusedInOneSentence() {
		final InputException grey = assertThrows(InputException.class, () -> FieldImages.fromImagePlus(IJ.createImage("g",
			"8-bit", 8, 8, 2)));
		assertTrue(grey.getMessage().contains("'g'") && grey.getMessage().contains("8 bits"));
		final ImagePlus image = FieldImages.toImagePlus(FieldWarpTest.bumps(32), ORIGIN);
		assertThrows(InputException.class, () -> FieldImages.fromImagePlus(image, 2));
		((float[]) image.getStack().getPixels(2))[33] = Float.NaN;
		final InputException nan = assertThrows(InputException.class, () -> FieldImages.fromImagePlus(image));
		assertTrue(nan.getMessage().contains("column 1, row 1"), nan.getMessage());
	}

	private static void assertDescribed(final ImagePlus image) {
		assertEquals(32, image.getBitDepth());
		assertEquals(2, image.getNChannels());
		assertEquals(1, image.getNSlices());
		assertEquals("u", image.getStack().getSliceLabel(1));
		assertEquals("v", image.getStack().getSliceLabel(2));
		assertEquals("pixel", image.getCalibration().getUnit());
		assertTrue(image.getProp(FieldImages.DIRECTION).startsWith("onset to apex"));
		assertTrue(image.getProp(FieldImages.UNITS).startsWith("pixels of the registered frame"));
		assertEquals("frl-dgt-synthetic", image.getProp(FieldImages.MODEL));
		assertEquals("CPU", image.getProp(FieldImages.DEVICE));
		assertTrue(image.getInfoProperty().contains("model: frl-dgt-synthetic"));
	}

	private static void assertSame(final DisplacementField expected, final DisplacementField actual) {
		assertArrayEquals(expected.u(), actual.u(), 0f);
		assertArrayEquals(expected.v(), actual.v(), 0f);
	}
}
