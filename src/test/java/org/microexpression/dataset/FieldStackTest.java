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

package org.microexpression.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.reader.ManifestReader;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldOrigin;
import org.microexpression.imagej.FieldImages;

/** Fields from hyperstacks: value = channel * 50 + frame * 5 + column. */
class FieldStackTest {

	@TempDir
	Path folder;

	private Path stack(final String name, final int bits, final int channels, final int slices, final int frames,
		final String units)
	{
		final ImagePlus image = IJ.createImage(name, bits + "-bit black", 4, 3, channels * slices * frames);
		for (int t = 1; t <= slices * frames; t++) {
			for (int c = 1; c <= channels; c++) {
				for (int y = 0; y < 3; y++) {
					for (int x = 0; x < 4; x++)
						image.getStack().getProcessor((t - 1) * channels + c).setf(x, y, c * 50 + t * 5 + x);
				}
			}
		}
		image.setDimensions(channels, slices, frames);
		image.setOpenAsHyperStack(true);
		if (units != null) image.setProp(FieldImages.UNITS, units);
		final Path file = folder.resolve(name + ".tif");
		assertTrue(new FileSaver(image).saveAsTiff(file.toString()));
		return file;
	}

	private static Sample sample(final Path field, final int index) {
		return Sample.of("d", "s" + index, "c" + index, "negative").withField(field, index);
	}

	@Test
	void channelsAreReadByFrameAsRawValues() {
		final FieldStack fields = FieldStack.open(stack("bytes", 8, 3, 1, 5, null));
		assertEquals(5, fields.frameCount());
		assertArrayEquals(new float[] { 65, 66, 67, 68, 65, 66, 67, 68, 65, 66, 67, 68 }, fields.u(3), 0);
		assertEquals(117, fields.v(3)[2], 0);
		assertFalse(fields.amplitudeKnown());
	}

	@Test
	void framesSavedAsSlicesAreFramesToo() {
		final FieldStack fields = FieldStack.open(stack("slices", 32, 2, 4, 1, null));
		assertEquals(4, fields.frameCount());
		assertEquals(70, fields.u(4)[0], 0);
		assertFalse(fields.amplitudeKnown(), "32 bits of another program may be in any unit");
	}

	@Test
	void onlyOurOwnFloatFieldsHaveAKnownAmplitude() {
		assertTrue(FieldStack.open(stack("ours", 32, 2, 1, 2, "pixels")).amplitudeKnown());
		assertFalse(FieldStack.open(stack("stretched", 8, 2, 1, 2, "pixels")).amplitudeKnown());
	}

	@Test
	void whatTheDisplacementRoomSavesIsReadBackExactly() {
		final DisplacementField field = new DisplacementField(3, 2, new float[] { 0, .1f, -2.5f, 1, 2, 3 }, new float[] { 9,
			8, 7, 6, 5, 4.25f });
		final Path file = folder.resolve("saved.tif");
		new FileSaver(FieldImages.toImagePlus(List.of(DisplacementField.zero(3, 2), field), new FieldOrigin("clip", "m",
			"CPU"))).saveAsTiff(file.toString());
		final FieldStack read = FieldStack.open(file);
		assertTrue(read.amplitudeKnown());
		assertArrayEquals(field.u(), read.u(2), 0);
		assertArrayEquals(field.v(), read.v(2), 0);
	}

	@Test
	void aValueThatIsNoNumberIsTold() {
		final ImagePlus image = IJ.createImage("nan", "32-bit black", 2, 2, 2);
		image.setDimensions(2, 1, 1);
		image.getStack().getProcessor(2).setf(1, 1, Float.NaN);
		final Path file = folder.resolve("nan.tif");
		new FileSaver(image).saveAsTiff(file.toString());
		assertTrue(message(() -> FieldStack.open(file)).startsWith("Frame 1 of " + file + " holds the value NaN"));
	}

	@Test
	void aStackIsReadOnceForAllItsSamples() {
		final Path a = stack("a", 8, 2, 1, 2, null);
		final Path b = stack("b", 8, 2, 1, 2, null);
		final Map<Path, FieldStack> stacks = FieldStack.open(List.of(sample(a, 1), sample(b, 2), sample(a, 2)));
		assertEquals(List.of(a, b), List.copyOf(stacks.keySet()));
		assertSame(stacks.get(a), stacks.get(sample(a, 2).source()));
	}

	@Test
	void badFilesAndFramesAreTold() throws IOException {
		final Path good = stack("good", 8, 2, 1, 2, null);
		assertTrue(message(() -> FieldStack.open(List.of(sample(good, 3)))).contains("There is no frame 3 in " + good +
			", which has frames 1 to 2"));
		assertTrue(message(() -> FieldStack.open(stack("single", 8, 1, 1, 5, null))).contains("has one channel"));
		assertTrue(message(() -> FieldStack.open(folder.resolve("none.tif"))).contains("none.tif does not exist"));
		final Path text = Files.writeString(folder.resolve("text.tif"), "no image");
		assertTrue(message(() -> FieldStack.open(text)).contains("cannot be opened as a TIFF"));
		final byte[] whole = Files.readAllBytes(good);
		for (final int length : List.of(0, 5, 100, whole.length / 3)) {
			final Path cut = Files.write(folder.resolve("cut.tif"), java.util.Arrays.copyOf(whole, length));
			assertTrue(message(() -> FieldStack.open(cut)).contains("cut.tif cannot be opened as a TIFF"), "cut at " +
				length);
		}
	}

	@Test
	void theManifestReaderChecksFields() throws IOException {
		final Path good = stack("good", 8, 2, 1, 2, null);
		Files.writeString(folder.resolve("text.tif"), "no image");
		final Path csv = Files.writeString(folder.resolve("m.csv"), "dataset,subject,clip,class,field,index\n" +
			"d,a,1,negative,good.tif,1\nd,a,2,negative,good.tif,3\nd,b,1,negative,text.tif,1\nd,b,2,negative,none.tif,1\n");
		final DatasetReading reading = new ManifestReader().read(DatasetRequest.midpoint(folder, csv), Progress.none());
		assertEquals(1, reading.samples().size());
		assertEquals(good.toAbsolutePath().normalize(), reading.samples().get(0).source());
		assertEquals(List.of(3, 4), reading.report().entries(Kind.SKIPPED).stream().map(DatasetReport.Entry::row).toList());
		assertEquals(List.of(5), reading.report().entries(Kind.MISSING).stream().map(DatasetReport.Entry::row).toList());
	}

	private static String message(final org.junit.jupiter.api.function.Executable executable) {
		return assertThrows(InputException.class, executable).getMessage();
	}
}
