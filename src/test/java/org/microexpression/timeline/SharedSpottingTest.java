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

package org.microexpression.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Share;
import org.microexpression.base.SharedWork;
import org.microexpression.batch.ClipList;
import org.microexpression.clip.ClipImages;
import org.microexpression.model.ModelStore;
import org.microexpression.motion.FacialMotion;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;
import org.microexpression.synthetic.LongVideo;

/** One video that several workers share: four spans of its motion, then four shares of its rows. */
class SharedSpottingTest {

	private static final SpottedRows KIND = new SpottedRows("settings", false);
	private static final int SECONDS = 40, SAMPLES = 256, SPANS = 4;

	@TempDir
	private Path folder;

	private Path videos;
	private Path csv;

	@BeforeEach
	void place() throws IOException {
		videos = Files.createDirectory(folder.resolve("videos"));
		csv = folder.resolve("shared.csv");
	}

	private interface Work<T> {

		T with(ClipList clips, ClipSpotting spotting);
	}

	private <T> T spot(final Work<T> work) {
		final ModelStore store = new ModelStore(List.of(Path.of("models")));
		try (FacialMotion motion = new FacialMotion(store, ModelStore.SHIPPED, Hardware.of(Device.CPU));
				ExpressionPipeline pipeline = new ExpressionPipeline(store, ModelStore.SHIPPED, Device.CPU))
		{
			return work.with(ClipList.of(videos, Progress.none()), new ClipSpotting(motion, Spotter.named(Spotter.DEFAULT),
				SpotterSettings.defaults(), pipeline));
		}
	}

	private int share(final PieceWorker worker) {
		return spot((clips, spotting) -> new SharedSpotting(clips, KIND, csv, SAMPLES).share(worker, spotting, Progress
			.none()));
	}

	private FolderSpotting.Summary collect() {
		return new SharedSpotting(ClipList.of(videos, Progress.none()), KIND, csv, SAMPLES).collect(table -> {}, Progress
			.none());
	}

	private static PieceWorker doing(final Consumer<SharedWork.Pieces> work) {
		return (pieces, claims, progress) -> {
			work.accept(pieces);
			return 0;
		};
	}

	@Test
	void twoWorkersGiveTheSameFile() throws Exception {
		new AVI_Writer().writeImage(ClipImages.toImagePlus(new LongVideo("a.avi", LongVideo.Person.PAINTED, 10, 100,
			LongVideo.Setting.usual(SECONDS, 30))), videos.resolve("a.avi").toString(), 0, 0);
		final Path one = folder.resolve("one.csv");
		spot((clips, spotting) -> FolderSpotting.run(clips, spotting, KIND, Optional.of(one), table -> {}, Progress
			.none()));
		assertTrue(Files.readString(one).lines().count() > SPANS, "a row for each part at least");
		share(doing(pieces -> {
			assertEquals(2 * SPANS, pieces.count());
			// The rows are made from all spans.
			for (int piece = 0; piece < pieces.count(); piece++)
				assertEquals(piece < SPANS, pieces.isReady(piece));
			for (int piece = 0; piece < SPANS; piece++)
				pieces.work(piece, Progress.none());
			assertTrue(pieces.isReady(SPANS));
		}));
		assertTrue(assertThrows(InputException.class, this::collect).getMessage().contains("4 of 8 pieces are not"));
		strangeSpansAreRefused();
		// As if whoever was to do them had been killed.
		Files.delete(file("000002.span"));
		Files.delete(file("000004.span"));
		assertTrue(assertThrows(InputException.class, this::collect).getMessage().contains("6 of 8 pieces are not"));
		final ExecutorService workers = Executors.newFixedThreadPool(2);
		final List<Future<Integer>> parts = workers.invokeAll(IntStream.of(1, 2).<Callable<Integer>> mapToObj(
			part -> () -> share(PieceWorker.of(new Share(part, 2)))).toList());
		workers.shutdown();
		for (final Future<Integer> part : parts)
			assertTrue(part.get() < 2, "what the other one is at is left to him, and no more");
		final FolderSpotting.Summary summary = collect();
		assertEquals(List.of(1, 0, 0), List.of(summary.spotted(), summary.resumed(), summary.skipped()));
		assertEquals(Files.readString(one), Files.readString(csv));
		assertTrue(Files.notExists(folder.resolve("shared.csv.parts")));
	}

	private Path file(final String name) throws IOException {
		try (Stream<Path> files = Files.walk(folder.resolve("shared.csv.parts"))) {
			return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
		}
	}

	/** One with a changed byte, and one that is whole but of another span. */
	private void strangeSpansAreRefused() throws IOException {
		final Path span = file("000001.span");
		final byte[] own = Files.readAllBytes(span);
		final byte[] damaged = own.clone();
		damaged[own.length / 2]++;
		for (final byte[] strange : List.of(damaged, Files.readAllBytes(file("000002.span")), new byte[5])) {
			Files.write(span, strange);
			final String message = assertThrows(InputException.class, () -> share(doing(pieces -> pieces.work(SPANS, Progress
				.none())))).getMessage();
			assertTrue(message.contains("000001.span' was changed or is damaged"), message);
		}
		Files.write(span, own);
	}

	/** A film of an empty room, and frames of which one in the third span is no picture. */
	@Test
	void whyAVideoCannotBeUsedIsToldAsByOneProcess() throws IOException {
		final Path frames = Files.createDirectory(videos.resolve("frames"));
		final ImageStack room = new ImageStack(160, 120);
		final ImageProcessor wall = new ByteProcessor(160, 120);
		for (int i = 0; i < wall.getPixelCount(); i++)
			wall.set(i, 90 + i % 60);
		for (int i = 1; i <= 400; i++) {
			room.addSlice(wall);
			ImageIO.write(wall.getBufferedImage(), "png", frames.resolve(String.format("%04d.png", i)).toFile());
		}
		final byte[] picture = Files.readAllBytes(frames.resolve("0300.png"));
		Files.write(frames.resolve("0300.png"), Arrays.copyOf(picture, picture.length / 2));
		new AVI_Writer().writeImage(new ImagePlus("room", room), videos.resolve("room.avi").toString(), 0, 0);
		final Path one = folder.resolve("one.csv");
		spot((clips, spotting) -> FolderSpotting.run(clips.withFramesPerSecond(30), spotting, KIND, Optional.of(one),
			table -> {}, Progress.none()));
		final String told = Files.readString(one);
		assertTrue(told.contains("No face was found in any of the 400") && told.contains("0300.png"), told);
		assertEquals(0, (int) spot((clips, spotting) -> new SharedSpotting(clips.withFramesPerSecond(30), KIND, csv, 128)
			.share((pieces, claims, progress) -> {
				assertEquals(12, pieces.count(), "3 spans each");
				return PieceWorker.of(new Share(1, 1)).work(pieces, claims, progress);
			}, spotting, Progress.none())));
		new SharedSpotting(ClipList.of(videos, Progress.none()).withFramesPerSecond(30), KIND, csv, 128).collect(
			table -> {}, Progress.none());
		assertEquals(told, Files.readString(csv));
	}

	@Test
	void eachWorkerBeginsWhereItIsNeeded() {
		// With one that follows at 0.4 of the cost, the second of two begins at 1 / 1.6.
		assertEquals(0, SpottingPieces.begin(0, 2), 0);
		assertEquals(0.625, SpottingPieces.begin(1, 2), 1e-12);
		assertEquals(1, SpottingPieces.begin(2, 2), 1e-12);
		assertTrue(SpottingPieces.isWorthHelp(2, 2) && !SpottingPieces.isWorthHelp(1, 2));
		final SpottingPieces pieces = new SpottingPieces(List.of(4));
		assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), pieces.order(new Share(1, 1)));
		assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), pieces.order(new Share(1, 2)));
		assertEquals(List.of(3, 0, 1, 2, 6, 7, 4, 5), pieces.order(new Share(2, 2)));
		// Two videos, the first of them short: of two workers each has its own, the third helps with the first.
		final SpottingPieces two = new SpottingPieces(List.of(1, 2));
		assertEquals(List.of(0, 2, 1, 4, 3), two.order(new Share(1, 2)));
		assertEquals(List.of(1, 2, 3, 4, 0), two.order(new Share(2, 2)));
		assertEquals(0, two.order(new Share(3, 3)).get(0));
		assertEquals(List.of(List.of(0), List.of(1, 2), List.of(3), List.of(4)), two.runs(2));
		assertEquals(List.of(List.of(0, 1, 2), List.of(3), List.of(4), List.of(5), List.of(6), List.of(7)), pieces.runs(2));
	}
}
