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
import static org.microexpression.clip.TestClips.pattern;
import static org.microexpression.clip.TestClips.patternImage;
import static org.microexpression.clip.TestClips.writePicture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.TiffEncoder;
import ij.plugin.ChannelSplitter;
import ij.plugin.SubstackMaker;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;
import ij.process.FloatPolygon;
import ij.process.StackConverter;

class ClipImagesTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void anOpenStackIsAClip(final int bits) {
		final ImagePlus image = patternImage(bits, 20, 16, 5);
		image.getCalibration().frameInterval = 5;
		image.getCalibration().setTimeUnit("ms");
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			assertEquals("pattern", clip.name());
			assertArrayEquals(new int[] { 20, 16, 5 }, new int[] { clip.width(), clip.height(), clip.frameCount() });
			assertEquals(200, clip.framesPerSecond(), 1e-9);
			assertEquals(5, clip.frameNumber(4));
			for (int i = 0; i < 5; i++)
				// 16 bits: the pattern times 16, white 4095 = 16.06 * 255.
				assertEquals(0, distanceFromPattern(clip, i, i), bits == 16 ? 1 : 0);
		}
		assertEquals(5, image.getStackSize());
	}

	/** As Image > Type > 8-bit Color makes them of grey frames: all greys, in the order of how often they occur. */
	@Test
	void aPaletteOfGreysIsSaid() {
		final ImagePlus image = patternImage(8, 64, 48, 3);
		new StackConverter(image).convertToRGB();
		new StackConverter(image).convertToIndexedColor(256);
		final List<String> remarks = ClipImages.fromImagePlus(image).remarks();
		assertEquals(1, remarks.size(), remarks.toString());
		assertTrue(remarks.get(0).contains("have a table of colours; the values that are stored were"), remarks.get(0));
	}

	@Test
	void anotherContrastIsNoPalette() {
		final ImagePlus image = patternImage(8, 64, 48, 3);
		image.setDisplayRange(50, 100);
		assertEquals(List.of(), ClipImages.fromImagePlus(image).remarks());
		image.getProcessor().setMinAndMax(50, 100);
		image.getProcessor().invertLut();
		assertEquals(List.of(), ClipImages.fromImagePlus(image).remarks());
	}

	@Test
	void aClipHasTheSelectionThatWasSavedWithIt() {
		final Path file = folder.resolve("clip.tif");
		final ImagePlus image = patternImage(8, 20, 16, 5);
		for (final Roi selection : new Roi[] { new PointRoi(new float[] { 2.5f, 7, 11 }, new float[] { 3, 4.5f, 9 }),
			new Roi(3, 4, 10, 8), null })
		{
			image.setRoi(selection);
			IJ.saveAsTiff(image, file.toString());
			try (Clip clip = Clips.open(file)) {
				final Roi found = ClipImages.toImagePlus(clip, file).getRoi();
				assertEquals(selection == null ? -1 : selection.getType(), found == null ? -1 : found.getType());
				if (selection != null) assertSame(selection.getFloatPolygon(), found.getFloatPolygon());
			}
		}
	}

	private static void assertSame(final FloatPolygon expected, final FloatPolygon found) {
		assertArrayEquals(Arrays.copyOf(expected.xpoints, expected.npoints), Arrays.copyOf(found.xpoints, found.npoints));
		assertArrayEquals(Arrays.copyOf(expected.ypoints, expected.npoints), Arrays.copyOf(found.ypoints, found.npoints));
	}

	/** Other programs write labels for the first slices alone, which ImageJ takes. */
	@ParameterizedTest
	@CsvSource({ "f10 f20,1,1", "f10 f20 f30 f40,1,0", "f10 f20 f30 f40 f50,1,0", "f10 g h f20 g h f30 g h f40 g h,3,0",
		"f10 g h f20,3,1" })
	void labelsCountAlikeInAFileAndInItsImage(final String labels, final int channels, final int remarks)
		throws IOException
	{
		final Path file = folder.resolve("clip.tif");
		final ImagePlus image = patternImage(8, 20, 16, 4 * channels);
		image.setDimensions(channels, 1, 4);
		image.setOpenAsHyperStack(true);
		final FileInfo info = image.getFileInfo();
		info.nImages = image.getStackSize();
		info.pixels = image.getStack().getImageArray();
		info.description = new FileSaver(image).getDescriptionString();
		info.sliceLabels = labels.split(" ");
		try (OutputStream out = Files.newOutputStream(file)) {
			new TiffEncoder(info).write(out);
		}
		try (Clip read = Clips.open(file); Clip shown = ClipImages.fromImagePlus(IJ.openImage(file.toString()))) {
			for (int i = 0; i < 4; i++)
				assertEquals(shown.frameNumber(i), read.frameNumber(i));
			assertEquals(remarks, read.remarks().size(), read.remarks().toString());
			assertEquals(shown.remarks().toString().replace("Image 'clip.tif'", "File 'clip.tif'"), read.remarks()
				.toString());
		}
	}

	@Test
	void timeDepthAndPlainStacksAreAlike() {
		for (final int[] axes : new int[][] { { 1, 5, 1 }, { 1, 1, 5 } }) {
			final ImagePlus image = patternImage(8, 20, 16, 5);
			image.setDimensions(axes[0], axes[1], axes[2]);
			image.setOpenAsHyperStack(true);
			assertEquals(0, distanceFromPattern(ClipImages.fromImagePlus(image), 3, 3));
		}
		final ImagePlus image = patternImage(8, 20, 16, 6);
		image.setDimensions(1, 2, 3);
		assertRefused(image,
			"The image 'pattern' has 2 slices at each of 3 times; a clip has one picture at a time, so keep one, with " +
				"Image > Duplicate.");
	}

	@Test
	void colourIsTheSameAsRgbAndAsThreeChannels() {
		final ImagePlus rgb = patternImage(24, 20, 16, 4);
		final ImageStack[] split = ChannelSplitter.splitRGB(rgb.getStack(), true);
		final ImageStack merged = new ImageStack(20, 16);
		for (int i = 1; i <= 4; i++)
			for (int c = 0; c < 3; c++)
				merged.addSlice(split[c].getProcessor(i));
		final ImagePlus channels = new ImagePlus("channels", merged);
		channels.setDimensions(3, 1, 4);
		final Clip one = ClipImages.fromImagePlus(rgb);
		final Clip other = ClipImages.fromImagePlus(new CompositeImage(channels));
		assertEquals(4, other.frameCount());
		final int level = TestClips.level(7, 5, 2);
		assertEquals(0.299 * level + 0.587 * (255 - level) + 0.114 * 40, grey(one, 2)[5 * 20 + 7], 1e-3);
		for (int i = 0; i < 4; i++)
			assertArrayEquals(grey(one, i), grey(other, i));
	}

	@Test
	void twoChannelsAreNoClip() {
		final ImagePlus image = patternImage(32, 20, 16, 2);
		image.setDimensions(2, 1, 1);
		assertRefused(image,
			"The image 'pattern' has 2 channels, which are no frames; a clip has one (grey) or three (red, green, blue), so set " +
				"slices and frames in Image > Properties.");
	}

	/** Programs that know no time save frames as channels. */
	@Test
	void channelsAndPicturesBesidesTheOnlyFrameAreTold() throws IOException {
		final ImagePlus image = patternImage(8, 20, 16, 3);
		image.setDimensions(3, 1, 1);
		final String channels = ", of 3 channels, which are no frames; where they are meant to be, ";
		assertNoPair("The clip 'pattern' has only one frame" + channels +
			"set 1 channel and 3 frames in Image > Properties.", ClipImages.fromImagePlus(image));
		final Path saved = folder.resolve("channels.tif");
		IJ.saveAsTiff(image, saved.toString());
		assertNoPair("The clip 'channels.tif' has only one frame" + channels +
			"open it with File > Open and set 1 channel and 3 frames in Image > Properties.", Clips.open(saved));
		image.setDimensions(1, 1, 3);
		assertEquals("", ClipImages.fromImagePlus(image).besides());
	}

	/** ImageJ's own Open shows the first picture alone where the others have another size. */
	@Test
	void picturesBehindAThumbnailAreTold() throws IOException {
		final Path file = folder.resolve("thumbnail.tif");
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
			writer.setOutput(out);
			writer.prepareWriteSequence(null);
			for (final int width : new int[] { 10, 20, 20 })
				writer.writeToSequence(new IIOImage(pattern(8, width, 16, width).getBufferedImage(), null, null), null);
			writer.endWriteSequence();
		}
		finally {
			writer.dispose();
		}
		assertNoPair("The clip 'thumbnail.tif' has only one frame, the first of 3 pictures in the file '" + file +
			"'; where the others are frames, too, save all of them in one size and kind.", ClipImages.fromImagePlus(IJ
				.openImage(file.toString())));
	}

	private static void assertNoPair(final String sentence, final Clip opened) {
		try (Clip clip = opened) {
			assertEquals(sentence, assertThrows(InputException.class, () -> FramePairs.check(new CancellableClip(clip,
				Progress.none()), 1, 2)).getMessage());
		}
	}

	@Test
	void notANumberIsNamed() {
		final ImagePlus image = patternImage(32, 20, 16, 5);
		image.getStack().setSliceLabel("all but one", 1);
		image.getStack().getProcessor(3).setf(3, 3, Float.NaN);
		assertRefused(image,
			"In the clip 'pattern' slice 3 has pixels that are no numbers (NaN or infinite); replace them by grey levels.");
	}

	@Test
	void anEmptyImageIsNamed() {
		assertRefused(new ImagePlus(), "There is no image to work on; open a clip or choose its window first.");
	}

	@Test
	void frameNumbersSurviveInImagesCopiesAndSubstacks() throws IOException {
		for (int i = 46; i < 56; i++)
			writePicture(folder.resolve("reg_img" + i + ".png"), "png", pattern(8, 20, 16, i));
		try (Clip clip = Clips.open(folder)) {
			final ImagePlus image = ClipImages.toImagePlus(clip);
			assertEquals(folder.getFileName().toString(), image.getTitle());
			assertEquals(8, image.getBitDepth());
			assertEquals(10, image.getNFrames());
			assertTrue(image.getStack().isVirtual());
			assertEquals("reg_img46.png", image.getStack().getSliceLabel(1));
			final Clip again = ClipImages.fromImagePlus(image);
			assertEquals(3, again.indexOf(49));
			assertEquals(0, distanceFromPattern(again, 3, 49));
			final Clip part = ClipImages.fromImagePlus(new SubstackMaker().makeSubstack(image, "4-8"));
			assertEquals("49 to 53", part.frameRange());
			assertEquals(0, distanceFromPattern(part, 0, 49));
			assertEquals("46 to 55", ClipImages.fromImagePlus(image.duplicate()).frameRange());
			image.getStack().deleteSlice(1);
			assertEquals("47 to 55", ClipImages.fromImagePlus(image).frameRange());
			assertEquals(0, distanceFromPattern(ClipImages.fromImagePlus(image), 0, 47));
		}
	}

	@Test
	void framesOfAMovieKeepTheirNumbersToo() throws IOException {
		final Path file = folder.resolve("movie.avi");
		final ImagePlus source = patternImage(8, 20, 16, 10);
		source.getCalibration().fps = 100;
		new AVI_Writer().writeImage(source, file.toString(), AVI_Writer.NO_COMPRESSION, 100);
		try (Clip clip = Clips.open(file)) {
			final ImagePlus image = ClipImages.toImagePlus(clip);
			assertEquals(0.01, image.getCalibration().frameInterval, 1e-9);
			assertEquals(100, ClipImages.fromImagePlus(image).framesPerSecond(), 1e-6);
			assertEquals("frame 4", image.getStack().getSliceLabel(4));
			final Clip part = ClipImages.fromImagePlus(new SubstackMaker().makeSubstack(image, "4-8"));
			assertEquals(4, part.frameNumber(0));
			image.close();
			// A closed image has let go of the file, which opens again for whoever still holds the clip.
			assertEquals(0, distanceFromPattern(clip, 9, 9));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void pixelsAreShownInTheTypeTheyAreStoredIn(final int bits) throws IOException {
		final Path file = folder.resolve("stack.tif");
		final ImagePlus source = patternImage(bits, 20, 16, 3);
		IJ.saveAsTiff(source, file.toString());
		try (Clip clip = Clips.open(file)) {
			final ImagePlus image = ClipImages.toImagePlus(clip);
			assertEquals(bits, image.getBitDepth());
			for (int i = 1; i <= 3; i++)
				for (int p = 0; p < 20 * 16; p++)
					assertEquals(source.getStack().getProcessor(i).getf(p), image.getStack().getProcessor(i).getf(p));
			final Clip again = ClipImages.fromImagePlus(image);
			for (int i = 0; i < 3; i++)
				assertArrayEquals(grey(clip, i), grey(again, i));
		}
	}

	@Test
	void drawingIntoAShownSliceLeavesTheClipAlone() throws IOException {
		writePicture(folder.resolve("f1.png"), "png", pattern(8, 20, 16, 1));
		try (Clip clip = Clips.open(folder)) {
			final ByteProcessor shown = (ByteProcessor) ClipImages.toImagePlus(clip).getStack().getProcessor(1);
			shown.set(0);
			assertEquals(0, distanceFromPattern(clip, 0, 1));
		}
	}

	@Test
	void aDamagedFrameIsShownAsSuchButNotAnalysed() throws IOException {
		for (int i = 1; i <= 3; i++)
			writePicture(folder.resolve("f" + i + ".png"), "png", pattern(8, 20, 16, i));
		Files.writeString(folder.resolve("f2.png"), "no picture");
		try (Clip clip = Clips.open(folder)) {
			final ImagePlus image = ClipImages.toImagePlus(clip);
			assertEquals(20, image.getStack().getProcessor(2).getWidth());
			final Clip view = ClipImages.fromImagePlus(image);
			final String message = assertThrows(InputException.class, () -> view.frame(1)).getMessage();
			assertTrue(message.contains("f2.png"), message);
		}
	}

	private static void assertRefused(final ImagePlus image, final String sentence) {
		assertEquals(sentence, assertThrows(InputException.class, () -> ClipImages.fromImagePlus(image)).getMessage());
	}
}
