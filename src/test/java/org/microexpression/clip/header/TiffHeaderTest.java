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

package org.microexpression.clip.header;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;

class TiffHeaderTest {

	private static final List<String> COMPRESSIONS = List.of("LZW", "Deflate", "PackBits", "ZLib");

	@TempDir
	private Path folder;

	/** ImageJ's reader, which takes most of the time of opening a file of many pages, is asked only about its own. */
	@Test
	void whatImageJAloneReadsIsAskedOfItsOwnFilesAlone() throws IOException {
		final ImagePlus stack = IJ.createImage("stack", "8-bit ramp", 8, 8, 2);
		stack.getStack().setSliceLabel("frame 7", 1);
		stack.setRoi(new Roi(1, 1, 3, 3));
		final Path saved = folder.resolve("stack.tif"), single = folder.resolve("single.tif");
		IJ.saveAsTiff(stack, saved.toString());
		IJ.saveAsTiff(new ImagePlus("", stack.getProcessor()), single.toString());
		assertTrue(TiffDirectories.isOfImageJ(saved));
		assertTrue(TiffDirectories.isOfImageJ(single));
		assertEquals(List.of("frame 7", ""), TiffHeader.labels(saved, 2, 1));
		assertTrue(TiffHeader.selection(saved).isPresent());
		final Path other = Files.write(folder.resolve("other.tif"), ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN)
			.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1).putShort((short) 256)
			.putShort((short) 4).putInt(1).putInt(8).putInt(0).array());
		assertFalse(TiffDirectories.isOfImageJ(other));
		assertTrue(TiffHeader.selection(other).isEmpty());
		assertFalse(TiffDirectories.isOfImageJ(Files.write(folder.resolve("no.tif"), new byte[9])));
	}

	/** Bio-Formats takes the interval for seconds, and a clip of 5 ms a frame lasted a thousand times too long. */
	@ParameterizedTest
	@CsvSource({ "5, ms, 200", "0.04, sec, 25", "500, µs, 2000", "0.001, min, 16.666666666666668", "3, frames, NaN" })
	void theUnitOfTheIntervalCounts(final double interval, final String unit, final double rate) {
		final ImagePlus stack = IJ.createImage("stack", "8-bit ramp", 8, 8, 4);
		stack.setDimensions(1, 1, 4);
		stack.getCalibration().frameInterval = interval;
		stack.getCalibration().setTimeUnit(unit);
		final Path file = folder.resolve("timed.tif");
		IJ.saveAsTiff(stack, file.toString());
		try (Clip saved = Clips.open(file); Clip shown = ClipImages.fromImagePlus(stack)) {
			assertEquals(rate, saved.framesPerSecond(), 1e-9);
			assertEquals(rate, shown.framesPerSecond(), 1e-9);
		}
	}

	/** Strips of LZW were taken for twice as long as they are, and whole files for cut ones. */
	@Test
	void compressedStripsAreAsLongAsTheyAre() throws IOException {
		final BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
		final SplittableRandom random = new SplittableRandom(5);
		for (int i = 0; i < 64 * 64; i++)
			picture.getRaster().setSample(i % 64, i / 64, 0, random.nextInt(256));
		for (final String compression : COMPRESSIONS) {
			final Path file = compressed(picture, compression);
			try (Clip clip = Clips.open(file)) {
				assertEquals(2, clip.frameCount(), compression);
				assertEquals(picture.getRaster().getSample(3, 60, 0), clip.frame(1).update(null).getCurrentStorageArray()[60 *
					64 + 3], compression);
			}
		}
	}

	/** Of strips that end early, the rest was shown black. */
	@Test
	void compressedStripsThatHoldLessThanTheyShouldAreRefused() throws IOException {
		final BufferedImage picture = new BufferedImage(200, 160, BufferedImage.TYPE_INT_RGB);
		final SplittableRandom random = new SplittableRandom(5);
		// Smooth enough for runs, rough enough for tables that fill up.
		for (int i = 0; i < 200 * 160; i++)
			picture.setRGB(i % 200, i / 200, random.nextInt(4) == 0 ? random.nextInt(1 << 24) : 0x808080);
		for (final String compression : Stream.concat(COMPRESSIONS.stream(), Stream.of("JPEG")).toList()) {
			final Path file = compressed(picture, compression);
			assertDoesNotThrow(() -> TiffHeader.checkWhole(file), compression);
			final ByteBuffer header = header(file);
			// The second strip ends after half of its bytes.
			final int second = header.getInt(entry(header, 279) + 8) + 4;
			Files.write(file, header.putInt(second, header.getInt(second) / 2).array());
			final String said = assertThrows(InputException.class, () -> TiffHeader.checkWhole(file), compression)
				.getMessage();
			assertTrue(said.startsWith("The file '" + file + "' is damaged: ") && said.contains(compression.equals("JPEG")
				? "a strip of page 1 is a JPEG that breaks off;" : " of 96000 bytes;"), said);
		}
	}

	/** Bio-Formats takes what is not packed as JPEG for red, green and blue, or converts it by another rule. */
	@Test
	void brightnessAndDifferencesOfColourAreRefusedWithoutJpeg() throws IOException {
		final BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
		final Path file = compressed(picture, "Deflate");
		final ByteBuffer header = header(file);
		final int kind = entry(header, 262) + 8;
		assertEquals(2, header.getShort(kind), "red, green and blue");
		Files.write(file, header.putShort(kind, (short) 6).array());
		assertEquals("The pixels of the TIFF file '" + file +
			"' are brightness and differences of colour (YCbCr) without JPEG; save it as RGB.", assertThrows(
				InputException.class, () -> Clips.open(file)).getMessage());
		final Path jpeg = compressed(picture, "JPEG");
		assertEquals(6, header(jpeg).getShort(entry(header(jpeg), 262) + 8));
		Clips.open(jpeg).close();
	}

	private static ByteBuffer header(final Path file) throws IOException {
		final byte[] bytes = Files.readAllBytes(file);
		return ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
	}

	/** @return where an entry of the first directory begins */
	private static int entry(final ByteBuffer header, final int tag) {
		int entry = header.getInt(4) + 2;
		while (header.getShort(entry) != tag)
			entry += 12;
		return entry;
	}

	private Path compressed(final BufferedImage picture, final String compression) throws IOException {
		final Path file = folder.resolve(compression + ".tif");
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
			final ImageWriteParam parameters = writer.getDefaultWriteParam();
			parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setCompressionType(compression);
			writer.setOutput(out);
			writer.prepareWriteSequence(null);
			for (int i = 0; i < 2; i++)
				writer.writeToSequence(new IIOImage(picture, null, null), parameters);
			writer.endWriteSequence();
		}
		writer.dispose();
		return file;
	}

	/** A file of ImageJ that is inverted twice, values and table, looks as it should, and its negative was read. */
	@Test
	void anInvertingTableCountsAsItDoesInAWindow() {
		final ImagePlus stack = IJ.createImage("stack", "8-bit ramp", 16, 16, 2);
		for (int slice = 1; slice <= 2; slice++)
			stack.getStack().getProcessor(slice).invert();
		stack.getProcessor().invertLut();
		stack.getStack().setColorModel(stack.getProcessor().getColorModel());
		final Path file = folder.resolve("twice.tif");
		IJ.saveAsTiff(stack, file.toString());
		try (Clip saved = Clips.open(file); Clip shown = ClipImages.fromImagePlus(IJ.openImage(file.toString()))) {
			final float[] ramp = saved.frame(1).update(null).getCurrentStorageArray();
			assertTrue(ramp[15] > ramp[0], "dark on the left");
			assertArrayEquals(shown.frame(1).update(null).getCurrentStorageArray(), ramp);
			assertEquals(List.of(), saved.remarks());
		}
	}

	/** Bio-Formats makes up black rows for what a page is too short for. */
	@Test
	void aPageThatIsTooShortIsRefused() throws IOException {
		final Path file = folder.resolve("short.tif");
		IJ.saveAsTiff(IJ.createImage("one", "8-bit ramp", 16, 16, 1), file.toString());
		final byte[] bytes = Files.readAllBytes(file);
		final ByteBuffer header = ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN
			: ByteOrder.BIG_ENDIAN);
		// The directory lies behind the header; an entry has its tag first, its value last.
		int count = 10;
		while (header.getShort(count) != 279)
			count += 12;
		count += 8;
		assertEquals(256, header.getInt(count));
		Files.write(file, header.putInt(count, 100).array());
		assertEquals("The file '" + file + "' is damaged: of page 1 it holds 100 of 256 bytes; copy or export it again.",
			assertThrows(InputException.class, () -> TiffHeader.checkWhole(file)).getMessage());
	}
}
