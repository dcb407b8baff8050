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

package org.microexpression.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.clip.LargestMotion;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.FieldOrigin;
import org.microexpression.imagej.FieldImages;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.UntrainedModel;

/** Batches of the sample clips: what is skipped, continued, computed again and left alone. */
class FolderRecognitionTest {

	private static final Path SAMPLES = Path.of("src/main/resources/org/microexpression/samples").toAbsolutePath();

	@TempDir
	static Path models;

	private static ModelStore store;

	@TempDir
	private Path folder;

	@BeforeAll
	static void makeModel() {
		UntrainedModel.write(models, "other", 2);
		store = UntrainedModel.write(models, "untrained", 1);
	}

	private final List<Table> shown = new ArrayList<>();

	private FolderRecognition.Summary run(final Path input, final Path csv, final String model, final Progress progress) {
		return run(input, csv, model, "DGM", progress);
	}

	private FolderRecognition.Summary run(final Path input, final Path csv, final String model, final String method,
		final Progress progress)
	{
		shown.clear();
		try (ExpressionPipeline pipeline = new ExpressionPipeline(store, model, Hardware.cpu(0), DisplacementMethod.named(
			method), new LargestMotion()))
		{
			return FolderRecognition.run(ClipList.of(input, Progress.none()).ofExpressions(), pipeline, Optional.ofNullable(
				csv), shown::add, progress);
		}
	}

	private int left(final Path input, final Path csv) {
		try (ExpressionPipeline pipeline = new ExpressionPipeline(store, "untrained", Hardware.cpu(0), DisplacementMethod
			.named("DGM"), new LargestMotion()))
		{
			return FolderRecognition.of(pipeline, Optional.of(csv), table -> {}, recognition -> {}, Progress.none()).left(
				ClipList.of(input, Progress.none()));
		}
	}

	private static FolderRecognition.Summary summary(final int recognized, final int resumed, final int skipped) {
		return new FolderRecognition.Summary(recognized, resumed, skipped, List.of());
	}

	/** Rows of another method stand beside those of the DGM, under its name; none is taken for one of the other. */
	@Test
	void aRowNamesTheMethodAndIsContinuedByTheSameMethodAlone() throws IOException {
		final Path list = csvOf("path,onset,apex", SAMPLES.resolve("surprise.avi") + ",,5");
		final Path csv = folder.resolve("methods.csv");
		assertEquals(1, left(list, csv));
		run(list, csv, "untrained", Progress.none());
		assertEquals(0, left(list, csv));
		assertEquals(summary(1, 0, 0), run(list, csv, "untrained", "Farneback", Progress.none()));
		assertEquals(summary(0, 1, 0), run(list, csv, "untrained", "Farneback", Progress.none()));
		assertEquals(summary(1, 0, 0), run(list, csv, "untrained", "TV-L1", Progress.none()));
		final Table table = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
			.labels()));
		assertEquals(List.of("untrained", "untrained + Farneback", "untrained + TV-L1"), List.of(table.cell(0, "model"),
			table.cell(1, "model"), table.cell(2, "model")));
		assertEquals(3, table.rows().stream().map(row -> row.cells().subList(3, 7)).distinct().count(),
			"probabilities differ");
	}

	/** Two thousand that are not there were announced with 40 minutes. */
	@Test
	void clipsThatAreNotThereAreToldFirstAndCostNothing() throws IOException {
		final Path list = csvOf("path", "gone/1.avi", SAMPLES.resolve("positive.avi").toString(), "gone/2.avi", "");
		assertEquals("2 clips of 3 cannot be found and will be skipped: '" + folder.resolve("gone/1.avi") + "', '" + folder
			.resolve("gone/2.avi") + "'; check the paths.", ClipList.of(list, Progress.none()).missing(Progress.none())
				.orElseThrow());
		assertEquals(1, left(list, folder.resolve("out.csv")));
		assertEquals(Optional.empty(), ClipList.of(SAMPLES, Progress.none()).missing(Progress.none()));
	}

	private Path csvOf(final String... rows) throws IOException {
		final Path list = folder.resolve("clips.csv");
		Files.write(list, List.of(rows));
		return list;
	}

	private static Progress stoppingAt(final Predicate<String> stage) {
		return new Progress() {

			private boolean stop;

			@Override
			public void report(final String name, final long done, final long total) {
				stop |= stage.test(name);
			}

			@Override
			public boolean isCanceled() {
				return stop;
			}
		};
	}

	@Test
	void aFolderIsRecognizedBadClipsAreSkippedAndAStoppedBatchGoesOn() throws IOException {
		final Path clips = Files.createDirectories(folder.resolve("clips"));
		Files.createDirectories(clips.resolve("sub01"));
		Files.copy(SAMPLES.resolve("negative.avi"), clips.resolve("sub01/negative.avi"));
		Files.createFile(clips.resolve("sub01/nothing.avi"));
		Files.copy(SAMPLES.resolve("surprise.avi"), clips.resolve("surprise.avi"));
		Files.writeString(clips.resolve("notes.txt"), "no clip");
		final Path csv = folder.resolve("out.csv");

		assertThrows(CancellationException.class, () -> run(clips, csv, "untrained", stoppingAt(stage -> stage.startsWith(
			"Clip 3 of 3, surprise.avi: Searching"))));
		assertEquals(3, Files.readAllLines(csv).size(), "two clips were done");

		assertEquals(summary(1, 1, 1), run(clips, csv, "untrained", Progress.none()), () -> shown.get(shown.size() - 1)
			.rows().toString());
		final Table table = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
			.labels()));
		assertEquals(table, shown.get(shown.size() - 1), "the window has what the file has");
		assertEquals(List.of("sub01/negative.avi", "sub01/nothing.avi", "surprise.avi"), table.rows().stream().map(
			row -> row.cell("clip")).toList());
		assertEquals("skipped", table.cell(1, "status"));
		assertTrue(((String) table.cell(1, "reason")).contains("nothing.avi' is empty"), () -> table.rows().get(1)
			.toString());
		assertTrue(((String) table.cell(2, "reason")).contains("a guess"), () -> table.rows().get(2).toString());

		final byte[] before = Files.readAllBytes(csv);
		assertEquals(summary(0, 2, 1), run(clips, csv, "untrained", Progress.none()));
		assertArrayEquals(before, Files.readAllBytes(csv));
	}

	@Test
	void framesOfACsvAreTakenAndAnotherModelComputesAgain() throws IOException {
		final Path list = csvOf("clip;path;onset;apex", "one;" + SAMPLES.resolve("positive.avi") + ";1;9", "two;" + SAMPLES
			.resolve("positive.avi") + ";1;99", "three;;1;2", "four;" + SAMPLES.resolve("positive.avi") + ";x;",
			"five;nowhere.avi;;");
		final Path csv = folder.resolve("out.csv");
		assertEquals(summary(1, 0, 4), run(list, csv, "untrained", Progress.none()));
		final Table first = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
			.labels()));
		assertEquals(List.of("one", 1L, 9L), List.of(first.cell(0, "clip"), first.cell(0, "onset"), first.cell(0, "apex")));
		for (final String[] expected : new String[][] { { "1", "99" }, { "2", "no path" }, { "3", "'x'" }, { "4",
			"nowhere.avi" } })
			assertTrue(((String) first.cell(Integer.parseInt(expected[0]), "reason")).contains(expected[1]), () -> first
				.rows().toString());

		csvOf("path,onset,apex", SAMPLES.resolve("positive.avi") + ",1,9");
		assertEquals(summary(1, 0, 0), run(list, csv, "other", Progress.none()));
		final Table second = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
			.labels()));
		assertEquals(6, second.rows().size(), "rows of other clips and models stay");
		assertEquals(first.rows(), second.rows().subList(0, 5));
		assertEquals("other", second.cell(5, "model"));
	}

	@Test
	void aRowWhoseFrameIsNoFrameIsRecognizedAgain() throws IOException {
		final Path list = csvOf("path,onset,apex", SAMPLES.resolve("positive.avi") + ",1,9");
		final Path csv = folder.resolve("out.csv");
		assertEquals(summary(1, 0, 0), run(list, csv, "untrained", Progress.none()));
		final String whole = Files.readString(csv);
		Files.writeString(csv, whole.replace("\"ok\",1,9,", "\"ok\",1,99999999999,"));
		assertEquals(summary(1, 0, 0), run(list, csv, "untrained", Progress.none()));
		assertEquals(whole, Files.readString(csv));
	}

	/** Movies whose headers would have a reader call itself without end, or ask for more memory than there is. */
	private static void hostileMovies(final Path clips) throws IOException {
		final int depth = 20_000;
		final ByteBuffer nested = ByteBuffer.allocate(8 * depth);
		for (int i = 0; i < depth; i++)
			nested.putInt(8 * (depth - i)).put("moov".getBytes(StandardCharsets.US_ASCII));
		Files.write(clips.resolve("a-nested.mov"), nested.array());
		final Path plain = clips.resolve("plain.avi");
		new AVI_Writer().writeImage(IJ.createImage("plain", "8-bit ramp", 32, 32, 3), plain.toString(),
			AVI_Writer.NO_COMPRESSION, 0);
		for (final int width : new int[] { -1, Integer.MAX_VALUE }) {
			final byte[] avi = Files.readAllBytes(plain);
			final int format = new String(avi, StandardCharsets.ISO_8859_1).indexOf("strf");
			ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN).putInt(format + 12, width);
			Files.write(clips.resolve("b" + width + ".avi"), avi);
		}
		Files.delete(plain);
	}

	@Test
	void hostileClipsCostARowEach() throws IOException {
		final Path clips = Files.createDirectories(folder.resolve("clips"));
		hostileMovies(clips);
		Files.copy(SAMPLES.resolve("negative.avi"), clips.resolve("z-good.avi"));
		final Path csv = folder.resolve("out.csv");
		assertEquals(summary(1, 0, 3), run(clips, csv, "untrained", Progress.none()));
		final Table table = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
			.labels()));
		for (int row = 0; row < 3; row++) {
			final String reason = (String) table.cell(row, "reason");
			assertTrue(reason.contains((String) table.cell(row, "clip")) && !reason.contains("java."), reason);
		}
		assertEquals("ok", table.cell(3, "status"));
	}

	@Test
	void whateverFailsInOneClipCostsItsRowAlone() throws IOException {
		for (final Throwable failure : List.of(new StackOverflowError(), new OutOfMemoryError("Java heap space"),
			new IllegalStateException("x"), new NoClassDefFoundError("a/b/C")))
		{
			final Path list = csvOf("path,onset,apex", SAMPLES.resolve("positive.avi") + ",1,9", SAMPLES.resolve(
				"surprise.avi") + ",1,9");
			final Path csv = folder.resolve(failure.getClass().getSimpleName() + ".csv");
			assertEquals(summary(1, 0, 1), run(list, csv, "untrained", failingIn("Clip 1 of 2", failure)));
			final Table table = shown.get(shown.size() - 1);
			assertEquals(List.of("skipped", "ok"), List.of(table.cell(0, "status"), table.cell(1, "status")));
			assertTrue(((String) table.cell(0, "reason")).contains("positive.avi'"), () -> table.rows().get(0).toString());

			assertEquals(summary(1, 1, 0), run(list, csv, "untrained", Progress.none()));
			final Table after = Table.readCsv(csv, FolderRecognition.TABLE, table.columns());
			assertEquals(2, after.rows().size(), "the clip that was tried again has one row, the first");
			assertEquals(List.of("ok", "ok"), List.of(after.cell(0, "status"), after.cell(1, "status")));
			assertTrue(((String) after.cell(0, "path")).endsWith("positive.avi"));
			assertEquals(table.rows().get(1), after.rows().get(1));
		}
	}

	/** Fails as a reader or a network in the clip may. */
	private static Progress failingIn(final String clip, final Throwable failure) {
		return new Progress() {

			@Override
			public void report(final String name, final long done, final long total) {
				if (!name.startsWith(clip) || !name.contains(":")) return;
				if (failure instanceof Error error) throw error;
				throw (RuntimeException) failure;
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
	}

	@Test
	void aBatchGoesOnBehindARowThatAKillTore() throws IOException {
		final Path list = csvOf("path,onset,apex", SAMPLES.resolve("positive.avi") + ",1,9", SAMPLES.resolve(
			"surprise.avi") + ",1,9");
		final Path csv = folder.resolve("out.csv");
		assertEquals(summary(2, 0, 0), run(list, csv, "untrained", Progress.none()));
		final byte[] whole = Files.readAllBytes(csv);
		Files.write(csv, Arrays.copyOf(whole, whole.length - 40));
		final FolderRecognition.Summary again = run(list, csv, "untrained", Progress.none());
		assertEquals(List.of(1, 1, 0), List.of(again.recognized(), again.resumed(), again.skipped()));
		assertTrue(again.remarks().get(0).contains("'" + csv + "' ended in the middle of line 3"), again.remarks().get(0));
		assertArrayEquals(whole, Files.readAllBytes(csv));
	}

	/** A table that counts from 0 was read as one that leaves the onset open; 0 and 0 leave both open. */
	@Test
	void anOnsetOfZeroWithAnApexIsRefused() throws IOException {
		final String clip = SAMPLES.resolve("surprise.avi").toString();
		final Path csv = folder.resolve("out.csv");
		run(csvOf("path,onset,apex", clip + ",0,5", clip + ",0,0"), csv, "untrained", Progress.none());
		final Table table = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
			.labels()));
		assertEquals(List.of("skipped", "ok"), List.of(table.cell(0, "status"), table.cell(1, "status")));
		assertTrue(((String) table.cell(0, "reason")).startsWith(
			"The table gives the onset 0 and the apex 5, and the clip 'surprise.avi' has no frame 0 but frames 1 to"), table
				.rows().get(0).toString());
	}

	/** Else the frames of a whole list would be guessed without a word. */
	@Test
	void framesAreReadFromColumnsOfManyNames() throws IOException {
		for (final String header : List.of("path,OnsetFrame,ApexFrame", "Path,Onset Frame,Apex Frame", "path,onset,Apex_",
			"path,start,ApexF"))
		{
			final ClipList.Entry entry = ClipList.of(csvOf(header, "a.avi,3,\"7,0\""), Progress.none()).entries().get(0);
			assertEquals(List.of(3, 7), List.of(entry.onset(), entry.apex()), header);
		}
		for (final String header : List.of("path,apex_ms", "path,onset,frame of the apex"))
			assertTrue(assertThrows(InputException.class, () -> ClipList.of(csvOf(header, "a.avi,3,7"), Progress.none()))
				.getMessage().contains("', which is not read as frame numbers; call it 'apex' if it holds some"), header);
		assertTrue(assertThrows(InputException.class, () -> ClipList.of(csvOf("path,apex,apex frame", "a.avi,3,7"), Progress
			.none())).getMessage().contains("has the columns 'apex' and 'apex frame', which differ in row 2 ('3', '7')"));
		assertEquals(1, ClipList.of(csvOf("path,onset,onset_s,apex,apex_s", "a.avi,3,0.1,7,0.3"), Progress.none()).entries()
			.size());
	}

	@Test
	void whatIsWrongWithTheWholeBatchEndsIt() throws IOException {
		assertTrue(assertThrows(InputException.class, () -> ClipList.of(folder.resolve("none"), Progress.none()))
			.getMessage().contains("none"));
		assertTrue(assertThrows(InputException.class, () -> ClipList.of(folder, Progress.none())).getMessage().contains(
			"holds no clips"));
		final Path list = csvOf("name", "x");
		assertTrue(assertThrows(InputException.class, () -> ClipList.of(list, Progress.none())).getMessage().contains(
			"it needs 'path'"));
		final Path damaged = Files.createDirectories(models.resolve("without-fusion"));
		final Path good = csvOf("path", SAMPLES.resolve("positive.avi").toString());
		org.microexpression.model.ModelCard.write(damaged, java.util.Map.of("id", "without-fusion"));
		assertThrows(InputException.class, () -> run(good, null, "without-fusion", Progress.none()));
	}

	private void frames(final Path where) throws IOException {
		Files.createDirectories(where);
		for (int i = 1; i <= 2; i++)
			Files.copy(SAMPLES.resolve("astronaut.png"), where.resolve(i + ".png"));
	}

	/** Data lie on other disks; a circle of links must not stop the search, nor a clip be there twice. */
	@Test
	void linksAreFollowedOnce() throws IOException {
		final Path clips = Files.createDirectories(folder.resolve("clips"));
		frames(clips.resolve("m"));
		frames(folder.resolve("disk/sub/deep"));
		Files.copy(SAMPLES.resolve("positive.avi"), folder.resolve("disk/positive.avi"));
		Files.createSymbolicLink(clips.resolve("b"), folder.resolve("disk/sub"));
		Files.createSymbolicLink(clips.resolve("a"), clips.resolve("m"));
		Files.createSymbolicLink(clips.resolve("c.avi"), folder.resolve("disk/positive.avi"));
		Files.createSymbolicLink(clips.resolve("circle"), clips);
		Files.createSymbolicLink(clips.resolve("lost"), folder.resolve("nowhere"));
		final ClipList list = ClipList.of(clips, Progress.none());
		assertEquals(List.of("b/deep", "c.avi", "m"), list.entries().stream().map(ClipList.Entry::name).toList());
		assertEquals(List.of("Passed over, links to a folder that is read anyway: 'a', 'circle'.",
			"Passed over, links to what is not there: 'lost'."), list.passedOver());
	}

	@Test
	void whatIsPassedOverIsToldAndUnreadMoviesGetARow() throws IOException {
		frames(folder.resolve("clip"));
		for (final String name : List.of("x.GIF", "x.webm", "x.mts", "x.m2ts", "x.mp4", "x.flv", "x.3gp", "photo.heic",
			"frame.webp", "notes.txt", ".hidden.gif", "more clips.lnk", "more.zip"))
			Files.write(folder.resolve(name), new byte[] { 1 });
		Files.copy(SAMPLES.resolve("astronaut.png"), folder.resolve("portrait.png"));
		final ClipList list = ClipList.of(folder, Progress.none());
		assertEquals(List.of("clip", "x.3gp", "x.GIF", "x.flv", "x.m2ts", "x.mp4", "x.mts", "x.webm"), list.entries()
			.stream().map(ClipList.Entry::name).toList());
		assertEquals(List.of("Passed over, archives, which are not opened: 'more.zip'.",
			"Passed over, formats that are not read: 'frame.webp', 'photo.heic'.",
			"Passed over, shortcuts, which are not followed as links are: 'more clips.lnk'.",
			"Passed over, single pictures: 'portrait.png'."), list.passedOver());
	}

	@Test
	void foldersOfTheSystemAndSecondCopiesAreNoClips() throws IOException {
		final Path clip = Files.copy(SAMPLES.resolve("surprise.avi"), folder.resolve("surprise.avi"));
		for (final String name : List.of("surprise (1).avi", "surprise - Copy.avi", "surprise - Copy (2).avi",
			"surprise copy.avi", "Copy of surprise.avi", "Kopie von surprise.avi", "take 1.avi"))
			Files.copy(clip, folder.resolve(name));
		Files.copy(SAMPLES.resolve("positive.avi"), folder.resolve("surprise (2).avi"));
		for (final String name : List.of("$RECYCLE.BIN/S-1-5", "@eaDir", "System Volume Information", "__MACOSX", ".Trash"))
			Files.copy(clip, Files.createDirectories(folder.resolve(name)).resolve("old.avi"));
		final ClipList list = ClipList.of(folder, Progress.none());
		assertEquals(List.of("surprise (2).avi", "surprise.avi", "take 1.avi"), list.entries().stream().map(
			ClipList.Entry::name).toList());
		assertEquals(List.of("Passed over, copies with the same bytes as 'surprise.avi': 'Copy of surprise.avi', " +
			"'Kopie von surprise.avi', 'surprise (1).avi', 'surprise - Copy (2).avi', 'surprise - Copy.avi', " +
			"'surprise copy.avi'.", "Passed over, folders of the operating system or the network disk: '$RECYCLE.BIN', " +
				"'@eaDir', 'System Volume Information', '__MACOSX'."), list.passedOver());
	}

	/** A row of frames that are others by now would be taken for theirs. */
	@Test
	void aClipThatHasChangedIsRecognizedAnew() throws IOException {
		final Path clips = folder.resolve("clips"), csv = folder.resolve("out.csv");
		frames(clips.resolve("a"));
		frames(clips.resolve("b"));
		assertEquals(summary(2, 0, 0), run(clips, csv, "untrained", Progress.none()));
		assertEquals(summary(0, 2, 0), run(clips, csv, "untrained", Progress.none()));
		final String before = Files.readString(csv);
		final BufferedImage face = ImageIO.read(SAMPLES.resolve("astronaut.png").toFile());
		for (int i = 0; i < 6; i++)
			face.createGraphics().fillRect(face.getWidth() / 2 - 40, face.getHeight() / 4, 30, 3 * i);
		ImageIO.write(face, "png", clips.resolve("b/2.png").toFile());
		assertEquals(1, left(clips, csv));
		assertEquals(new FolderRecognition.Summary(1, 1, 0, List.of(
			"Done anew, since their files have changed since their rows were written: 'b'.")), run(clips, csv, "untrained",
				Progress.none()));
		assertEquals(3, Files.readAllLines(csv).size());
		assertNotEquals(before, Files.readString(csv));
		// Each model has rows of its own.
		assertEquals(summary(2, 0, 0), run(clips, csv, "other", Progress.none()));
		assertEquals(summary(0, 2, 0), run(clips, csv, "untrained", Progress.none()));
		// Files of earlier versions have no states beside them.
		Files.delete(folder.resolve(".out.csv.microexpression.clips"));
		Files.setLastModifiedTime(clips.resolve("b/2.png"), FileTime.fromMillis(0));
		assertEquals(summary(0, 2, 0), run(clips, csv, "untrained", Progress.none()));
	}

	/** A film that is missing from the table without a word would be missed from the study. */
	@Test
	void filmsThatAreNotWholeAreTold() throws IOException {
		frames(folder.resolve("clip"));
		for (final String name : List.of("b.avi.part", "c.mp4.crdownload", "d.avi.tmp", "g.AVI.filepart", "p.avi.1",
			"e.avi~", "m.h264", ".far.mov.icloud", "notes.txt.part", "notes.txt~", ".x.avi", "clip/img1.png~",
			"clip/img9.png.part", "s.tif.part"))
			Files.write(folder.resolve(name), new byte[] { 1 });
		Files.createDirectory(folder.resolve(".cache.avi.part"));
		final ClipList list = ClipList.of(folder, Progress.none());
		assertEquals(List.of("clip"), list.entries().stream().map(ClipList.Entry::name).toList());
		assertEquals(List.of(
			"Passed over, copies or parts by their names, to be renamed or joined if they are clips: 'e.avi~', 'p.avi.1'.",
			"Passed over, downloads that are not whole by their names, to be fetched again: '.far.mov.icloud', " +
				"'b.avi.part', 'c.mp4.crdownload', 'd.avi.tmp', 'g.AVI.filepart', 's.tif.part'.",
			"Passed over, formats that are not read: 'm.h264'."), list.passedOver());
	}

	@Test
	void framesOfACsvAreReadAsThoseOfAManifest() throws IOException {
		final ClipList list = ClipList.of(csvOf("path,onset,apex", "a.avi,46.0,59.000000000000007", "b.avi,\u06f4,8?"),
			Progress.none());
		assertEquals(List.of(46, 59), List.of(list.entries().get(0).onset(), list.entries().get(0).apex()));
		assertTrue(list.entries().get(1).problem().contains("'8?'"), list.entries().get(1).problem());
	}

	@Test
	void oneFilmUnderTwoNamesGivesTwoRows() throws IOException {
		final Path clip = SAMPLES.resolve("positive.avi");
		final Path list = csvOf("path,clip,onset,apex", clip + ",one,1,3", clip + ",two,1,3", clip + ",one,1,3");
		final Path csv = folder.resolve("out.csv");
		assertEquals(summary(2, 0, 0), run(list, csv, "untrained", Progress.none()));
		assertEquals(List.of("one", "two"), Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(
			ExpressionClass.labels())).rows().stream().map(row -> row.text("clip").orElseThrow()).toList());
		assertEquals(summary(0, 2, 0), run(list, csv, "untrained", Progress.none()));
		final List<String> told = ClipList.of(list, Progress.none()).passedOver();
		assertTrue(told.size() == 1 && told.get(0).contains("'4 as 2'"), told.toString());
	}

	/** The truth of made-up videos lists blinks and talking with frames like those of expressions. */
	@Test
	void whatAListSaysToBeNoExpressionGetsNoClass() throws IOException {
		final Path clip = SAMPLES.resolve("positive.avi");
		final Path list = csvOf("path,onset,apex,Kind", clip + ",1,3,blink", clip + ",1,3,micro", clip + ",1,3,talking",
			clip + ",1,4,Macro-expression", clip + ",1,5,");
		final Path csv = folder.resolve("out.csv");
		assertEquals(summary(3, 0, 2), run(list, csv, "untrained", Progress.none()));
		assertEquals(summary(0, 3, 2), run(list, csv, "untrained", Progress.none()));
		final Table table = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
			.labels()));
		assertEquals(List.of("skipped", "ok", "skipped", "ok", "ok"), table.rows().stream().map(row -> row.text("status")
			.orElseThrow()).toList());
		assertEquals("Row 4 of '" + list.getFileName() + "' is of the kind 'talking', neither micro nor macro, and was " +
			"left out; correct its column kind if it shows an expression.", table.rows().get(2).text("reason").orElseThrow());
		// Videos are spotted whatever is in them.
		assertTrue(ClipList.of(list, Progress.none()).entries().stream().allMatch(entry -> entry.problem().isEmpty()));
	}

	@Test
	void eachBadRowOfOneClipKeepsItsOwnRow() throws IOException {
		final Path list = csvOf("path,clip,onset,apex", ",one,1,2", "a.avi,one,x,2", "a.avi,one,1,8?", "a.avi,one,1,9?");
		final Path csv = folder.resolve("out.csv");
		for (int i = 0; i < 2; i++) {
			assertEquals(summary(0, 0, 4), run(list, csv, "untrained", Progress.none()));
			final Table table = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
				.labels()));
			final List<String> reasons = table.rows().stream().map(row -> row.text("reason").orElseThrow()).toList();
			assertEquals(4, reasons.size(), reasons.toString());
			for (int row = 0; row < 4; row++)
				assertTrue(reasons.get(row).contains(List.of("no path", "'x'", "'8?'", "'9?'").get(row)), reasons.toString());
		}
	}

	@Test
	void guessedFramesAreMarkedAndRemarksOfTheFramesAreKept() throws IOException {
		frames(folder.resolve("clips/clip"));
		Files.write(folder.resolve("clips/clip/3.webp"), new byte[] { 1 });
		final Path csv = folder.resolve("out.csv");
		run(folder.resolve("clips"), csv, "untrained", Progress.none());
		final Table table = Table.readCsv(csv, FolderRecognition.TABLE, FolderRecognition.columns(ExpressionClass
			.labels()));
		assertEquals("onset and apex", table.cell(0, "guessed"));
		assertTrue(((String) table.cell(0, "reason")).contains("'3.webp'"), table.rows().toString());
	}

	/** Its landmarks are in the overlay, which a batch does not see: without them the answer would be another. */
	@Test
	void aSavedRegisteredPairIsNotRegisteredAgain() throws IOException {
		final ij.ImagePlus pair = ij.IJ.createImage("pair", "32-bit ramp", 128, 128, 2);
		pair.getStack().setSliceLabel("onset, frame 43", 1);
		pair.getStack().setSliceLabel("apex, frame 100", 2);
		final Path clips = Files.createDirectories(folder.resolve("clips"));
		ij.IJ.saveAsTiff(pair, clips.resolve("pair.tif").toString());
		run(clips, null, "untrained", Progress.none());
		assertEquals(
			"The clip 'pair.tif' is a registered pair; open it with File > Open, and run Recognize Micro-Expression on it.",
			shown.get(shown.size() - 1).cell(0, "reason"));
	}

	/** As where the file is opened: an area chooses the face; that something else chooses none is told. */
	@Test
	void whatWasSelectedInAFileCounts() throws IOException {
		final Path clips = Files.createDirectories(folder.resolve("clips"));
		final ImagePlus portrait = IJ.openImage(SAMPLES.resolve("astronaut.png").toString());
		final ij.ImageStack frames = new ij.ImageStack(portrait.getWidth(), portrait.getHeight());
		for (int i = 0; i < 2; i++)
			frames.addSlice(portrait.getProcessor());
		final ImagePlus clip = new ImagePlus("clip", frames);
		Map.of("corner", new Roi(0, 0, 20, 20), "all", new Roi(0, 0, portrait.getWidth(), portrait.getHeight()), "line",
			new Line(0, 0, 9, 9)).forEach((name, selected) -> {
				clip.setRoi(selected);
				IJ.saveAsTiff(clip, clips.resolve(name + ".tif").toString());
			});
		assertEquals(summary(2, 0, 1), run(clips, null, "untrained", Progress.none()));
		final Map<String, String> reasons = new HashMap<>();
		final Table table = shown.get(shown.size() - 1);
		for (int row = 0; row < 3; row++)
			reasons.put((String) table.cell(row, "clip"), (String) table.cell(row, "reason"));
		assertTrue(reasons.get("corner.tif").contains(
			"No face was found in the area saved with 'corner.tif', in the frame"), reasons.toString());
		assertFalse(reasons.get("all.tif").contains("selection"), reasons.toString());
		assertTrue(reasons.get("line.tif").startsWith(
			"The selection (Straight Line) that was saved with 'line.tif' was not used; an area chooses the face."), reasons
				.toString());
	}

	/** Colours that were taken for grey levels may be why no face is found. */
	@Test
	void whatIsRemarkedOfAClipIsToldWhereNoFaceIsFound() throws IOException {
		final Path clips = Files.createDirectories(folder.resolve("clips"));
		final ImagePlus clip = IJ.createImage("clip", "8-bit ramp", 64, 64, 2);
		clip.getProcessor().setLut(ij.process.LUT.createLutFromColor(java.awt.Color.RED));
		clip.setLut(clip.getProcessor().getLut());
		IJ.saveAsTiff(clip, clips.resolve("red.tif").toString());
		assertEquals(summary(0, 0, 1), run(clips, null, "untrained", Progress.none()));
		final String reason = (String) shown.get(shown.size() - 1).cell(0, "reason");
		assertTrue(reason.startsWith("Frame 1 of 'red.tif': No face was found"), reason);
		assertTrue(reason.contains(". The pictures of '" + clips.resolve("red.tif") + "' have a table of colours;"),
			reason);
		assertEquals(reason.indexOf("have a table"), reason.lastIndexOf("have a table"));
	}

	@Test
	void foldersOfFramesAndStacksAreTold() throws IOException {
		final Path frames = Files.createDirectories(folder.resolve("b/frames"));
		for (int i = 1; i <= 3; i++)
			Files.copy(SAMPLES.resolve("astronaut.png"), frames.resolve("img" + i + ".png"));
		Files.copy(SAMPLES.resolve("astronaut.png"), folder.resolve("b/portrait.png"));
		final Path stacks = Files.createDirectories(folder.resolve("a"));
		final ij.ImagePlus stack = ij.IJ.createImage("s", "8-bit ramp", 8, 8, 4);
		ij.IJ.saveAsTiff(stack, stacks.resolve("one.tif").toString());
		ij.IJ.saveAsTiff(stack, stacks.resolve("two.tif").toString());
		final Path single = Files.createDirectories(folder.resolve("c"));
		ij.IJ.saveAsTiff(ij.IJ.createImage("s", "8-bit ramp", 8, 8, 1), single.resolve("1.tif").toString());
		ij.IJ.saveAsTiff(ij.IJ.createImage("s", "8-bit ramp", 8, 8, 1), single.resolve("2.tif").toString());
		assertEquals(List.of("a/one.tif", "a/two.tif", "b/frames", "c"), ClipList.of(folder, Progress.none()).entries()
			.stream().map(ClipList.Entry::name).toList());
	}

	/** As Make Synthetic Expression Clips leaves them beside its clips. */
	@Test
	void displacementImagesAreNoClips() throws IOException {
		Files.createDirectory(folder.resolve("truth"));
		new FileSaver(FieldImages.toImagePlus(DisplacementField.zero(32, 32), new FieldOrigin("clip", "truth", "none")))
			.saveAsTiff(folder.resolve("truth/s01.tif").toString());
		new FileSaver(new ImagePlus("clip", new ByteProcessor(32, 32))).saveAsTiff(folder.resolve("clip.tif").toString());
		final ClipList list = ClipList.of(folder, Progress.none());
		assertEquals(List.of(Optional.of(folder)), list.entries().stream().map(ClipList.Entry::path).toList());
		assertEquals(List.of("Passed over, displacement images: 'truth/s01.tif'."), list.passedOver());
	}

	/** On some computers a name may hold the end of a line, which ends no sentence. */
	@Test
	void namesOfTwoLinesStayInOne() throws IOException {
		Files.createSymbolicLink(folder.resolve("a\nb"), folder.resolve("nowhere"));
		frames(folder.resolve("clip"));
		assertEquals(List.of("Passed over, links to what is not there: 'a?b'."), ClipList.of(folder, Progress.none())
			.passedOver());
		final Path empty = Files.createDirectory(folder.resolve("clip/empty"));
		Files.createSymbolicLink(empty.resolve("c\nd"), folder.resolve("nowhere"));
		assertTrue(assertThrows(InputException.class, () -> ClipList.of(empty, Progress.none())).getMessage().endsWith(
			"Passed over, links to what is not there: 'c?d'."));
	}
}
