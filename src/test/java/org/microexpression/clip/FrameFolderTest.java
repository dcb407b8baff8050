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

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.microexpression.clip.TestClips.distanceFromPattern;
import static org.microexpression.clip.TestClips.grey;
import static org.microexpression.clip.TestClips.pattern;
import static org.microexpression.clip.TestClips.writePicture;

import ij.process.FloatProcessor;
import java.awt.image.Raster;
import java.awt.image.DataBuffer;
import java.awt.image.ComponentColorModel;
import java.awt.color.ColorSpace;
import java.awt.Transparency;
import java.time.Duration;
import java.nio.ByteOrder;
import java.nio.ByteBuffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;
import org.microexpression.clip.header.FrameFiles;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import ij.plugin.FolderOpener;
import ij.process.ByteProcessor;
import ij.process.ShortProcessor;

class FrameFolderTest {

	@TempDir
	private Path folder;

	@Test
	void framesAreSortedAndNumberedByTheirNames() throws IOException {
		for (final int number : new int[] { 46, 9, 100, 10 })
			writePicture(folder.resolve("img" + number + ".png"), "png", pattern(8, 20, 10, number));
		Files.writeString(folder.resolve("notes 12.txt"), "not a frame");
		Files.write(folder.resolve("Thumbs.db"), new byte[10]);
		Files.write(folder.resolve("._img9.png"), new byte[10]);
		Files.createDirectory(folder.resolve("img7.png"));
		try (Clip clip = Clips.open(folder)) {
			assertEquals(folder.getFileName().toString(), clip.name());
			assertEquals(4, clip.frameCount());
			assertEquals(20, clip.width());
			assertEquals(10, clip.height());
			assertTrue(Double.isNaN(clip.framesPerSecond()));
			final int[] numbers = { 9, 10, 46, 100 };
			for (int i = 0; i < numbers.length; i++) {
				assertEquals(numbers[i], clip.frameNumber(i));
				assertEquals(i, clip.indexOf(numbers[i]));
				assertEquals(0, distanceFromPattern(clip, i, numbers[i]));
			}
			final InputException e = assertThrows(InputException.class, () -> clip.indexOf(11));
			assertEquals("The clip '" + clip.name() + "' has no frame 11; give one of its frames, 9 to 100 (with gaps).", e
				.getMessage());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "bmp", "tif", "JPG", "JPEG", "TIFF" })
	void greyAndColourPicturesOfEveryFormat(final String suffix) throws IOException {
		for (int i = 1; i <= 2; i++) {
			write("grey", 8, suffix, i);
			write("colour", 24, suffix, i);
		}
		// JPEG at Java's default quality is off by up to a dozen grey levels at the pattern's edges.
		final boolean lossy = suffix.startsWith("J");
		try (Clip clip = Clips.open(folder.resolve("grey"))) {
			assertEquals(2, clip.frameCount());
			assertEquals(0, distanceFromPattern(clip, 0, 1), lossy ? 40 : 0);
			assertEquals(0, distanceFromPattern(clip, 1, 2), lossy ? 40 : 0);
		}
		try (Clip clip = Clips.open(folder.resolve("colour"))) {
			final int level = TestClips.level(7, 5, 2);
			assertEquals(0.299 * level + 0.587 * (255 - level) + 0.114 * 40, grey(clip, 1)[5 * 32 + 7], lossy ? 12 : 1e-4);
		}
	}

	/** Which weights have made grey of colours somebody else knows alone, and both have another brightness. */
	@ParameterizedTest
	@ValueSource(strings = { "png", "bmp", "tif", "jpg" })
	void greyAmongColourIsRefusedInEitherOrder(final String suffix) throws IOException {
		for (int i = 1; i <= 2; i++) {
			write("grey first", i == 1 ? 8 : 24, suffix, i);
			write("colour first", i == 1 ? 24 : 8, suffix, i);
		}
		assertRefused("grey first", "8-bit colour, not 8-bit grey");
		assertRefused("colour first", "8-bit grey, not 8-bit colour");
	}

	private void assertRefused(final String name, final String kinds) {
		try (Clip clip = Clips.open(folder.resolve(name))) {
			final String sentence = assertThrows(InputException.class, () -> clip.frame(1)).getMessage();
			assertTrue(sentence.endsWith(" has another pixel type than the first frame (" + kinds +
				"); save all frames in one type."), sentence);
		}
	}

	private void write(final String name, final int bits, final String suffix, final int i) throws IOException {
		final Path file = Files.createDirectories(folder.resolve(name)).resolve("f" + i + "." + suffix);
		final ImageProcessor frame = pattern(bits, 32, 24, i);
		if (suffix.toLowerCase(Locale.ROOT).startsWith("tif")) IJ.saveAsTiff(new ImagePlus("", frame), file.toString());
		else if (bits == 8) writePicture(file, suffix.startsWith("J") ? "jpg" : suffix, frame);
		else {
			final BufferedImage colour = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
			colour.getGraphics().drawImage(frame.createImage(), 0, 0, null);
			ImageIO.write(colour, suffix.startsWith("J") ? "jpg" : suffix, file.toFile());
		}
	}

	@Test
	void greyJpegsKeepTheirGreyLevels() throws IOException {
		// Java's own conversion to colours would brighten grey pictures by a gamma.
		final ByteProcessor flat = new ByteProcessor(16, 16);
		flat.set(100);
		writePicture(folder.resolve("a1.jpg"), "jpg", flat);
		writePicture(folder.resolve("a2.png"), "png", flat);
		try (Clip clip = Clips.open(folder)) {
			assertEquals(100, grey(clip, 0)[40], 1);
			assertEquals(100, grey(clip, 1)[40]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "tif" })
	void sixteenBitsGetOneScaleForTheClip(final String suffix) throws IOException {
		final int[] brightest = { 3000, 1500, 2000 };
		for (int i = 0; i < brightest.length; i++) {
			final ShortProcessor frame = new ShortProcessor(8, 8);
			frame.set(3, 3, brightest[i]);
			final Path file = folder.resolve("f" + i + "." + suffix);
			if (suffix.equals("tif")) IJ.saveAsTiff(new ImagePlus("", frame), file.toString());
			else writePicture(file, suffix, frame16(frame));
		}
		try (Clip clip = Clips.open(folder)) {
			for (int i = 0; i < brightest.length; i++) {
				// 12 bits hold the brightest pixel: white is 4095 in every frame.
				assertEquals(brightest[i] * 255.0 / 4095, grey(clip, i)[3 * 8 + 3], 1e-3);
				assertEquals(0, grey(clip, i)[0]);
			}
		}
	}

	private static ShortProcessor frame16(final ShortProcessor frame) {
		return new ShortProcessor(frame.getWidth(), frame.getHeight()) {

			@Override
			public BufferedImage getBufferedImage() {
				return frame.get16BitBufferedImage();
			}
		};
	}

	@Test
	void callersGetTheirOwnCopy() throws IOException {
		writePicture(folder.resolve("f1.png"), "png", pattern(8, 8, 8, 0));
		try (Clip clip = Clips.open(folder)) {
			final float[] once = grey(clip, 0);
			Arrays.fill(once, -1);
			assertNotSame(once, grey(clip, 0));
			assertEquals(0, distanceFromPattern(clip, 0, 0));
		}
	}

	@Test
	void pathsMayHoldSpacesAndAnyLetters() throws IOException {
		final Path odd = Files.createDirectories(folder.resolve("Müller 表情 clip #1 100%"));
		writePicture(odd.resolve("Gesicht ä 5.png"), "png", pattern(8, 8, 8, 0));
		IJ.saveAsTiff(new ImagePlus("", pattern(8, 8, 8, 1)), odd.resolve("Gesicht ä 6.tif").toString());
		try (Clip clip = Clips.open(odd)) {
			assertEquals("Müller 表情 clip #1 100%", clip.name());
			assertEquals(0, distanceFromPattern(clip, clip.indexOf(5), 0));
			assertEquals(0, distanceFromPattern(clip, clip.indexOf(6), 1));
		}
	}

	@Test
	void aFolderWithoutFramesIsRefused() throws IOException {
		Files.writeString(folder.resolve("a1.txt"), "no picture");
		assertSentence("The folder '" + folder +
			"' holds no JPEG, PNG, BMP or TIFF frames; choose the folder that holds the frames themselves.");
	}

	@Test
	void moviesInAFolderWithoutFramesAreNamed() throws IOException {
		Files.writeString(folder.resolve("notes.txt"), "no movie");
		Files.write(folder.resolve("b.MP4"), new byte[9]);
		Files.write(folder.resolve("a.mkv"), new byte[9]);
		assertSentence("The folder '" + folder + "' holds no JPEG, PNG, BMP or TIFF frames; it holds 2 movies ('a.mkv', " +
			"'b.MP4'): choose one of them, or give the folder to Recognize Folder of Clips.");
	}

	@Test
	void aFolderWithSomeUnnumberedPicturesIsRefused() throws IOException {
		writePicture(folder.resolve("img46.png"), "png", pattern(8, 8, 8, 0));
		writePicture(folder.resolve("cover.png"), "png", pattern(8, 8, 8, 0));
		assertSentence("The folder '" + folder +
			"' holds numbered frames and, without a number, 'cover.png'; move that picture elsewhere or number it.");
	}

	/** The import, a copy of its image, and the numbers that a dataset's reader gets. */
	@Test
	void theSameFilesHaveTheSameNumbersEverywhere() throws IOException {
		for (final int number : new int[] { 9, 10, 11 })
			writePicture(folder.resolve("img" + number + "_256x256.png"), "png", pattern(8, 16, 16, number));
		final int[] numbers = { 9, 10, 11 };
		assertArrayEquals(numbers, FrameFiles.read(folder).numbers());
		try (Clip clip = Clips.open(folder)) {
			final ImagePlus image = ClipImages.toImagePlus(clip);
			for (final ImagePlus shown : List.of(image, image.duplicate(), FolderOpener.open(folder.toString()))) {
				try (Clip seen = ClipImages.fromImagePlus(shown)) {
					for (int i = 0; i < numbers.length; i++) {
						assertEquals(numbers[i], clip.frameNumber(i));
						assertEquals(numbers[i], seen.frameNumber(i));
						assertEquals(0, distanceFromPattern(seen, i, numbers[i]));
					}
				}
			}
		}
	}

	@Test
	void copiesAreRefusedByTheNamesOfBoth() throws IOException {
		for (final String name : new String[] { "img5.png", "img6.png", "img6 (1).png" })
			writePicture(folder.resolve(name), "png", pattern(8, 8, 8, 0));
		assertSentence("The folder '" + folder +
			"' holds 'img6 (1).png', which is named otherwise than 'img6.png', as a copy " +
			"is; take one of the two out, or name all frames alike.");
	}

	@Test
	void whatIsPassedOverAndHowFramesAreCountedIsRemarked() throws IOException {
		writePicture(folder.resolve("12-30-59.png"), "png", pattern(8, 8, 8, 0));
		writePicture(folder.resolve("12-31-00.png"), "png", pattern(8, 8, 8, 1));
		Files.write(folder.resolve("12-31-01.webp"), new byte[4]);
		Files.write(folder.resolve("notes.txt"), new byte[4]);
		try (Clip clip = Clips.open(folder)) {
			assertEquals("1 to 2", clip.frameRange());
			assertEquals(0, distanceFromPattern(clip, 1, 1));
			assertEquals(List.of("Passed over among the frames of '" + folder +
				"': '12-31-01.webp', which are not read; convert them to PNG if they are frames.", "Frames of '" + folder +
					"': its names carry times ('12-30-59.png'), which are no frame numbers; its frames are counted from 1 in " +
					"the " + "order of the times."), clip.remarks());
			assertEquals(clip.remarks(), ClipImages.fromImagePlus(ClipImages.toImagePlus(clip)).remarks());
		}
	}

	/** Why a folder is refused, what was passed over in it may tell. */
	@Test
	void whatIsRemarkedIsToldWithARefusal() throws IOException {
		Files.write(folder.resolve("f1.webp"), new byte[4]);
		assertEquals(List.of("Passed over among the frames of '" + folder +
			"': 'f1.webp', which are not read; convert them to PNG if they are frames."), refusal().remarks());
		Files.write(folder.resolve("cover.png"), new byte[4]);
		assertEquals(1, refusal().remarks().size());
		Files.delete(folder.resolve("cover.png"));
		Files.write(folder.resolve("12-30-59.png"), new byte[4]);
		Files.write(folder.resolve("12-31-00.png"), new byte[4]);
		assertTrue(refusal().getMessage().contains("12-30-59.png' cannot be read"));
		assertTrue(refusal().remarks().get(1).contains("its names carry times"), refusal().remarks().toString());
	}

	private InputException refusal() {
		return assertThrows(InputException.class, () -> Clips.open(folder));
	}

	@Test
	void aTiffFrameWithAThumbnailIsToldOf() throws IOException {
		for (int i = 1; i <= 2; i++)
			TestClips.writePages(folder.resolve("f" + i + ".tif"), new int[][] { { 32, 32 }, { 8, 8 } });
		assertSentence("The file '" + folder.resolve("f1.tif") +
			"' cannot be read as a clip, its pages differ in size: page 1 is " +
			"32 x 32 pixels, page 2 is 8 x 8; save the frames alone, all of one size.");
	}

	@Test
	void aLinkToNothingIsNamed() throws IOException {
		writePicture(folder.resolve("img1.png"), "png", pattern(8, 8, 8, 0));
		Files.createSymbolicLink(folder.resolve("img2.png"), folder.resolve("gone.png"));
		assertSentence("The frame '" + folder.resolve("img2.png") +
			"' is a link to a file that is not there; restore it or take the link out of the folder.");
	}

	/** Black frames that nobody was told of would be data after File > Save As. */
	@Test
	void anUnreadableFrameIsToldInTheLogAndByItsLabel() throws IOException {
		for (int i = 1; i <= 3; i++)
			writePicture(folder.resolve("f" + i + ".png"), "png", pattern(8, 32, 32, i));
		Files.write(folder.resolve("f2.png"), new byte[0]);
		try (Clip clip = Clips.open(folder)) {
			final PrintStream before = System.out;
			final ByteArrayOutputStream log = new ByteArrayOutputStream();
			System.setOut(new PrintStream(log, true));
			final ImagePlus copy;
			try {
				copy = ClipImages.toImagePlus(clip).duplicate();
			}
			finally {
				System.setOut(before);
			}
			final String told = log + (IJ.getLog() == null ? "" : IJ.getLog());
			assertTrue(told.contains("f2.png' cannot be read"), told);
			assertEquals("f2.png (cannot be read)", copy.getStack().getSliceLabel(2));
			final Path saved = folder.resolve("saved.tif");
			IJ.saveAsTiff(copy, saved.toString());
			try (Clip opened = ClipImages.fromImagePlus(IJ.openImage(saved.toString()))) {
				assertEquals("1 to 3", opened.frameRange());
				assertTrue(assertThrows(InputException.class, () -> opened.frame(1)).getMessage().contains("is black because"));
			}
			try (Clip read = Clips.open(saved)) {
				assertTrue(assertThrows(InputException.class, () -> read.frame(1)).getMessage().contains("is black because"));
			}
		}
	}

	@Test
	void aFrameOfAnotherSizeIsNamed() throws IOException {
		writePicture(folder.resolve("img1.png"), "png", pattern(8, 8, 8, 0));
		writePicture(folder.resolve("img2.png"), "png", pattern(8, 9, 8, 0));
		try (Clip clip = Clips.open(folder)) {
			final InputException e = assertThrows(InputException.class, () -> clip.frame(1));
			assertEquals("In the clip '" + clip.name() +
				"' img2.png is 9 x 8 pixels but the first frame is 8 x 8; give all frames one size.", e.getMessage());
		}
	}

	@Test
	void aGifIsNoFrameWhateverItsName() throws IOException {
		writePicture(folder.resolve("img1.png"), "png", pattern(8, 32, 24, 0));
		writePicture(folder.resolve("img2.png"), "gif", pattern(8, 32, 24, 1));
		try (Clip clip = Clips.open(folder)) {
			assertEquals("The frame '" + folder.resolve("img2.png") +
				"' is a picture of the format GIF, whatever its name says; convert it to PNG or take it out of the folder.",
				assertThrows(InputException.class, () -> clip.frame(1)).getMessage());
		}
	}

	/** Whatever reads it makes other grey levels of it. */
	@Test
	void aPictureOfInksIsRefused() throws IOException {
		for (int i = 1; i < 4; i++)
			Files.write(folder.resolve("img" + i + ".jpg"), i == 2 ? TestClips.cmykJpeg(32, 32) : TestClips.jpeg(TestClips
				.pattern(8, 32, 32, i)));
		try (Clip clip = Clips.open(folder)) {
			assertEquals("The frame '" + folder.resolve("img2.jpg") +
				"' is in CMYK, as for printing; convert it to RGB or take " + "it out of the folder.", assertThrows(
					InputException.class, () -> clip.frame(1)).getMessage());
		}
	}

	/** Where a picture is opaque all over, that it could be transparent does no harm. */
	@Test
	void aTransparentPlaceHasNoGreyLevel() throws IOException {
		for (int i = 1; i <= 2; i++) {
			final BufferedImage picture = new BufferedImage(32, 24, BufferedImage.TYPE_INT_ARGB);
			for (int y = 0; y < 24; y++)
				for (int x = 0; x < 32; x++)
					picture.setRGB(x, y, 0xFF000000 | 0x010101 * (5 * x + y));
			if (i == 2) picture.setRGB(3, 4, 0x80101010);
			ImageIO.write(picture, "png", folder.resolve("img" + i + ".png").toFile());
		}
		try (Clip clip = Clips.open(folder)) {
			assertEquals(5 * 7 + 3, clip.frame(0).getAt(7, 3).get());
			assertEquals("The frame 'img2.png' is transparent in places, where it has no grey level; save it without " +
				"transparency.", assertThrows(InputException.class, () -> clip.frame(1)).getMessage());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpg", "bmp", "tif" })
	void unreadableFramesAreNamed(final String suffix) throws IOException {
		for (int i = 1; i <= 4; i++) {
			final Path file = folder.resolve("img" + i + "." + suffix);
			if (suffix.equals("tif")) IJ.saveAsTiff(new ImagePlus("", pattern(8, 64, 64, i)), file.toString());
			else writePicture(file, suffix, pattern(8, 64, 64, i));
		}
		final Path text = folder.resolve("img2." + suffix);
		Files.writeString(text, "this is no picture");
		final Path cut = folder.resolve("img3." + suffix);
		final byte[] whole = Files.readAllBytes(cut);
		Files.write(cut, Arrays.copyOf(whole, whole.length * 2 / 3));
		try (Clip clip = Clips.open(folder)) {
			for (final Path bad : new Path[] { text, cut }) {
				final int index = clip.indexOf(bad == text ? 2 : 3);
				final InputException e = assertThrows(InputException.class, () -> clip.frame(index), bad.toString());
				final String sentence = bad == cut && suffix.equals("tif") ? "The file '" + bad +
					"' is cut off; copy or export it again." : "The frame '" + bad +
						"' cannot be read, it is damaged or not what its name says; restore it or take it out of the folder.";
				assertEquals(sentence, e.getMessage());
			}
			// The frames around are not lost.
			assertEquals(64, clip.frame(3).dimension(0));
		}
	}

	/**
	 * A JPEG has no sum: of one turned bit its reader mostly says nothing, of sixteen something nearly always is seen.
	 */
	@ParameterizedTest
	@CsvSource({ "1,10", "16,38" })
	void turnedBitsInAJpegAreSeen(final int turned, final int least) throws IOException {
		final Path file = folder.resolve("img1.jpg");
		final Random random = new Random(turned);
		final ImageProcessor noise = pattern(8, 160, 120, 1);
		for (int i = 0; i < noise.getPixelCount(); i++)
			noise.set(i, 60 + i % 160 / 2 + random.nextInt(40));
		writePicture(file, "jpg", noise);
		final byte[] whole = Files.readAllBytes(file);
		int refused = 0;
		for (int trial = 0; trial < 40; trial++) {
			final byte[] bytes = whole.clone();
			for (int i = 0; i < turned; i++)
				// Behind the headers, before the mark of the end.
				bytes[700 + random.nextInt(whole.length - 702)] ^= (byte) (1 << random.nextInt(8));
			Files.write(file, bytes);
			try (Clip clip = Clips.open(folder)) {
				clip.frame(0);
			}
			catch (final InputException e) {
				assertTrue(e.getMessage().startsWith("The frame '" + file + "' cannot be read, it is damaged"), e.getMessage());
				refused++;
			}
		}
		assertTrue(refused >= least, refused + " of 40 are seen");
	}

	@Test
	void aFrameOfOnePixelIsAFrame() throws IOException {
		writePicture(folder.resolve("f1.png"), "png", pattern(8, 1, 1, 3));
		try (Clip clip = Clips.open(folder)) {
			assertArrayEquals(new float[] { 60 }, grey(clip, 0));
		}
	}

	@Test
	void aClosedClipGivesNoFrames() throws IOException {
		writePicture(folder.resolve("f1.png"), "png", pattern(8, 2, 2, 0));
		final Clip clip = Clips.open(folder);
		clip.close();
		clip.close();
		assertThrows(IllegalStateException.class, () -> clip.frame(0));
	}

	private void assertSentence(final String sentence) {
		assertEquals(sentence, assertThrows(InputException.class, () -> Clips.open(folder)).getMessage());
	}

	/** Values that were made of colours and real ones have no common white. */
	@Test
	void colourOfSixteenBitsAmongRealValuesIsRefused() throws IOException {
		final BufferedImage colour = new BufferedImage(new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB),
			false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT), Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT,
				8, 8, 3, null), false, null);
		ImageIO.write(colour, "png", folder.resolve("f1.png").toFile());
		IJ.saveAsTiff(new ImagePlus("", new FloatProcessor(8, 8)), folder.resolve("f2.tif").toString());
		final String sentence = assertThrows(InputException.class, () -> Clips.open(folder)).getMessage();
		assertTrue(sentence.endsWith(
			"f2.tif has another pixel type than the first frame (float grey, not 16-bit colour); save all frames in one type."),
			sentence);
	}

	@Test
	void aFrameOfSixteenBitsAmongOthersIsRefusedByName() throws IOException {
		IJ.saveAsTiff(new ImagePlus("", new ByteProcessor(8, 8)), folder.resolve("f1.tif").toString());
		writePicture(folder.resolve("f2.png"), "png", frame16(new ShortProcessor(8, 8)));
		try (Clip clip = Clips.open(folder)) {
			assertTrue(assertThrows(InputException.class, () -> clip.frame(1)).getMessage().endsWith(
				"f2.png has another pixel type than the first frame (16-bit grey, not 8-bit grey); save all frames in one type."));
		}
	}

	/** White is white, however few bits a TIFF has. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4, 8 })
	void fewBitsReachFromBlackToWhite(final int bits) throws IOException {
		for (int i = 1; i <= 2; i++)
			Files.write(folder.resolve("f" + i + ".tif"), tiff(bits));
		writePicture(folder.resolve("f3.png"), "png", pattern(8, 8, 8, 1));
		try (Clip clip = Clips.open(folder)) {
			final float[] grey = grey(clip, 0);
			assertEquals(255, grey[0]);
			assertEquals(0, grey[63]);
			assertEquals(0, distanceFromPattern(clip, 2, 1));
		}
	}

	/** Eight rows, the upper four white. */
	private static byte[] tiff(final int bits) {
		final int[][] values = { { 256, 8 }, { 257, 8 }, { 258, bits }, { 259, 1 }, { 262, 1 }, { 273, 110 }, { 278, 8 }, {
			279, 8 * bits } };
		final ByteBuffer out = ByteBuffer.allocate(110 + 8 * bits).order(ByteOrder.LITTLE_ENDIAN);
		out.putShort((short) 0x4949).putShort((short) 42).putInt(8).putShort((short) 8);
		for (final int[] value : values)
			out.putShort((short) value[0]).putShort((short) 4).putInt(1).putInt(value[1]);
		out.putInt(0);
		for (int i = 0; i < 4 * bits; i++)
			out.put((byte) -1);
		return out.array();
	}

	/** A pipe among the frames, and one in place of a clip, would be waited for without end. */
	@Test
	void aPipeIsRefused() throws IOException, InterruptedException {
		writePicture(folder.resolve("f1.png"), "png", pattern(8, 8, 8, 1));
		final Path pipe = folder.resolve("f2.png"), clip = folder.resolve("clip.avi");
		assumeTrue(new ProcessBuilder("mkfifo", pipe.toString(), clip.toString()).start().waitFor() == 0);
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (final Path one : List.of(folder, clip))
				assertEquals("The path '" + (one == folder ? pipe : clip) +
					"' is a pipe or a device; copy what it gives into a file, and give that.", assertThrows(InputException.class,
						() -> Clips.open(one)).getMessage());
		});
	}

	/** What is on its way into the folder, or still in the cloud, is missing from the clip. */
	@ParameterizedTest
	@ValueSource(strings = { ".f3.png.icloud", "f3.png.crdownload", "f3.jpg.part", "f3.tif.tmp", "f3.PNG.partial" })
	void framesThatAreNotWholeAreSaid(final String name) throws IOException {
		for (int i = 1; i <= 2; i++)
			writePicture(folder.resolve("f" + i + ".png"), "png", pattern(8, 8, 8, i));
		Files.write(folder.resolve(name), new byte[9]);
		try (Clip clip = Clips.open(folder)) {
			assertEquals(List.of("Passed over among the frames of '" + folder + "': '" + name +
				"', which look like frames that were not downloaded or are not whole; fetch them again."), clip.remarks());
		}
	}
}
