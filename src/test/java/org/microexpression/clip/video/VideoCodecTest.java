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

package org.microexpression.clip.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;

/**
 * Containers, codecs, depths of bits, constant and variable frame rates: each frame is where it belongs, at its time,
 * and the same picture in whatever order it is asked for.
 */
class VideoCodecTest {

	private static final int FRAMES = 40;

	/** Milliseconds between frames of a camera that takes its time; multiples of what 90,000 ticks a second can say. */
	private static final int[] UNEVEN = { 40, 33, 7, 100, 41, 250, 20 };

	/** So many pixels are decoded by several threads. */
	private static final int[] HD = { 1280, 720 };

	@TempDir
	private Path folder;

	private static long[] uneven() {
		final long[] times = new long[FRAMES];
		for (int i = 1; i < FRAMES; i++)
			times[i] = times[i - 1] + UNEVEN[i % UNEVEN.length];
		return times;
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@CsvSource({ "mp4,libopenh264,yuv420p,0", "mp4,mpeg4,yuv420p,2", "mp4,libsvtav1,yuv420p,0",
		"mp4,libsvtav1,yuv420p10le,0", "mp4,mjpeg,yuvj420p,0", "mov,libopenh264,yuv420p,0", "mov,prores_ks,yuv422p10le,0",
		"mov,png,rgb24,0", "mov,qtrle,rgb24,0", "mkv,libopenh264,yuv420p,0", "mkv,mpeg4,yuv420p,2", "mkv,ffv1,yuv420p,0",
		"mkv,ffv1,yuv444p10le,0", "mkv,ffv1,gray16le,0", "mkv,rawvideo,yuv420p,0", "mkv,mjpeg,yuvj422p,0",
		"webm,libvpx,yuv420p,0", "webm,libvpx-vp9,yuv420p,0", "webm,libsvtav1,yuv420p,0", "mkv,libsvtav1,yuv420p10le,0",
		"mkv,libvpx,yuv420p,0", "mkv,libvpx-vp9,yuv420p,0", "mp4,libvpx-vp9,yuv420p,0", "mov,mpeg4,yuv420p,2",
		"mov,mjpeg,yuvj420p,0" })
	void framesOfAVariableRateAreExact(final String container, final String encoder, final String pixels,
		final int bFrames) throws IOException
	{
		final Path file = folder.resolve("film." + container);
		final VideoMaker maker = VideoMaker.of(file, encoder, pixels).at(uneven()).bFrames(bFrames);
		if (encoder.startsWith("libvpx")) maker.option("auto-alt-ref", "1").option("lag-in-frames", "12").option("deadline",
			"realtime");
		// At its usual rate this encoder smears the bars that number the frames.
		if (encoder.equals("libsvtav1")) maker.option("preset", "12").option("crf", "5");
		maker.write();
		assertExact(file, Arrays.stream(uneven()).mapToDouble(time -> time / 1000.0).toArray());
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@CsvSource({ "avi,mpeg4,yuv420p,0", "avi,mpeg4,yuv420p,2", "avi,msmpeg4,yuv420p,0", "avi,msmpeg4v2,yuv420p,0",
		"avi,huffyuv,yuv422p,0", "avi,ffvhuff,yuv420p,0", "avi,ffv1,yuv420p,0", "avi,mjpeg,yuvj420p,0",
		"avi,rawvideo,yuv420p,0", "avi,rawvideo,bgr24,0", "avi,libopenh264,yuv420p,0", "avi,png,rgb24,0",
		"mts,libopenh264,yuv420p,0", "mts,mpeg2video,yuv420p,2", "m2ts,libopenh264,yuv420p,0" })
	void framesOfACountedRateAreExact(final String container, final String encoder, final String pixels,
		final int bFrames) throws IOException
	{
		final Path file = folder.resolve("film." + container);
		VideoMaker.of(file, encoder, pixels).counted(FRAMES, 25).bFrames(bFrames).write();
		assertExact(file, IntStream.range(0, FRAMES).mapToDouble(i -> i / 25.0).toArray());
	}

	/** Encoders that the library does not have: H.264 with B frames and 10 bits, HEVC, XviD's packed pictures. */
	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(delimiter = '|', value = { "mp4|libx264|-bf 3 -g 15", "mkv|libx264|-bf 3 -g 15 -pix_fmt yuv420p10le",
		"mov|libx264|-x264-params open-gop=1:keyint=10:bframes=3:b-pyramid=normal", "mp4|libx264|-intra-refresh 1",
		"mkv|libx265|-x265-params log-level=none:keyint=12", "mp4|libx265|-pix_fmt yuv420p10le -x265-params log-level=none",
		"mkv|libx265|-x265-params log-level=none:open-gop=1:keyint=10", "mkv|libx264|-flags +ildct+ilme",
		"mov|libx265|-tag:v hvc1 -pix_fmt yuv420p10le -x265-params log-level=none:keyint=12",
		"mp4|libx265|-x265-params log-level=none:temporal-layers=3:keyint=20", "mkv|libx264|-bf 3 -pix_fmt yuv422p10le",
		"mp4|libx264|-profile:v high10 -bf 3 -g 15 -pix_fmt yuv420p10le",
		"webm|libvpx-vp9|-pix_fmt yuv420p10le -deadline realtime -auto-alt-ref 1 -lag-in-frames 12" })
	void framesOfOtherEncodersAreExact(final String container, final String encoder, final String options)
		throws IOException, InterruptedException
	{
		final Path file = encode(container, encoder, options, false);
		assertExact(file, Arrays.stream(uneven()).mapToDouble(time -> time / 1000.0).toArray());
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(delimiter = '|', value = { "avi|libx264|-bf 3 -g 15", "mts|libx264|-bf 3 -g 15",
		"mts|libx264|-x264-params open-gop=1:keyint=10:bframes=3", "mts|libx265|-x265-params log-level=none:keyint=12",
		"avi|libxvid|-q:v 3 -g 12", "avi|mpeg4|-q:v 3 -g 12 -bf 2 -vtag DX50",
		"m2ts|libx264|-flags +ildct+ilme -x264-params tff=1" })
	void countedFramesOfOtherEncodersAreExact(final String container, final String encoder, final String options)
		throws IOException, InterruptedException
	{
		final Path file = encode(container, encoder, options, true);
		assertExact(file, IntStream.range(0, FRAMES).mapToDouble(i -> i / 25.0).toArray());
	}

	/** Large pictures are decoded by several threads, which hold frames back. */
	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "mp4,libopenh264,0", "mp4,mpeg4,2", "mkv,libsvtav1,0", "webm,libvpx-vp9,0", "mkv,ffv1,0",
		"mov,mjpeg,0" })
	void largeFramesAreExact(final String container, final String encoder, final int bFrames) throws IOException {
		final Path file = folder.resolve("film." + container);
		final VideoMaker maker = VideoMaker.of(file, encoder, encoder.equals("mjpeg") ? "yuvj420p" : "yuv420p").size(HD[0],
			HD[1]).at(uneven()).bFrames(bFrames);
		if (encoder.equals("libvpx-vp9")) maker.option("deadline", "realtime").option("cpu-used", "8");
		if (encoder.equals("libsvtav1")) maker.option("preset", "8").option("crf", "5");
		maker.write();
		assertExact(file, Arrays.stream(uneven()).mapToDouble(time -> time / 1000.0).toArray());
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(delimiter = '|', value = { "mp4|libx264|-preset veryfast -bf 3 -g 15",
		"mkv|libx264|-preset veryfast -pix_fmt yuv420p10le -flags +ildct+ilme",
		"mov|libx265|-preset ultrafast -bf 3 -x265-params log-level=none:keyint=15" })
	void largeFramesOfOtherEncodersAreExact(final String container, final String encoder, final String options)
		throws IOException, InterruptedException
	{
		final Path file = encode(container, encoder, options, false, HD);
		assertExact(file, Arrays.stream(uneven()).mapToDouble(time -> time / 1000.0).toArray());
	}

	private Path encode(final String container, final String encoder, final String options, final boolean counted)
		throws IOException, InterruptedException
	{
		return encode(container, encoder, options, counted, new int[] { 128, 96 });
	}

	/** @return a film that Debian's ffmpeg has encoded; where it is not installed the test is skipped */
	private Path encode(final String container, final String encoder, final String options, final boolean counted,
		final int[] size) throws IOException, InterruptedException
	{
		final Path source = folder.resolve("source.mkv"), file = folder.resolve("film." + container);
		final VideoMaker maker = VideoMaker.of(source, "ffv1", "yuv420p").size(size[0], size[1]);
		(counted ? maker.counted(FRAMES, 25) : maker.at(uneven())).write();
		final List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-i", source.toString(), "-vsync",
			counted ? "cfr" : "passthrough", "-c:v", encoder));
		if (!counted) command.addAll(List.of("-enc_time_base", "1/1000"));
		command.addAll(List.of(options.split(" ")));
		if (List.of("mts", "m2ts").contains(container)) command.addAll(List.of("-f", "mpegts", "-mpegts_m2ts_mode",
			container.equals("m2ts") ? "1" : "0"));
		command.add(file.toString());
		final Process process;
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(
				new File("/dev/null"))).start();
		}
		catch (final IOException e) {
			assumeTrue(false, "ffmpeg is not installed, so that " + encoder + " is not tested");
			throw e;
		}
		final String said = new String(process.getInputStream().readAllBytes());
		assertEquals(0, process.waitFor(), said);
		return file;
	}

	private static void assertExact(final Path file, final double[] seconds) {
		final long[] hashes = new long[seconds.length];
		try (Clip clip = Clips.open(file)) {
			assertEquals(List.of(), clip.remarks().stream().filter(remark -> !remark.contains("interlaced")).toList());
			assertEquals(seconds.length, clip.frameCount());
			for (int i = 0; i < seconds.length; i++) {
				final float[] grey = grey(clip, i);
				hashes[i] = hash(grey);
				assertEquals(i, VideoMaker.numberIn(grey, clip.width(), clip.height()), "frame " + i);
				assertEquals(seconds[i], clip.seconds(i).orElseThrow(), 1e-9, "time of frame " + i);
			}
		}
		assertEquals(seconds.length, LongStream.of(hashes).boxed().collect(Collectors.toCollection(HashSet::new)).size());
		final List<Integer> order = new ArrayList<>(IntStream.range(0, seconds.length).boxed().toList());
		Collections.shuffle(order, new Random(5));
		// And backwards, as somebody looks for where a movement begins.
		IntStream.iterate(seconds.length - 1, i -> i >= 0, i -> i - 1).forEach(order::add);
		// And here and there, then on from the last place, near and far, and on to the end.
		order.addAll(List.of(30, 3, 21, 22, 24, 9, 33, 10, 11, 19, 2, 35, 5, 39, 0));
		IntStream.range(1, seconds.length).forEach(order::add);
		try (Clip clip = Clips.open(file)) {
			for (final int i : order)
				assertEquals(hashes[i], hash(grey(clip, i)), "frame " + i);
		}
	}

	private static long hash(final float[] grey) {
		final ByteBuffer bytes = ByteBuffer.allocate(grey.length * Float.BYTES);
		bytes.asFloatBuffer().put(grey);
		final CRC32 sum = new CRC32();
		sum.update(bytes);
		return sum.getValue();
	}

	private static float[] grey(final Clip clip, final int index) {
		return clip.frame(index).update(null).getCurrentStorageArray();
	}

	/** The four quarter turns and their mirror images, as a phone writes them. */
	@ParameterizedTest
	@CsvSource({ "1,0,0,1", "0,1,-1,0", "-1,0,0,-1", "0,-1,1,0", "-1,0,0,1", "1,0,0,-1", "0,1,1,0", "0,-1,-1,0" })
	void turnedFilmsAreShownUpright(final int a, final int b, final int c, final int d) throws IOException {
		final Path plain = folder.resolve("plain.mp4"), turned = folder.resolve("turned.mp4");
		final int one = 1 << 16;
		VideoMaker.of(plain, "mpeg4", "yuv420p").counted(3, 25).write();
		VideoMaker.of(turned, "mpeg4", "yuv420p").counted(3, 25).matrix(a * one, b * one, 0, c * one, d * one, 0, 0, 0,
			1 << 30).write();
		try (Clip stored = Clips.open(plain); Clip shown = Clips.open(turned)) {
			assertEquals(a == 1 && d == 1 ? List.of() : List.of("The video '" + turned + "' is stored " + (a * d < b * c
				? "mirrored and is mirrored back, as players do; if it was filmed as it is stored, left and right are exchanged."
				: "turned and is turned upright, as players do.")), shown.remarks());
			final boolean swapped = a == 0;
			assertEquals(swapped ? stored.height() : stored.width(), shown.width());
			final float[] before = grey(stored, 2), after = grey(shown, 2);
			for (int y = 0; y < stored.height(); y++)
				for (int x = 0; x < stored.width(); x++) {
					// The point (x, y) comes to (a x + c y, b x + d y); what is negative counts from the other end.
					final int column = a * x + c * y + (a + c < 0 ? shown.width() - 1 : 0);
					final int row = b * x + d * y + (b + d < 0 ? shown.height() - 1 : 0);
					assertEquals(before[y * stored.width() + x], after[row * shown.width() + column]);
				}
		}
	}

	/**
	 * A phone held upright, at a variable rate: whatever the codec, frames and times are those of the film that is not
	 * turned.
	 */
	@ParameterizedTest(name = "{0} {1} {2}")
	@CsvSource({ "mp4,libopenh264,yuv420p,0", "mov,libopenh264,yuv420p,0", "mp4,mpeg4,yuv420p,2",
		"mp4,libsvtav1,yuv420p10le,0", "mov,prores_ks,yuv422p10le,0", "mov,mjpeg,yuvj420p,0" })
	void turnedFilmsOfAVariableRateAreExact(final String container, final String encoder, final String pixels,
		final int bFrames) throws IOException
	{
		final Path plain = folder.resolve("plain." + container), turned = folder.resolve("turned." + container);
		for (final Path file : List.of(plain, turned)) {
			final VideoMaker maker = VideoMaker.of(file, encoder, pixels).at(uneven()).bFrames(bFrames);
			if (encoder.equals("libsvtav1")) maker.option("preset", "12").option("crf", "5");
			if (file == turned) maker.matrix(0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30);
			maker.write();
		}
		try (Clip stored = Clips.open(plain); Clip shown = Clips.open(turned)) {
			assertEquals(FRAMES, shown.frameCount());
			assertArrayEquals(new int[] { stored.height(), stored.width() }, new int[] { shown.width(), shown.height() });
			for (final int i : new int[] { 31, 7, 39, 0, 8, 20 }) {
				assertEquals(uneven()[i] / 1000.0, shown.seconds(i).orElseThrow(), 1e-9);
				final float[] before = grey(stored, i), after = grey(shown, i);
				assertEquals(i, VideoMaker.numberIn(before, stored.width(), stored.height()));
				for (int p = 0; p < before.length; p++)
					assertEquals(before[p], after[p % stored.width() * shown.width() + shown.width() - 1 - p / stored.width()]);
			}
		}
	}

	@Test
	void otherTurnsAreTold() throws IOException {
		final Path file = folder.resolve("oblique.mp4");
		VideoMaker.of(file, "mpeg4", "yuv420p").counted(3, 25).matrix(46341, 46341, 0, -46341, 46341, 0, 0, 0, 1 << 30)
			.write();
		try (Clip clip = Clips.open(file)) {
			assertEquals(128, clip.width());
			assertTrue(clip.remarks().get(0).contains("its frames are read as they are stored"), clip.remarks().toString());
		}
	}

	@ParameterizedTest
	@CsvSource({ "4,3,171,96", "3,4,128,128", "1,1,128,96", "9000,1,128,96" })
	void pixelsBecomeSquare(final int wide, final int high, final int width, final int height) throws IOException {
		final Path file = folder.resolve("aspect.mkv");
		VideoMaker.of(file, "ffv1", "yuv420p").counted(5, 25).aspect(wide, high).write();
		try (Clip clip = Clips.open(file)) {
			assertArrayEquals(new int[] { width, height }, new int[] { clip.width(), clip.height() });
			assertEquals(wide == high || wide > 100 ? 0 : 1, clip.remarks().size(), clip.remarks().toString());
			for (int i = 0; i < 5; i++)
				assertEquals(i, VideoMaker.numberIn(grey(clip, i), clip.width(), clip.height()));
		}
	}

	/** Luma of films runs from 16 to 235, that of pictures and of lossless grey over all values. */
	@ParameterizedTest
	@CsvSource({ "ffv1,yuv420p,28,226", "ffv1,yuv420p10le,28,226", "rawvideo,yuv420p,28,226" })
	void lumaIsSpreadOverAllGreyLevels(final String encoder, final String pixels, final int black, final int white)
		throws IOException
	{
		final Path file = folder.resolve("range.mkv");
		VideoMaker.of(file, encoder, pixels).counted(2, 25).write();
		try (Clip clip = Clips.open(file)) {
			final float[] grey = grey(clip, 1);
			// (210 - 16) * 255 / 219 and (40 - 16) * 255 / 219.
			assertEquals(white, grey[10 * 128 + 4], 0.5);
			assertEquals(black, grey[10 * 128 + 100], 0.5);
		}
	}

	@Test
	void aReleasedFilmOpensAgainAndAClosedOneLetsGoOfItsFile() throws IOException {
		final Path file = folder.resolve("again.mp4");
		VideoMaker.of(file, "mpeg4", "yuv420p").counted(FRAMES, 25).bFrames(2).write();
		final VideoFile video = VideoFile.open(file, VideoContainer.QUICKTIME, 0, 0);
		final VideoFrame before = video.read(17);
		video.release();
		assertArrayEquals(((Film) before).luma(), ((Film) video.read(17)).luma());
		video.close();
		Files.delete(file);
	}
}
