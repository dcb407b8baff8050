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
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import ij.plugin.filter.AVI_Writer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.batch.ClipList;
import org.microexpression.clip.ClipImages;
import org.microexpression.model.ModelStore;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.UnitSide;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;
import org.microexpression.synthetic.LongVideo;

class FolderSpottingTest {

	private static final SpottedRows KIND = new SpottedRows("settings", true);

	@TempDir
	private Path folder;

	/** What is done with the videos of the folder. */
	private interface Work<T> {

		T with(ClipList clips, ClipSpotting spotting);
	}

	private <T> T spot(final Work<T> work) {
		final ModelStore store = new ModelStore(List.of(Path.of("models")));
		final Hardware hardware = Hardware.of(Device.CPU);
		try (FacialMotion motion = new FacialMotion(store, ModelStore.SHIPPED, hardware);
				ExpressionPipeline pipeline = new ExpressionPipeline(store, ModelStore.SHIPPED, Device.CPU))
		{
			return work.with(ClipList.of(folder.resolve("videos"), Progress.none()), new ClipSpotting(motion, Spotter.named(
				Spotter.DEFAULT), SpotterSettings.defaults(), pipeline));
		}
	}

	private FolderSpotting.Summary run(final Path csv, final List<Table> shown) {
		return spot((clips, spotting) -> FolderSpotting.run(clips, spotting, KIND, Optional.of(csv), shown::add, Progress
			.none()));
	}

	/** One video, one that is none; killed after its first row, the batch brings about the same file. */
	@Test
	void aBatchIsResumed() throws Exception {
		final Path videos = Files.createDirectory(folder.resolve("videos"));
		new AVI_Writer().writeImage(ClipImages.toImagePlus(new LongVideo("a.avi", LongVideo.Person.PAINTED, 10, 100,
			LongVideo.Setting.usual(8, 30))), videos.resolve("a.avi").toString(), 0, 0);
		Files.writeString(videos.resolve("b.avi"), "no movie");
		final Path csv = folder.resolve("spotted.csv");
		final List<Table> shown = new ArrayList<>();
		final FolderSpotting.Summary first = run(csv, shown);
		assertEquals(List.of(1, 0, 1), List.of(first.spotted(), first.resumed(), first.skipped()));
		final String whole = Files.readString(csv);
		final List<String> lines = whole.lines().toList();
		assertTrue(lines.size() > 3, whole);
		assertEquals(List.of("b.avi"), spot((clips, spotting) -> FolderSpotting.of(spotting, KIND, Optional.of(csv),
			table -> {}).left(clips)).stream().map(ClipList.Entry::name).toList());
		final FileTime written = Files.getLastModifiedTime(videos.resolve("a.avi"));
		Files.setLastModifiedTime(videos.resolve("a.avi"), FileTime.fromMillis(0));
		assertEquals(List.of("a.avi", "b.avi"), spot((clips, spotting) -> FolderSpotting.of(spotting, KIND, Optional.of(
			csv), table -> {}).left(clips)).stream().map(ClipList.Entry::name).toList(), "changed since");
		Files.setLastModifiedTime(videos.resolve("a.avi"), written);
		final FolderSpotting.Summary again = run(csv, shown);
		assertEquals(List.of(0, 1, 1), List.of(again.spotted(), again.resumed(), again.skipped()));
		assertEquals(whole, Files.readString(csv));
		Files.writeString(csv, lines.get(0) + "\n" + lines.get(1) + "\n");
		assertEquals(1, run(csv, shown).spotted());
		assertEquals(whole, Files.readString(csv));
		assertEquals(shown.get(shown.size() - 1).toCsv(), whole);
		candidatesHaveTheirUnits(shown.get(0));
		final String refused = assertThrows(InputException.class, () -> spot((clips, spotting) -> FolderSpotting.of(
			spotting, new SpottedRows("settings", false), Optional.of(csv), table -> {}))).getMessage();
		assertTrue(refused.contains("spotted.csv' was written with action units; switch 'units' on"), refused);
		isShared(whole);
	}

	/** Those in the notation are likelier than not to be at work; what was not recognized has none. */
	private static void candidatesHaveTheirUnits(final Table table) {
		int candidates = 0;
		for (final Table.Row row : table.rows()) {
			final boolean recognized = row.text("answer").isPresent();
			if (recognized) candidates++;
			for (final UnitSide unit : UnitSide.ALL) {
				assertEquals(recognized, row.real(unit.column() + "_p").isPresent(), row::toString);
				assertEquals(recognized, row.real(unit.column() + "_px").isPresent(), row::toString);
			}
			for (final String unit : row.text("action_units").orElse("").split("\\+")) {
				final Matcher coded = Pattern.compile("([LR]?)(\\d+)").matcher(unit);
				if (!coded.matches()) continue;
				final String column = String.format(Locale.ROOT, "AU%02d_%s", Integer.valueOf(coded.group(2)), coded.group(1)
					.isEmpty() ? "L" : coded.group(1));
				assertTrue(row.real(column + "_p").orElseThrow() > 0.2, () -> column + " of " + row);
			}
		}
		assertTrue(candidates > 0, table::toCsv);
	}

	/** As in a folder of clips: an area chooses the face; that something else chooses none is told. */
	@Test
	void whatWasSelectedInAFileCounts() throws IOException {
		final Path videos = Files.createDirectories(folder.resolve("videos"));
		final ImagePlus clip = IJ.openImage("src/main/resources/org/microexpression/samples/surprise.avi");
		clip.getCalibration().frameInterval = 0.01;
		clip.getCalibration().setTimeUnit("sec");
		Map.of("corner", new Roi(0, 0, 20, 20), "line", new Line(0, 0, 9, 9)).forEach((name, selected) -> {
			clip.setRoi(selected);
			IJ.saveAsTiff(clip, videos.resolve(name + ".tif").toString());
		});
		final List<Table> shown = new ArrayList<>();
		run(folder.resolve("spotted.csv"), shown);
		final Table table = shown.get(shown.size() - 1);
		final String corner = (String) table.cell(0, "reason"), line = (String) table.cell(1, "reason");
		assertTrue(corner.startsWith("No face was found in the area saved with 'corner.tif', in any of the "), corner);
		assertTrue(line.startsWith("The selection (Straight Line) that was saved with 'line.tif' was not used"), line);
	}

	@Test
	void eachBadRowOfOneVideoKeepsItsOwnRow() throws IOException {
		final Path list = Files.writeString(folder.resolve("list.csv"),
			"path,clip,onset\n,one,1\na.avi,one,x\na.avi,one,y\n");
		final Path csv = folder.resolve("spotted.csv");
		Files.createDirectory(folder.resolve("videos"));
		Files.writeString(folder.resolve("videos/b.avi"), "no movie");
		for (int i = 0; i < 2; i++) {
			final FolderSpotting.Summary summary = spot((clips, spotting) -> FolderSpotting.run(ClipList.of(list, Progress
				.none()), spotting, KIND, Optional.of(csv), table -> {}, Progress.none()));
			assertEquals(3, summary.skipped());
			final String rows = Files.readString(csv);
			assertEquals(4, rows.lines().count(), rows);
			assertTrue(rows.contains("no path") && rows.contains("'x'") && rows.contains("'y'"), rows);
		}
	}

	/** Two workers, a video each, give the same file. */
	private void isShared(final String whole) throws IOException {
		final Path csv = folder.resolve("shared.csv");
		final List<Integer> done = new ArrayList<>();
		for (int worker = 0; worker < 2; worker++) {
			final int own = worker;
			assertTrue(assertThrows(InputException.class, () -> collect(csv)).getMessage().contains((2 - own) +
				" of 2 pieces are not finished"));
			spot((clips, spotting) -> new SharedSpotting(clips, KIND, csv).share((pieces, claims, progress) -> {
				pieces.work(own, progress);
				done.add(own);
				return pieces.isDone(own) ? 0 : 1;
			}, spotting, Progress.none()));
		}
		assertEquals(List.of(0, 1), done);
		final FolderSpotting.Summary summary = collect(csv);
		assertEquals(List.of(1, 0, 1), List.of(summary.spotted(), summary.resumed(), summary.skipped()));
		assertEquals(whole, Files.readString(csv));
		assertTrue(Files.notExists(folder.resolve("shared.csv.parts")));
	}

	private FolderSpotting.Summary collect(final Path csv) {
		return new SharedSpotting(ClipList.of(folder.resolve("videos"), Progress.none()), KIND, csv).collect(table -> {},
			Progress.none());
	}
}
