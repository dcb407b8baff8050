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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.Canary;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.header.TiffDirectories;

/** Files made to harm whoever opens them. */
class HostileClipsTest {

	private static final String OME = "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">";

	@TempDir
	private Path folder;

	private static String pixels(final String sizes, final String tiffData) {
		return OME + "<Image ID=\"Image:0\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"uint8\" SizeX=\"8\" " +
			"SizeY=\"8\" " + sizes + "><Channel ID=\"Channel:0:0\" SamplesPerPixel=\"1\"/>" + tiffData +
			"</Pixels></Image></OME>";
	}

	private InputException refused(final Path file) {
		return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThrows(InputException.class, () -> {
			try (Clip clip = Clips.open(file)) {
				for (int i = 0; i < clip.frameCount(); i++)
					clip.frame(i);
			}
		}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "clip.zip", "clip.pattern", "clip.fake", "a&sizeT=9.fake", "clip.xml", "clip.companion.ome",
		"clip.czi", "clip.jar", "clip.gz", "clip.h5", "clip.mdb", "clip.html", "clip.gif", "clip.ome", "clip.db", "clip" })
	void otherKindsOfFilesAreNotOpened(final String name) throws IOException {
		for (final byte[] content : new byte[][] { { 'P', 'K', 3, 4 }, "<OME/>".getBytes(), "img<1-9>.tif".getBytes(), Files
			.readAllBytes(new HandmadeTiff().page().page().write(folder.resolve("good.tif"), 0)) })
		{
			final Path file = Files.write(folder.resolve(name), content);
			final String message = refused(file).getMessage();
			assertTrue(message.startsWith("The file '" + file + "' cannot be read as a clip, its name does not end like"),
				message);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "clip.tif", "clip.ome.tif", "clip.mov", "clip.mp4", "clip.tiff" })
	void theContentHasToBeWhatTheNameSays(final String name) throws IOException {
		final Path file = Files.write(folder.resolve(name), "PK\3\4 anything but what the name says".getBytes());
		final String message = refused(file).getMessage();
		assertTrue(message.contains(" in spite of its name; choose the clip itself"), message);
		if (name.endsWith(".mp4")) assertTrue(message.contains("it is no MP4 or QuickTime movie in spite"), message);
	}

	@Test
	void aHonestTiffIsRead() throws IOException {
		final Path file = new HandmadeTiff().page("a plain text").page("another").write(folder.resolve("a.tif"), 0);
		try (Clip clip = Clips.open(file)) {
			assertEquals(2, clip.frameCount());
		}
		final Path ome = new HandmadeTiff().page("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + pixels(
			"SizeZ=\"1\" SizeC=\"1\" SizeT=\"2\"",
			"<TiffData IFD=\"0\" PlaneCount=\"2\"><UUID FileName=\"as it was called.tif\">" + "urn:uuid:1</UUID></TiffData>"))
			.page().write(folder.resolve("b.ome.tif"), 0);
		try (Clip clip = Clips.open(ome)) {
			assertEquals(2, clip.frameCount());
			assertEquals(10, clip.frame(1).firstElement().get());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4 })
	void aDocumentTypeIsRefusedWhereverItStands(final int place) throws IOException, InterruptedException {
		try (Canary canary = new Canary(folder)) {
			final String xml = "<!DOCTYPE OME [<!ENTITY % r SYSTEM \"" + canary.url() + "\">%r;<!ENTITY s SYSTEM \"" + canary
				.secret().toUri() + "\">]>" + pixels("SizeZ=\"1\" SizeC=\"1\" SizeT=\"2\"", "<TiffData/>").replace("<OME",
					"<OME Creator=\"&s;\"");
			final HandmadeTiff tiff = switch (place) {
				case 0 -> new HandmadeTiff().page("<?xml version=\"1.0\"?>" + xml).page();
				case 1 -> new HandmadeTiff().page().page(xml);
				case 2 -> new HandmadeTiff().page().bytes(270, 1, xml.getBytes(StandardCharsets.UTF_16LE)).page();
				case 3 -> new HandmadeTiff().page().bytes(700, 7, xml.getBytes()).page();
				default -> new HandmadeTiff().page().bytes(305, 2, (xml + "\0").getBytes()).page();
			};
			final Path file = tiff.write(folder.resolve("clip.ome.tif"), 0);
			final InputException e = refused(file);
			assertEquals("The TIFF file '" + file + "' carries XML with a document type, which could read other files or " +
				"call other computers; save it again without.", e.getMessage());
			canary.assertUntouched();
			// As a frame of a folder, too.
			final Path frames = Files.createDirectory(folder.resolve("frames"));
			Files.copy(file, frames.resolve("f1.tif"));
			Files.copy(file, frames.resolve("f2.tif"));
			assertTrue(refused(frames).getMessage().contains("document type"));
			canary.assertUntouched();
		}
	}

	@Test
	void omeXmlOfAnotherEncodingIsRefused() throws IOException {
		final Path file = new HandmadeTiff().page("<?xml version=\"1.0\" encoding=\"IBM037\"?>" + pixels("", "")).write(
			folder.resolve("a.ome.tif"), 0);
		assertTrue(refused(file).getMessage().contains("has the encoding 'IBM037' instead of UTF-8"));
	}

	@Test
	void noFilmHasAThousandTracks() throws IOException {
		final int tracks = 2000;
		final ByteBuffer film = ByteBuffer.allocate(24 + 8 + 8 * tracks).putInt(24).put("ftypisom".getBytes()).putInt(512)
			.put("isomiso2".getBytes()).putInt(8 + 8 * tracks).put("moov".getBytes());
		for (int i = 0; i < tracks; i++)
			film.putInt(8).put("trak".getBytes());
		final Path file = Files.write(folder.resolve("clip.mp4"), film.array());
		assertTrue(refused(file).getMessage().startsWith("The file '" + file +
			"' cannot be read as a clip (it has more than 1000 tracks); export"), () -> refused(file).getMessage());
	}

	@Test
	void nestedEntitiesEndAtOnce() throws IOException {
		final StringBuilder xml = new StringBuilder("<!DOCTYPE OME [<!ENTITY a0 \"ha\">");
		for (int i = 1; i < 30; i++)
			xml.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
		final Path file = new HandmadeTiff().page(xml + "]>" + OME + "&a29;</OME>").page().write(folder.resolve(
			"l.ome.tif"), 0);
		assertTrue(refused(file).getMessage().contains("document type"));
	}

	@Test
	void otherFilesAreNotOpenedThroughOmeXml() throws IOException {
		final Path other = new HandmadeTiff().page().page().write(folder.resolve("other.tif"), 0);
		final String two = "SizeZ=\"1\" SizeC=\"1\" SizeT=\"2\"";
		final String elsewhere = "<TiffData IFD=\"0\" PlaneCount=\"2\"><UUID FileName=\"%s\">urn:uuid:1</UUID></TiffData>";
		for (final String name : new String[] { "other.tif", other.toString(), "../" + folder.getFileName() + "/other.tif",
			"somewhere/else/other.tif" })
		{
			final Path file = new HandmadeTiff().page(pixels(two, elsewhere.formatted(name))).page().write(folder.resolve(
				"clip.ome.tif"), 0);
			assertTrue(refused(file).getMessage().contains("lies in several files, or in another ('" + name + "')"), name);
		}
		final Path only = new HandmadeTiff().page(OME +
			"<BinaryOnly MetadataFile=\"x.companion.ome\" UUID=\"urn:uuid:1\"/></OME>").page().write(folder.resolve(
				"only.ome.tif"), 0);
		assertTrue(refused(only).getMessage().contains("'x.companion.ome'"));
	}

	@Test
	void claimsEndAtOnce() throws IOException {
		final Path pictures = new HandmadeTiff().page(pixels("SizeZ=\"1\" SizeC=\"1\" SizeT=\"2147483647\"", "<TiffData/>"))
			.page().write(folder.resolve("many.ome.tif"), 0);
		assertEquals("The OME-XML of the TIFF file '" + pictures + "' promises 2147483647 pictures, and the file has 2; " +
			"export it again, as one file.", refused(pictures).getMessage());
		for (final int tag : new int[] { 273, 279, 320, 50839, 65000 }) {
			final Path values = new HandmadeTiff().page().entry(tag, 4, 0x7fffffff, new byte[8]).page().write(folder.resolve(
				"values.tif"), 0);
			assertTrue(refused(values).getMessage().endsWith("is damaged, it claims more values than it has bytes; copy or " +
				"export it again."), () -> refused(values).getMessage());
		}
		final Path circle = new HandmadeTiff().page().page().write(folder.resolve("circle.tif"), 8);
		assertTrue(refused(circle).getMessage().contains("refer to each other in a circle"));
		final Path big = Files.write(folder.resolve("big.tif"), ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).put(
			(byte) 'I').put((byte) 'I').putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16).putLong(
				0x7fffffffffffffffL).array());
		assertTrue(refused(big).getMessage().contains("it claims more entries than it has bytes"));
	}

	@Test
	void aMillionNamedDirectoriesAreLookedAtInSeconds() throws IOException {
		final int many = 1_000_000, zeros = 26 + Integer.BYTES * many;
		final ByteBuffer bytes = ByteBuffer.allocate(zeros + many + 8).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'I').put(
			(byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1).putShort((short) 330).putShort((short) 4).putInt(
				many).putInt(26).putInt(0);
		for (int i = 0; i < many; i++)
			bytes.putInt(zeros + i);
		final Path file = Files.write(folder.resolve("named.tif"), bytes.array());
		assertEquals(1, assertTimeoutPreemptively(Duration.ofMinutes(1), () -> TiffDirectories.check(file)).pages());
	}

	/** A source whose frame 1 never comes. */
	private static final class Silent implements FrameSource {

		private final CountDownLatch never = new CountDownLatch(1);

		/** When the second frame is asked for. */
		private final CompletableFuture<Void> asked = new CompletableFuture<>();

		@Override
		public String name() {
			return "silent";
		}

		@Override
		public int frameCount() {
			return 2;
		}

		@Override
		public int[] frameNumbers() {
			return new int[] { 1, 2 };
		}

		@Override
		public String label(final int index) {
			return "frame " + (index + 1);
		}

		@Override
		public double framesPerSecond() {
			return Double.NaN;
		}

		@Override
		public int significantBits() {
			return 8;
		}

		@Override
		public synchronized Pixels read(final int index) {
			while (index == 1) {
				asked.complete(null);
				try {
					if (never.await(1, TimeUnit.HOURS)) break;
				}
				catch (final InterruptedException e) {
					// As a decoder that runs in circles, it takes no notice.
				}
			}
			return new Pixels.Grey8(1, 1, new byte[1]);
		}

		@Override
		public synchronized void release() {
			// Waits for the frame that never comes.
		}
	}

	@Test
	void aReadingThatDoesNotEndIsLeftAlone() {
		final Silent silent = new Silent();
		final SourceClip clip = new SourceClip(new PatientSource(silent, new PatientReading(Path.of("silent"), 1, Progress
			.none())));
		final String sentence = "The file 'silent' was not read within 1 seconds, it is damaged or its drive does not " +
			"answer; copy it to this computer or export it again.";
		assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
			assertEquals(sentence, assertThrows(InputException.class, () -> clip.frame(1)).getMessage());
			// At once, the second time; and closing does not wait.
			assertEquals(sentence, assertThrows(InputException.class, () -> clip.frame(1)).getMessage());
			clip.close();
		});
		silent.never.countDown();
	}

	@Test
	void aReadingIsStoppedByEscAndByAnInterrupt() throws InterruptedException {
		final AtomicBoolean esc = new AtomicBoolean();
		final Progress progress = new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				// Nobody watches.
			}

			@Override
			public boolean isCanceled() {
				return esc.get();
			}
		};
		for (final boolean interrupt : new boolean[] { false, true }) {
			final Silent silent = new Silent();
			final SourceClip clip = new SourceClip(new PatientSource(silent, new PatientReading(Path.of("silent"), 100,
				progress)));
			final Thread waiting = Thread.currentThread();
			final Thread person = new Thread(() -> {
				try {
					Thread.sleep(200);
				}
				catch (final InterruptedException e) {
					return;
				}
				if (interrupt) waiting.interrupt();
				else esc.set(true);
			});
			person.start();
			assertThrows(CancellationException.class, () -> clip.frame(1));
			// Before the thread is waited for, which an interrupt that is still set would end.
			assertEquals(interrupt, Thread.interrupted());
			person.join();
			esc.set(false);
			silent.never.countDown();
		}
		// The window that shows the clip is not closed by the next command's Esc.
		esc.set(false);
		final SourceClip shown = new SourceClip(new PatientSource(new Silent(), new PatientReading(Path.of("silent"), 100,
			progress)), Optional.empty(), 0);
		shown.outliveCommand();
		esc.set(true);
		shown.frame(0);
	}

	/** What was imported long ago is read by commands that can be stopped all the same. */
	@Test
	void aCommandStopsWaitingForAClipThatAnotherOneOpened() {
		final Silent silent = new Silent();
		final SourceClip shown = new SourceClip(new PatientSource(silent, new PatientReading(Path.of("silent"), 60_000,
			Progress.none())), Optional.empty(), 0);
		shown.outliveCommand();
		final AtomicBoolean esc = new AtomicBoolean();
		final Clip clip = new CancellableClip(shown, Progress.none().stoppingWhen(esc::get));
		assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
			assertEquals(1, clip.frame(0).dimension(0));
			silent.asked.thenRun(() -> esc.set(true));
			assertThrows(CancellationException.class, () -> clip.frame(1));
		});
		silent.never.countDown();
	}
}
