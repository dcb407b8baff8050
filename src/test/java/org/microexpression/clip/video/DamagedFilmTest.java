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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;

/** Films that were joined byte by byte, and films with damaged bytes: no frame is another's place or made up unsaid. */
class DamagedFilmTest {

	@TempDir
	private Path folder;

	private byte[] film(final String container, final String encoder, final int frames) throws IOException {
		final Path file = folder.resolve("film." + container);
		VideoMaker.of(file, encoder, encoder.equals("mjpeg") ? "yuvj420p" : "yuv420p").counted(frames, 25).group(4).write();
		return Files.readAllBytes(file);
	}

	private Path joined(final String container, final byte[] first, final byte[] second) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(first.length + second.length).put(first).put(second);
		return Files.write(folder.resolve("joined." + container), bytes.array());
	}

	private static int[] numbers(final Clip clip) {
		return IntStream.range(0, clip.frameCount()).map(i -> VideoMaker.numberIn(grey(clip, i), clip.width(), clip
			.height())).toArray();
	}

	private static float[] grey(final Clip clip, final int index) {
		return clip.frame(index).update(null).getCurrentStorageArray();
	}

	/** As of MP4 and AVI, a refusal says that the file is cut; its outermost part says how long it was. */
	@ParameterizedTest
	@ValueSource(strings = { "mkv", "webm" })
	void aCutMatroskaFileWithoutFramesIsSaidToBeCut(final String container) throws IOException {
		final byte[] whole = film(container, container.equals("mkv") ? "libopenh264" : "libvpx", 6);
		for (int length = 20; length < whole.length; length += length < 600 ? 29 : 997) {
			final Path file = Files.write(folder.resolve("cut." + container), Arrays.copyOf(whole, length));
			final String told;
			try (Clip clip = Clips.open(file)) {
				told = clip.remarks().get(0);
			}
			catch (final InputException e) {
				assertTrue(e.getMessage().contains("no frame can be read without them") || length < 60, e.getMessage());
				told(file, e.getMessage());
				continue;
			}
			told(file, told);
		}
	}

	private static void told(final Path file, final String sentence) {
		assertTrue(sentence.startsWith("The file '" + file + "' is cut off"), sentence);
	}

	@ParameterizedTest
	@CsvSource({ "mts,libopenh264", "mts,mpeg2video", "mkv,libopenh264", "webm,libvpx", "avi,mpeg4", "avi,mjpeg" })
	void joinedRecordingsFollowOneAnotherAndAreSaidTo(final String container, final String encoder) throws IOException {
		final Path file = joined(container, film(container, encoder, 6), film(container, encoder, 4));
		try (Clip clip = Clips.open(file)) {
			assertArrayEquals(new int[] { 0, 1, 2, 3, 4, 5, 0, 1, 2, 3 }, numbers(clip));
			for (int i = 0; i < 10; i++)
				assertEquals(i / 25.0, clip.seconds(i).orElseThrow(), 1e-3);
			assertTrue(clip.remarks().stream().anyMatch(remark -> remark.startsWith("The file '" + file + "' is ") && remark
				.contains("one behind the other")), clip.remarks().toString());
			if (!container.equals("avi")) assertTrue(clip.remarks().get(0).contains("begin anew at frame 7;"), clip.remarks()
				.toString());
		}
	}

	/** The second recording's first frames need a key frame that it does not have. */
	@Test
	void aRecordingThatBeginsWithinAGroupIsJoinedFromItsFirstKeyFrame() throws IOException {
		final byte[] whole = film("mts", "libopenh264", 12);
		final byte[] late = Arrays.copyOfRange(whole, whole.length / 188 / 6 * 188, whole.length);
		final Path file = joined("mts", whole, late);
		try (Clip clip = Clips.open(file)) {
			assertEquals(20, clip.frameCount());
			// The bytes before the second's first picture belong to none, and may spoil the first's last.
			for (int i = 0; i < 20; i++)
				if (i != 11) assertEquals(i < 12 ? i : i - 8, VideoMaker.numberIn(grey(clip, i), clip.width(), clip.height()));
			assertTrue(clip.remarks().get(0).contains("begin anew at frame 13;"), clip.remarks().toString());
		}
	}

	@ParameterizedTest
	@CsvSource({ "mp4,libopenh264", "mov,mjpeg" })
	void ofJoinedFilesThatAreReadByATableTheFirstIsReadAndTheOthersAreTold(final String container, final String encoder)
		throws IOException
	{
		final Path file = joined(container, film(container, encoder, 3), film(container, encoder, 4));
		try (Clip clip = Clips.open(file)) {
			assertArrayEquals(new int[] { 0, 1, 2 }, numbers(clip));
			assertEquals(List.of("The file '" + file +
				"' holds 2 films, one behind the other; the first is read, part them to read the others."), clip.remarks());
		}
	}

	/**
	 * Two pictures of half the height are two fields to the decoder; a frame is never half of one, however it is asked
	 * for.
	 */
	@Test
	void aFrameOfTwoFieldsIsNeverHalf() throws IOException {
		final Path file = folder.resolve("fields.avi");
		VideoMaker.of(file, "mjpeg", "yuvj420p").counted(8, 25).write();
		final byte[] bytes = Files.readAllBytes(file);
		final ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		int place = 0;
		while (header.getInt(place) != 0x66727473)
			place++;
		header.putInt(place + 16, 2 * header.getInt(place + 16));
		Files.write(file, bytes);
		try (VideoFile video = VideoFile.open(file, VideoContainer.AVI, 0, 0)) {
			final String[] before = new String[video.frameCount()];
			for (final int frame : new int[] { 0, 1, 2, 3, 0, 3, 1, 0, 2, 0, 0, 3 }) {
				if (frame >= before.length) continue;
				String found;
				try {
					found = video.read(frame) instanceof Film film ? Arrays.hashCode(film.grey()) + "" : "other";
				}
				catch (final InputException e) {
					found = e.getMessage();
				}
				if (before[frame] != null) assertEquals(before[frame], found, "frame " + frame);
				before[frame] = found;
			}
		}
		catch (final InputException e) {
			assertTrue(e.getMessage().contains("can be decoded"), e.getMessage());
		}
	}

	/** As where a film is put into another file without its times: what its pictures say is the order. */
	@ParameterizedTest
	@CsvSource({ "mp4,mpeg4", "mov,mpeg4", "mp4,mpeg2video" })
	void timesOfDecodingAreNotTakenForThoseOfPresentation(final String container, final String encoder)
		throws IOException
	{
		final Path whole = folder.resolve("whole." + container), file = folder.resolve("times." + container);
		VideoMaker.of(whole, encoder, "yuv420p").counted(24, 25).group(8).bFrames(2).write();
		final String bytes = new String(Files.readAllBytes(whole), StandardCharsets.ISO_8859_1);
		assertTrue(bytes.contains("ctts"), "shown in another order than decoded");
		Files.write(file, bytes.replace("ctts", "free").replace("edts", "free").getBytes(StandardCharsets.ISO_8859_1));
		try (Clip clip = Clips.open(file)) {
			for (int i = 0; i < 24; i++)
				assertEquals(i, VideoMaker.numberIn(grey(clip, i), clip.width(), clip.height()));
			assertEquals(List.of("The file '" + file + "' states the times of its frames in the order in which they are " +
				"decoded; their order was taken from the coded pictures. Copy or export it again for exact times."), clip
					.remarks());
		}
	}

	/** What its list of parts hides is not shown by players, and is not counted. */
	@Test
	void framesThatAFilmHidesAreTold() throws IOException {
		final Path whole = folder.resolve("whole.mp4"), file = folder.resolve("times.mp4");
		VideoMaker.of(whole, "mpeg4", "yuv420p").counted(24, 25).group(8).bFrames(2).write();
		final String bytes = new String(Files.readAllBytes(whole), StandardCharsets.ISO_8859_1);
		Files.write(file, bytes.replace("ctts", "free").getBytes(StandardCharsets.ISO_8859_1));
		try (Clip clip = Clips.open(file)) {
			assertEquals(23, clip.frameCount());
			assertTrue(clip.remarks().contains("The file '" + file +
				"' says of 1 frame that players are not to show it, as " +
				"after cutting without coding anew, or where it is damaged; only the others are counted."), clip
					.remarks()::toString);
		}
	}

	/** Matroska counts no frames: a part that is lost in the middle shows in the times alone. */
	@Test
	void framesThatAreMissingByTheTimesAreTold() {
		final Path file = folder.resolve("gap.mkv"), changing = folder.resolve("screen.mkv");
		VideoMaker.of(file, "mjpeg", "yuvj420p").at(0, 40, 80, 120, 160, 320, 360, 400, 440, 480).write();
		try (Clip clip = Clips.open(file)) {
			assertEquals(List.of("The file '" + file + "' lacks about 3 frames behind frame 5, as the times tell: it is " +
				"damaged, or the camera left them out; frames are counted on."), clip.remarks());
		}
		VideoMaker.of(changing, "mjpeg", "yuvj420p").at(0, 40, 200, 220, 500, 520, 700, 760, 1000, 1080).write();
		try (Clip clip = Clips.open(changing)) {
			assertEquals(List.of(), clip.remarks());
		}
	}

	/** What lies behind a film is no atom whose end is missing. */
	@Test
	void somethingBehindAFilmIsNotMissingFromIt() throws IOException {
		final Path file = folder.resolve("junk.mp4");
		VideoMaker.of(file, "mpeg4", "yuv420p").counted(8, 25).write();
		final byte[] junk = new byte[1000];
		new Random(3).nextBytes(junk);
		junk[4] = 7;
		Files.write(file, junk, StandardOpenOption.APPEND);
		try (Clip clip = Clips.open(file)) {
			assertEquals(8, clip.frameCount());
			assertEquals(List.of(), clip.remarks());
		}
	}

	/** A recording that broke off: its whole frames are read, each in its place, and that some are missing is told. */
	@ParameterizedTest
	@CsvSource({ "mp4,libopenh264", "mp4,mpeg4", "mov,mjpeg", "mkv,libopenh264", "webm,libvpx", "avi,mpeg4", "avi,mjpeg",
		"mts,libopenh264" })
	void ofACutFilmTheWholeFramesAreReadInTheirPlaces(final String container, final String encoder) throws IOException {
		final Path whole = folder.resolve("whole." + container), file = folder.resolve("cut." + container);
		final VideoMaker maker = VideoMaker.of(whole, encoder, encoder.equals("mjpeg") ? "yuvj420p" : "yuv420p").counted(24,
			25).group(4);
		// Else the index of these stands at the end.
		if (container.equals("mp4") || container.equals("mov")) maker.containerOption("movflags", "faststart");
		maker.write();
		Files.write(file, Arrays.copyOf(Files.readAllBytes(whole), (int) (0.6 * Files.size(whole))));
		try (Clip clip = Clips.open(file)) {
			assertTrue(clip.frameCount() > 6 && clip.frameCount() < 24, "frames " + clip.frameCount());
			assertFalse(clip.remarks().isEmpty());
			for (final String remark : clip.remarks())
				assertTrue(remark.matches(".*'" + file + "' (is cut off|begins or ends within|lacks (parts|about)).*"), remark);
			int read = 0;
			for (int i = 0; i < clip.frameCount(); i++) {
				try {
					assertEquals(i, VideoMaker.numberIn(grey(clip, i), clip.width(), clip.height()));
					read++;
				}
				catch (final InputException e) {
					// Of the last packet a part may be there, which is no frame.
					assertTrue(i == clip.frameCount() - 1 && e.getMessage().startsWith("Frame " + (i + 1) + " of '" + file), e
						.getMessage());
				}
			}
			assertTrue(read > 6, "read " + read);
		}
	}

	/** One piece of a stream is missing. */
	@ParameterizedTest
	@ValueSource(strings = { "libopenh264", "mpeg2video" })
	void aPictureThatLacksAPieceIsLeftOutAndTold(final String encoder) throws IOException {
		final byte[] whole = film("mts", encoder, 12);
		final int piece = whole.length / 188 / 2 * 188;
		final byte[] bytes = Arrays.copyOf(whole, whole.length - 188);
		System.arraycopy(whole, piece + 188, bytes, piece, whole.length - piece - 188);
		final Path file = Files.write(folder.resolve("torn.mts"), bytes);
		try (Clip clip = Clips.open(file)) {
			assertTrue(clip.frameCount() < 12);
			assertTrue(clip.remarks().stream().anyMatch(remark -> remark.startsWith("The file '" + file +
				"' lacks parts of ")), clip.remarks().toString());
			assertSame(clip, IntStream.range(0, 12).toArray(), originals(whole));
		}
	}

	private List<float[]> originals(final byte[] whole) throws IOException {
		final Path file = Files.write(folder.resolve("whole.mts"), whole);
		try (Clip clip = Clips.open(file)) {
			final List<float[]> originals = new ArrayList<>();
			for (int i = 0; i < clip.frameCount(); i++)
				originals.add(grey(clip, i));
			return originals;
		}
	}

	/** @return how many frames are refused; each of the others is an original */
	private static int assertSame(final Clip clip, final int[] frames, final List<float[]> originals) {
		int refused = 0;
		for (int i = 0; i < clip.frameCount(); i++)
			try {
				final float[] grey = grey(clip, i);
				assertTrue(Arrays.stream(frames).anyMatch(f -> Arrays.equals(originals.get(f), grey)), "frame " + (i + 1) +
					" is none of the film's");
			}
			catch (final InputException e) {
				assertTrue(e.getMessage().startsWith("Frame " + (i + 1) + " of '"), e.getMessage());
				refused++;
			}
		return refused;
	}

	/** H.264 without arithmetic coding, of which the decoder sees where it is damaged. */
	@Test
	void framesOfDamagedBytesAreRefusedByNumber() throws IOException {
		final byte[] whole = film("mp4", "libopenh264", 24);
		final Path file = folder.resolve("film.mp4");
		final List<float[]> originals;
		try (Clip clip = Clips.open(file)) {
			originals = IntStream.range(0, 24).mapToObj(i -> grey(clip, i)).toList();
		}
		final int pictures = new String(whole, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
		final int length = ByteBuffer.wrap(whole).getInt(pictures - 8);
		int refused = 0;
		for (int trial = 0; trial < 12; trial++) {
			final Random random = new Random(trial);
			final byte[] bytes = whole.clone();
			final int at = pictures + length / 4 + random.nextInt(length / 2);
			for (int i = at; i < at + 64; i++)
				bytes[i] = (byte) random.nextInt(256);
			Files.write(file, bytes);
			try (Clip clip = Clips.open(file)) {
				assertEquals(24, clip.frameCount());
				refused += assertSame(clip, IntStream.range(0, 24).toArray(), originals);
			}
		}
		assertTrue(refused >= 12, refused + " frames are refused");
	}

	/** JPEG frames, whose decoders mostly say nothing; by chance a damaged one has as many blocks as a whole one. */
	@ParameterizedTest
	@ValueSource(strings = { "avi", "mkv", "mov" })
	void damagedJpegFramesAreRefusedByNumber(final String container) throws IOException {
		final byte[] whole = film(container, "mjpeg", 6);
		final Path file = folder.resolve("film." + container);
		final List<float[]> originals;
		try (Clip clip = Clips.open(file)) {
			originals = IntStream.range(0, 6).mapToObj(i -> grey(clip, i)).toList();
		}
		int refused = 0, unseen = 0;
		for (int trial = 0; trial < 12; trial++) {
			final Random random = new Random(trial);
			final byte[] bytes = whole.clone();
			int at = whole.length / 3 + random.nextInt(whole.length / 3);
			while (!isInPixels(whole, at))
				at++;
			for (int i = at; i < at + 40; i++)
				bytes[i] = (byte) random.nextInt(256);
			Files.write(file, bytes);
			try (Clip clip = Clips.open(file)) {
				// Where a frame is lost altogether that is told, and the others move up.
				if (!clip.remarks().isEmpty()) continue;
				for (int i = 0; i < 6; i++)
					try {
						if (!Arrays.equals(originals.get(i), grey(clip, i))) unseen++;
					}
					catch (final InputException e) {
						assertTrue(e.getMessage().startsWith("Frame " + (i + 1) + " of '" + file + "' cannot be read"), e
							.getMessage());
						refused++;
					}
			}
		}
		assertTrue(refused >= 8 && unseen <= 1, refused + " frames are refused, " + unseen + " not seen");
	}

	/** Whether what stands there and behind it is neither a table nor another picture. */
	private static boolean isInPixels(final byte[] bytes, final int at) {
		int marker = at - 20;
		while ((bytes[marker] & 0xff) != 0xff || bytes[marker + 1] == 0)
			marker--;
		return (bytes[marker + 1] & 0xff) == 0xda && IntStream.range(at - 20, at + 50).noneMatch(i -> (bytes[i] &
			0xff) == 0xff && bytes[i + 1] != 0);
	}
}
