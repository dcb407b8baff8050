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

package org.microexpression.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.microexpression.clip.TestClips.distanceFromPattern;
import static org.microexpression.clip.TestClips.grey;
import static org.microexpression.clip.TestClips.patternImage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.filter.AVI_Writer;
import loci.common.DataTools;
import loci.formats.FormatException;
import loci.formats.FormatTools;
import loci.formats.FormatWriter;
import loci.formats.MetadataTools;
import loci.formats.meta.IMetadata;
import loci.formats.out.OMETiffWriter;
import loci.formats.out.QTWriter;
import ome.units.UNITS;
import ome.units.quantity.Time;
import ome.xml.model.primitives.PositiveInteger;

class MovieClipTest {

	private static final int WIDTH = 48;

	private static final int HEIGHT = 36;

	private static final int FRAMES = 7;

	@TempDir
	private Path folder;

	@Test
	void readsRawGreyAvi() throws IOException {
		final Path file = folder.resolve("grau 灰 clip.avi");
		new AVI_Writer().writeImage(withInterval(patternImage(8, WIDTH, HEIGHT, FRAMES)), file.toString(),
			AVI_Writer.NO_COMPRESSION, 100);
		try (Clip clip = Clips.open(file)) {
			assertPattern(clip, "grau 灰 clip.avi", 0);
			// AVI states microseconds a frame.
			assertEquals(200, clip.framesPerSecond(), 1e-6);
		}
	}

	@Test
	void readsRawColourAvi() throws IOException {
		final Path file = folder.resolve("colour.avi");
		new AVI_Writer().writeImage(patternImage(24, WIDTH, HEIGHT, FRAMES), file.toString(), AVI_Writer.NO_COMPRESSION,
			100);
		try (Clip clip = Clips.open(file)) {
			assertEquals(FRAMES, clip.frameCount());
			for (int i = 0; i < FRAMES; i++) {
				final int level = TestClips.level(11, 30, i);
				assertEquals(0.299 * level + 0.587 * (255 - level) + 0.114 * 40, grey(clip, i)[30 * WIDTH + 11], 1e-3);
			}
		}
	}

	@Test
	void readsAviOfJpegFrames() throws IOException {
		final Path file = folder.resolve("jpeg.avi");
		new AVI_Writer().writeImage(withInterval(smooth()), file.toString(), AVI_Writer.JPEG_COMPRESSION, 95);
		try (Clip clip = Clips.open(file)) {
			assertEquals(FRAMES, clip.frameCount());
			for (int i = 0; i < FRAMES; i++)
				assertEquals(smoothLevel(20, 10, i), grey(clip, i)[10 * WIDTH + 20], 3);
		}
	}

	@Test
	void readsAviOfMachineVisionCamerasThroughImageJ() throws IOException {
		// Bio-Formats 7.3.1 does not know the FourCC Y800. The odd width has padded rows.
		final Path file = folder.resolve("y800.avi");
		TestClips.writeY800(file, 47, HEIGHT, FRAMES);
		try (Clip clip = Clips.open(file)) {
			assertEquals(47, clip.width());
			assertEquals(FRAMES, clip.frameCount());
			assertEquals(200, clip.framesPerSecond(), 1e-6);
			for (int i = 0; i < FRAMES; i++)
				assertEquals(0, distanceFromPattern(clip, i, i));
		}
	}

	@Test
	void readsQuickTime() throws IOException, FormatException {
		final Path file = folder.resolve("movie.mov");
		final QTWriter writer = new QTWriter();
		writer.setCodec(QTWriter.CODEC_RAW);
		writer.setFramesPerSecond(50);
		write(writer, file, metadata("uint8", 1, FRAMES), 8);
		try (Clip clip = Clips.open(file)) {
			assertPattern(clip, "movie.mov", 0);
			assertEquals(50, clip.framesPerSecond(), 0.5);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1,7", "7,1" })
	void readsOmeTiffAlongTimeOrDepth(final int z, final int t) throws IOException, FormatException {
		final Path file = folder.resolve("stack.ome.tif");
		final IMetadata metadata = metadata("uint8", z, t);
		metadata.setPixelsTimeIncrement(new Time(4, UNITS.MILLISECOND), 0);
		write(new OMETiffWriter(), file, metadata, 8);
		try (Clip clip = Clips.open(file)) {
			assertPattern(clip, "stack.ome.tif", 0);
			assertEquals(250, clip.framesPerSecond(), 1e-9);
		}
	}

	@Test
	void significantBitsOfTheMetadataSetTheScale() throws IOException, FormatException {
		final Path file = folder.resolve("deep.ome.tif");
		final IMetadata metadata = metadata("uint16", 1, FRAMES);
		metadata.setPixelsSignificantBits(new PositiveInteger(14), 0);
		write(new OMETiffWriter(), file, metadata, 16);
		try (Clip clip = Clips.open(file)) {
			// The pattern times 16, of a camera whose white is 16383.
			assertEquals(TestClips.level(9, 4, 2) * 16 * 255 / 16383.0, grey(clip, 2)[4 * WIDTH + 9], 1e-3);
		}
	}

	@Test
	void timesAndSlicesTogetherAreRefused() throws IOException, FormatException {
		final Path file = folder.resolve("both.ome.tif");
		write(new OMETiffWriter(), file, metadata("uint8", 2, 3), 8);
		assertSentence(file, "The file '" + file +
			"' has 2 slices at each of 3 times; a clip has one picture at a time, so keep one.");
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void readsImageJTiffsWithTheirFrameNumbers(final int bits) throws IOException {
		final Path file = folder.resolve("stack.tif");
		final ImagePlus image = patternImage(bits, WIDTH, HEIGHT, FRAMES);
		for (int i = 0; i < FRAMES; i++)
			image.getStack().setSliceLabel("reg_img" + (46 + i) + ".jpg", i + 1);
		IJ.saveAsTiff(image, file.toString());
		try (Clip clip = Clips.open(file)) {
			assertEquals(FRAMES, clip.frameCount());
			assertEquals(46, clip.frameNumber(0));
			assertEquals(3, clip.indexOf(49));
			if (bits != 24) for (int i = 0; i < FRAMES; i++)
				// 16 bits: the pattern times 16, white 4095 = 16.06 * 255.
				assertEquals(0, distanceFromPattern(clip, i, i), bits == 16 ? 1 : 0);
		}
	}

	@Test
	void timesInSliceLabelsOfATiffAreRemarked() throws IOException {
		final Path file = folder.resolve("times.tif");
		final ImagePlus image = patternImage(8, WIDTH, HEIGHT, FRAMES);
		for (int i = 0; i < FRAMES; i++)
			image.getStack().setSliceLabel("t=" + i / 100.0 + " s", i + 1);
		IJ.saveAsTiff(image, file.toString());
		try (Clip clip = Clips.open(file);
				Clip shown = ClipImages.fromImagePlus(ClipImages.toImagePlus(clip));
				Clip opened = ClipImages.fromImagePlus(IJ.openImage(file.toString())))
		{
			for (final Clip one : List.of(clip, shown, opened)) {
				assertEquals("1 to 7", one.frameRange());
				assertTrue(one.remarks().get(0).contains("counted from 1"), one.remarks().toString());
			}
			assertEquals("t=0.03 s", clip.label(3));
		}
	}

	@Test
	void floatValuesOfUnitRangeBecomeGreyLevels() throws IOException {
		final ImagePlus image = patternImage(32, WIDTH, HEIGHT, 3);
		for (int i = 1; i <= 3; i++)
			image.getStack().getProcessor(i).multiply(1 / 255.0);
		final Path file = folder.resolve("unit.tif");
		IJ.saveAsTiff(image, file.toString());
		try (Clip clip = Clips.open(file)) {
			for (int i = 0; i < 3; i++)
				assertEquals(0, distanceFromPattern(clip, i, i), 1e-3);
		}
	}

	@Test
	void notANumberIsRefused() throws IOException {
		final ImagePlus image = patternImage(32, WIDTH, HEIGHT, 5);
		image.getStack().getProcessor(2).setf(3, 3, Float.NaN);
		final Path file = folder.resolve("nan.tif");
		IJ.saveAsTiff(image, file.toString());
		try (Clip clip = Clips.open(file)) {
			final InputException e = assertThrows(InputException.class, () -> clip.frame(1));
			assertEquals(
				"In the clip 'nan.tif' frame 2 has pixels that are no numbers (NaN or infinite); replace them by grey levels.",
				e.getMessage());
			assertEquals(0, distanceFromPattern(clip, 2, 2));
		}
	}

	@Test
	void manyThreadsReadTheSameFrames() throws IOException {
		final Path file = folder.resolve("threads.avi");
		new AVI_Writer().writeImage(patternImage(8, WIDTH, HEIGHT, 20), file.toString(), AVI_Writer.NO_COMPRESSION, 100);
		try (Clip clip = Clips.open(file)) {
			final List<Double> distances = IntStream.range(0, 400).parallel().mapToObj(i -> distanceFromPattern(clip, i * 7 %
				20, i * 7 % 20)).toList();
			assertTrue(distances.stream().allMatch(distance -> distance == 0));
		}
	}

	@Test
	void aReleasedFileOpensAgain() throws IOException {
		final Path file = folder.resolve("again.avi");
		new AVI_Writer().writeImage(patternImage(8, WIDTH, HEIGHT, 3), file.toString(), AVI_Writer.NO_COMPRESSION, 100);
		try (Clip clip = Clips.open(file)) {
			((SourceClip) clip).release();
			assertEquals(0, distanceFromPattern(clip, 2, 2));
		}
	}

	@Test
	void aClosedClipLetsGoOfItsFile() throws IOException {
		final Path file = folder.resolve("closed.avi");
		new AVI_Writer().writeImage(patternImage(8, WIDTH, HEIGHT, 3), file.toString(), AVI_Writer.NO_COMPRESSION, 100);
		final Clip clip = Clips.open(file);
		clip.close();
		assertThrows(IllegalStateException.class, () -> clip.frame(0));
		Files.delete(file);
	}

	@Test
	void aMissingFileIsNamed() {
		final Path file = folder.resolve("nowhere.avi");
		assertSentence(file, "There is no file or folder '" + file + "'; check the path.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.avi", "a.mov", "a.tif" })
	void anEmptyFileIsNamed(final String name) throws IOException {
		final Path file = Files.createFile(folder.resolve(name));
		assertSentence(file, "The file '" + file + "' is empty; copy or export it again.");
	}

	@Test
	void textNamedAviIsRefused() throws IOException {
		final Path file = Files.writeString(folder.resolve("text.avi"), "Dear reader, this is a letter and not a movie.");
		assertSentence(file, "The file '" + file + "' is no AVI movie in spite of its name; choose the movie itself.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text.mov", "text.tif", "text.txt", "text" })
	void textOfOtherNamesIsRefused(final String name) throws IOException {
		final Path file = Files.writeString(folder.resolve(name), "Dear reader, this is a letter and not a movie.\n");
		final String message = assertThrows(InputException.class, () -> Clips.open(file)).getMessage();
		assertTrue(message.startsWith("The file '" + file + "' cannot be read as a clip"), message);
		assertOneSentence(message);
	}

	@ParameterizedTest
	@CsvSource({ "jpeg,.9", "jpeg,.6", "raw,.9", "raw,.5", "y800,.9", "y800,.4" })
	void aTruncatedAviGivesTheFramesThatAreThere(final String kind, final double part) throws IOException {
		final Path file = folder.resolve("cut.avi");
		final int missing = writeCutAvi(file, kind, part);
		final int frames = wholePictures(Files.readAllBytes(file));
		assertTrue(frames > 0 && frames < FRAMES, "the cut is among the pictures");
		try (Clip clip = Clips.open(file)) {
			assertTrue(clip.remarks().get(0).startsWith("The file '" + file + "' is cut off, its last " + missing +
				" bytes are missing"), clip.remarks().toString());
			assertEquals(frames, clip.frameCount());
			for (int i = 0; i < frames; i++)
				assertEquals(TestClips.level(3, 3, i), grey(clip, i)[3 * WIDTH + 3], kind.equals("jpeg") ? 12 : 0);
		}
	}

	@Test
	void anAviWithoutAWholeFrameIsRefused() throws IOException {
		final Path file = folder.resolve("cut.avi");
		final int missing = writeCutAvi(file, "jpeg", .02);
		assertSentence(file, "The file '" + file + "' is cut off, its last " + missing +
			" bytes are missing, and no frame can be read without them; copy or export it again.");
	}

	private static int wholePictures(final byte[] avi) {
		int count = 0;
		for (int i = new String(avi, StandardCharsets.ISO_8859_1).indexOf("movi") + 4; i + 8 <= avi.length;) {
			i += 8 + (ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN).getInt(i + 4) + 1) / 2 * 2;
			if (i <= avi.length) count++;
		}
		return count;
	}

	/** @return how many bytes are missing */
	private static int writeCutAvi(final Path file, final String kind, final double part) throws IOException {
		if (kind.equals("y800")) TestClips.writeY800(file, WIDTH, HEIGHT, FRAMES);
		else new AVI_Writer().writeImage(patternImage(8, WIDTH, HEIGHT, FRAMES), file.toString(), kind.equals("jpeg")
			? AVI_Writer.JPEG_COMPRESSION : AVI_Writer.NO_COMPRESSION, 90);
		final byte[] whole = Files.readAllBytes(file);
		final int kept = (int) (part * whole.length);
		Files.write(file, Arrays.copyOf(whole, kept));
		return whole.length - kept;
	}

	/** Where its frames are stands at the end of such a file. */
	@Test
	void aTruncatedQuickTimeIsRefused() throws IOException, FormatException {
		final Path file = folder.resolve("cut.mov");
		final QTWriter writer = new QTWriter();
		writer.setCodec(QTWriter.CODEC_RAW);
		write(writer, file, metadata("uint8", 1, FRAMES), 8);
		final byte[] whole = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(whole, whole.length / 2));
		final String message = assertThrows(InputException.class, () -> Clips.open(file)).getMessage();
		assertTrue(message.startsWith("The file '" + file + "' is cut off"), message);
	}

	@Test
	void aTruncatedTiffStackIsRefused() throws IOException {
		final Path file = folder.resolve("cut.tif");
		IJ.saveAsTiff(patternImage(8, WIDTH, HEIGHT, FRAMES), file.toString());
		final byte[] whole = Files.readAllBytes(file);
		for (final int kept : new int[] { whole.length / 2, whole.length - 40 }) {
			Files.write(file, Arrays.copyOf(whole, kept));
			assertSentence(file, "The file '" + file + "' is cut off; copy or export it again.");
		}
	}

	@Test
	void anAviOfGarbageIsRefused() throws IOException {
		final Path file = folder.resolve("codec.avi");
		TestClips.writeY800(file, WIDTH, HEIGHT, FRAMES);
		final byte[] bytes = Files.readAllBytes(file);
		final byte[] codec = "XVID".getBytes();
		for (int i = 0; i + 4 <= 300; i++)
			if (bytes[i] == 'Y' && bytes[i + 1] == '8') System.arraycopy(codec, 0, bytes, i, codec.length);
		Files.write(file, bytes);
		final String message = assertThrows(InputException.class, () -> Clips.open(file)).getMessage();
		assertEquals("No frame of the video '" + file + "' can be decoded, it is damaged; copy or export it again.",
			message);
	}

	@Test
	void aHeaderThatKnowsMoreFramesThanThereAreIsToldOf() throws IOException {
		final Path file = folder.resolve("few.avi");
		TestClips.writeY800(file, WIDTH, HEIGHT, FRAMES);
		final byte[] bytes = Files.readAllBytes(file);
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(48, 25);
		Files.write(file, bytes);
		assertFrames(file, 7);
	}

	/** Bio-Formats 7.3.1 finds the first part's frames only, and those before the first sound. */
	@ParameterizedTest
	@CsvSource({ "false,false,7", "false,false,3 4", "false,false,1 2 3 1", "true,false,5 2", "true,false,7",
		"true,true,7", "true,true,4 3", "false,true,7", "false,true,2 5" })
	void anAviOfSeveralPartsOrWithSoundIsReadToItsEnd(final boolean jpeg, final boolean sound, final String parts)
		throws IOException
	{
		final Path file = folder.resolve("parts.avi");
		TestClips.writeAvi(file, WIDTH, HEIGHT, jpeg, sound, true, Arrays.stream(parts.split(" ")).mapToInt(
			Integer::parseInt).toArray());
		try (Clip clip = Clips.open(file)) {
			assertEquals(FRAMES, clip.frameCount());
			for (int i = 0; i < FRAMES; i++)
				// The place is far from where the pattern jumps from white to black, which JPEG blurs.
				assertEquals(TestClips.level(3, 3, i), grey(clip, i)[3 * WIDTH + 3], jpeg ? 12 : 0);
		}
	}

	/** All frames that are there are read, and a remark says if these are not all. */
	private static void assertFrames(final Path file, final int frames) {
		try (Clip clip = Clips.open(file)) {
			assertEquals(frames, clip.frameCount());
			assertEquals(frames < FRAMES || file.endsWith("few.avi"), clip.remarks().stream().anyMatch(remark -> remark
				.contains("is cut off")), clip.remarks().toString());
			for (int i = 0; i < frames; i++)
				assertEquals(TestClips.level(3, 3, i), grey(clip, i)[3 * WIDTH + 3], 12);
		}
	}

	@Test
	void anAviCutOffBehindItsFirstPartGivesWhatIsThere() throws IOException {
		final Path file = folder.resolve("cut.avi");
		TestClips.writeAvi(file, WIDTH, HEIGHT, false, false, false, 3, 4);
		final byte[] whole = Files.readAllBytes(file);
		final int first = 8 + ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
		Files.write(file, Arrays.copyOf(whole, first));
		assertFrames(file, 3);
		Files.write(file, Arrays.copyOf(whole, whole.length - 30));
		assertFrames(file, 6);
	}

	/** ImageJ's reader believes an index of the first part; half a clip is not taken for the whole. */
	@Test
	void anAviWhoseIndexKnowsItsFirstPartOnlyIsReadToItsEnd() throws IOException {
		final Path file = folder.resolve("index.avi");
		TestClips.writeAvi(file, WIDTH, HEIGHT, true, false, false, 3, 4);
		assertFrames(file, 7);
	}

	/** The width and height of the main header, of the stream's header, and its bits a pixel. */
	@ParameterizedTest
	@CsvSource({ "64,-1", "64,0", "68,0", "176,-1", "176,0", "180,0", "184,-1" })
	void anAviHeaderThatCannotBeIsRefused(final int place, final int value) throws IOException {
		final Path file = folder.resolve("header.avi");
		TestClips.writeAvi(file, WIDTH, HEIGHT, false, false, true, FRAMES);
		final byte[] bytes = Files.readAllBytes(file);
		final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		assertEquals(place == 68 || place == 180 ? HEIGHT : place == 184 ? 8 << 16 | 1 : WIDTH, buffer.getInt(place));
		buffer.putInt(place, value);
		Files.write(file, bytes);
		final String message = assertThrows(InputException.class, () -> Clips.open(file)).getMessage();
		assertTrue(message.startsWith("The file '" + file + "' cannot be read as a clip (its header gives "), message);
	}

	/** One reader believes the main header, another that of the pictures; JPEGs know their own size. */
	@ParameterizedTest
	@CsvSource({ "true,64", "true,68", "true,176", "false,64", "false,68" })
	void sizesThatContradictOneAnotherAreTold(final boolean jpeg, final int place) throws IOException {
		final Path file = folder.resolve("sizes.avi");
		TestClips.writeAvi(file, WIDTH, HEIGHT, jpeg, false, true, FRAMES);
		final byte[] bytes = Files.readAllBytes(file);
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(place, 65535);
		Files.write(file, bytes);
		try (Clip clip = Clips.open(file)) {
			assertArrayEquals(new int[] { WIDTH, HEIGHT, FRAMES }, new int[] { clip.width(), clip.height(), clip
				.frameCount() });
			final String remark = clip.remarks().get(0);
			assertTrue(remark.startsWith("The file '" + file + "' gives its pictures different sizes (") && remark.contains(
				"65535"), remark);
			for (int i = 0; i < FRAMES; i++)
				assertEquals(TestClips.level(3, 3, i), grey(clip, i)[3 * WIDTH + 3], jpeg ? 12 : 1);
		}
	}

	@Test
	void aSizeThatMakesAFileUnreadableIsNamed() throws IOException {
		final Path file = folder.resolve("high.avi");
		TestClips.writeAvi(file, WIDTH, HEIGHT, true, false, true, FRAMES);
		final byte[] bytes = Files.readAllBytes(file);
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(180, 65535);
		Files.write(file, bytes);
		final String message = assertThrows(InputException.class, () -> Clips.open(file)).getMessage();
		assertTrue(message.contains("'" + file + "' gives its pictures different sizes") && message.contains(WIDTH +
			" x 65535 pixels in the header of its pictures"), message);
	}

	@Test
	void rawPicturesOfFewerBytesThanTheirSizeAreRefusedWithBoth() throws IOException {
		final Path file = folder.resolve("wide.avi");
		TestClips.writeAvi(file, WIDTH, HEIGHT, false, false, true, FRAMES);
		final byte[] bytes = Files.readAllBytes(file);
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(64, 65535).putInt(176, 65535);
		Files.write(file, bytes);
		final String message = assertThrows(InputException.class, () -> Clips.open(file)).getMessage();
		assertTrue(message.startsWith("The file '" + file +
			"' cannot be read as a clip (its header gives pictures of 65535 x " + HEIGHT +
			" pixels, but the first of them has "), message);
	}

	@Test
	void listsWithinOneAnotherWithoutEndAreRefused() throws IOException {
		final Path file = folder.resolve("nested.avi");
		final ByteBuffer lists = ByteBuffer.allocate(12 * 20_000).order(ByteOrder.LITTLE_ENDIAN);
		lists.put("RIFF".getBytes()).putInt(lists.capacity() - 8).put("AVI ".getBytes());
		while (lists.hasRemaining())
			lists.put("LIST".getBytes()).putInt(lists.remaining() - 4).put("hdrl".getBytes());
		Files.write(file, lists.array());
		final String message = assertThrows(InputException.class, () -> Clips.open(file)).getMessage();
		assertTrue(message.startsWith("The file '" + file + "' cannot be read as a clip"), message);
		assertOneSentence(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "moov", "trak", "mdia", "minf", "stbl" })
	void atomsWithinOneAnotherWithoutEndAreRefused(final String type) throws IOException {
		final Path file = folder.resolve("nested.mov");
		final ByteBuffer atoms = ByteBuffer.allocate(8 * 20_000 + 8);
		atoms.putInt(atoms.capacity()).put("moov".getBytes());
		while (atoms.hasRemaining()) {
			final int left = atoms.remaining();
			atoms.putInt(left).put(type.getBytes());
		}
		Files.write(file, atoms.array());
		final String message = assertThrows(InputException.class, () -> Clips.open(file)).getMessage();
		assertTrue(message.startsWith("The file '" + file + "' cannot be read as a clip (its atoms lie within one another"),
			message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "clip.gif", "clip.mov", "clip" })
	void aGifIsRefusedWhateverItsName(final String name) throws IOException {
		final Path file = folder.resolve(name);
		IJ.saveAs(patternImage(8, WIDTH, HEIGHT, 3), "Gif", folder.resolve("made.gif").toString());
		Files.move(folder.resolve("made.gif"), file);
		assertSentence(file, "The file '" + file +
			"' is a GIF, which is not read as a clip; export the clip as an AVI of JPEG " +
			"frames or as a folder of numbered PNG files.");
	}

	/** Readers take all pages for what the first one is, and an inverted one would be a motion of the whole face. */
	@Test
	void aTiffWithAPageOfAnotherKindIsRefused() throws IOException {
		final Path file = folder.resolve("kinds.tif");
		TestClips.writePages(file, new int[][] { { 32, 24 }, { 32, 24 }, { 32, 24 } });
		final byte[] bytes = Files.readAllBytes(file);
		int pages = 0;
		for (int i = 0; i < bytes.length - 12; i++)
			// The entry that says what 0 is, of the third page.
			if (bytes[i] == 6 && bytes[i + 1] == 1 && bytes[i + 2] == 4 && bytes[i + 4] == 1 && bytes[i + 8] == 1 &&
				++pages == 3) bytes[i + 8] = 0;
		Files.write(file, bytes);
		assertEquals("The file '" + file +
			"' cannot be read as a clip, its pages differ in kind: page 1 is 8-bit grey, page 3 " +
			"is 8-bit grey from white; save all frames alike.", assertThrows(InputException.class, () -> Clips.open(file))
				.getMessage());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3 })
	void aTiffWithAPageOfAnotherSizeIsToldOf(final int place) throws IOException {
		final Path file = folder.resolve("pages.tif");
		final int[][] sizes = new int[4][];
		Arrays.fill(sizes, new int[] { WIDTH, HEIGHT });
		sizes[place] = new int[] { 8, 6 };
		TestClips.writePages(file, sizes);
		try (Clip clip = Clips.open(file)) {
			assertEquals(3, clip.frameCount(), "all the frames, or a sentence");
			assertTrue(clip.remarks().get(0).contains("its pages differ in size"), clip.remarks().toString());
		}
		catch (final InputException e) {
			assertTrue(e.getMessage().contains("its pages differ in size: page 1 is " + (place == 0 ? "8 x 6" : WIDTH +
				" x " + HEIGHT) + " pixels, page " + (place == 0 ? 2 : place + 1) + " is "), e.getMessage());
		}
	}

	@Test
	void aSinglePictureIsNoClip() throws IOException {
		final Path file = folder.resolve("img46.jpg");
		TestClips.writePicture(file, "jpg", TestClips.pattern(8, 8, 8, 0));
		assertSentence(file, "The file '" + file +
			"' is a single picture; give the folder that holds the clip's frames instead.");
	}

	/** A reader takes each picture for what the first one is, and showed another as garbage. */
	@Test
	void pictureOfAnotherSizeOrKindIsRefused() throws IOException {
		final byte[] first = TestClips.jpeg(TestClips.pattern(8, 64, 48, 0));
		for (final Map.Entry<byte[], String> other : Map.of(TestClips.jpeg(TestClips.pattern(8, 80, 48, 1)),
			" has 80 x 48 pixels in colour, the first one 64 x 48 pixels in colour; export the clip with frames that are all alike.",
			TestClips.cmykJpeg(64, 48), " is in CMYK, as for printing; export the clip in RGB.").entrySet())
		{
			final Path file = folder.resolve("other.avi");
			TestClips.writeAviOf(file, 64, 48, false, first, first, other.getKey(), first);
			try (Clip clip = Clips.open(file)) {
				clip.frame(3);
				assertEquals("Frame 3 of '" + file + "'" + other.getValue(), assertThrows(InputException.class, () -> clip
					.frame(2)).getMessage());
			}
		}
	}

	private static void assertSentence(final Path file, final String sentence) {
		assertEquals(sentence, assertThrows(InputException.class, () -> Clips.open(file)).getMessage());
	}

	private static void assertOneSentence(final String message) {
		assertTrue(message.endsWith(".") && message.lines().count() == 1, message);
	}

	private static void assertPattern(final Clip clip, final String name, final double tolerance) {
		assertEquals(name, clip.name());
		assertArrayEquals(new int[] { WIDTH, HEIGHT, FRAMES }, new int[] { clip.width(), clip.height(), clip
			.frameCount() });
		for (int i = FRAMES - 1; i >= 0; i--) {
			assertEquals(i + 1, clip.frameNumber(i));
			assertEquals(0, distanceFromPattern(clip, i, i), tolerance);
		}
	}

	private static ImagePlus withInterval(final ImagePlus image) {
		image.getCalibration().frameInterval = 0.005;
		image.getCalibration().fps = 200;
		return image;
	}

	/** A pattern without edges, which JPEG keeps well. */
	private static ImagePlus smooth() {
		final ImagePlus image = patternImage(8, WIDTH, HEIGHT, FRAMES);
		for (int i = 0; i < FRAMES; i++)
			for (int y = 0; y < HEIGHT; y++)
				for (int x = 0; x < WIDTH; x++)
					image.getStack().getProcessor(i + 1).set(x, y, smoothLevel(x, y, i));
		return image;
	}

	private static int smoothLevel(final int x, final int y, final int frame) {
		return 2 * x + y + 10 * frame;
	}

	private static IMetadata metadata(final String type, final int z, final int t) throws FormatException {
		final IMetadata metadata = MetadataTools.createOMEXMLMetadata();
		MetadataTools.populateMetadata(metadata, 0, "pattern", false, "XYCZT", type, WIDTH, HEIGHT, z, 1, t, 1);
		return metadata;
	}

	private static void write(final FormatWriter writer, final Path file, final IMetadata metadata, final int bits)
		throws FormatException, IOException
	{
		writer.setMetadataRetrieve(metadata);
		writer.setId(file.toString());
		final int planes = metadata.getPixelsSizeZ(0).getValue() * metadata.getPixelsSizeT(0).getValue();
		for (int i = 0; i < planes; i++) {
			final Object pixels = TestClips.pattern(bits, WIDTH, HEIGHT, i).getPixels();
			writer.saveBytes(i, bits == 8 ? (byte[]) pixels : DataTools.shortsToBytes((short[]) pixels, false));
		}
		writer.close();
		assertEquals(bits / 8, FormatTools.getBytesPerPixel(metadata.getPixelsType(0).getValue()));
	}

	/** An empty frame says that the one before is shown on; it is no frame, with sound or without. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void framesThatACameraDroppedAreSaid(final boolean sound) throws IOException {
		final Path file = folder.resolve("dropped.avi");
		TestClips.writeAviWithGaps(file, WIDTH, HEIGHT, sound, true, false, true, true, false, true);
		try (Clip clip = Clips.open(file)) {
			assertEquals(List.of("The file '" + file + "' holds 2 empty frames, as cameras write in place of one that they " +
				"dropped; they are left out, and the others keep their times."), clip.remarks());
			assertEquals(4, clip.frameCount());
			final int[] there = { 0, 2, 3, 5 };
			for (int i = 0; i < there.length; i++) {
				assertEquals(TestClips.level(3, 3, there[i]), grey(clip, i)[3 * WIDTH + 3], 12);
				assertEquals(there[i] / 200.0, clip.seconds(i).getAsDouble(), 1e-9);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "2, which raw pictures cannot have", "12, which raw pictures cannot have",
		"13, which raw pictures cannot have", "15, which raw pictures cannot have",
		"16, which may be grey levels or colours" })
	void rawPicturesOfOddBitsAreRefused(final int bits, final String why) throws IOException {
		final Path file = folder.resolve("odd.avi");
		new AVI_Writer().writeImage(patternImage(24, WIDTH, HEIGHT, 3), file.toString(), AVI_Writer.NO_COMPRESSION, 100);
		final byte[] avi = Files.readAllBytes(file);
		final int header = new String(avi, StandardCharsets.ISO_8859_1).indexOf("strf") + 8;
		ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN).putShort(header + 14, (short) bits);
		Files.write(file, avi);
		assertSentence(file, "The file '" + file + "' cannot be read as a clip (its header gives " + bits +
			" bits a pixel, " + why +
			"); export the clip again, as an AVI of JPEG frames or as a folder of numbered PNG files.");
	}

	/** Which reader opens the file must not decide how long an expression lasts. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void twoRatesInOneHeaderAreSaid(final boolean sound) throws IOException {
		final Path file = folder.resolve("rates.avi");
		TestClips.writeAvi(file, WIDTH, HEIGHT, true, sound, false, 4);
		final byte[] avi = Files.readAllBytes(file);
		final int header = new String(avi, StandardCharsets.ISO_8859_1).indexOf("avih") + 8;
		ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN).putInt(header, 33333);
		Files.write(file, avi);
		try (Clip clip = Clips.open(file)) {
			assertEquals(List.of("The file '" + file +
				"' gives two numbers of frames a second, 30.000 in its main header and " +
				"200.000 in the header of its pictures; the second was taken, as players do. Give 'fps' if it is not the " +
				"camera's."), clip.remarks());
			assertEquals(200, clip.framesPerSecond(), 1e-6);
			assertEquals(4, clip.frameCount());
		}
	}
}
