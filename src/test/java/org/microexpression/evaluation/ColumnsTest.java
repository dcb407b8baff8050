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

package org.microexpression.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.CsvTable;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Column;
import org.microexpression.batch.FolderRecognition;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.evaluation.spotting.SpottingEvaluation;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.house.ColumnsPage;
import org.microexpression.imagej.ReadingOrder;
import org.microexpression.motion.MotionTrace;
import org.microexpression.pipeline.ActionUnitTables;
import org.microexpression.pipeline.Recognition;
import org.microexpression.timeline.FolderSpotting;
import org.microexpression.timeline.SpottedRows;
import org.microexpression.timeline.Timeline;

/** Every table has the columns that docs/columns.md tells, and no others. */
class ColumnsTest {

	private static final String SPANS = "video,subject,kind,onset,apex,offset,class\nv,s1,micro,1,3,9,positive\n" +
		"w,s2,macro,1,30,90,negative\n";

	@TempDir
	private Path folder;

	private static List<String> names(final Collection<Column> columns) {
		return columns.stream().map(Column::name).toList();
	}

	private Map<String, List<String>> tables() throws IOException {
		final List<String> classes = ExpressionClass.labels();
		final Map<String, List<String>> tables = new LinkedHashMap<>();
		tables.put(Recognition.TABLE, names(Recognition.columns(classes)));
		tables.put(FolderRecognition.TABLE, names(FolderRecognition.columns(classes)));
		tables.put(ActionUnitTables.TABLE, names(ActionUnitTables.columns()));
		tables.put(MotionTrace.TITLE, Stream.of(MotionTrace.columns(), MotionTrace.unitColumns()).flatMap(part -> names(
			part).stream()).toList());
		tables.put(Timeline.TITLE, names(Timeline.columns()));
		tables.put(FolderSpotting.TABLE, names(new SpottedRows("", true).columns()));
		for (final Table table : evaluated())
			tables.merge(table.title(), names(table.columns()), (some, more) -> {
				final Set<String> all = new LinkedHashSet<>(some);
				all.addAll(more);
				return List.copyOf(all);
			});
		final Path report = folder.resolve("report.csv");
		new DatasetReport().writeCsv(report);
		tables.put("Dataset Report", header(report));
		final Path manifest = folder.resolve("manifest.csv");
		Manifest.write(manifest, List.of(Sample.of("d", "s", "c", "positive").recordedIn(folder).at(1, 2, 3)));
		tables.put("manifest.csv", header(manifest));
		return tables;
	}

	private static List<String> header(final Path csv) {
		return CsvTable.read(csv, Progress.none()).get(0).cells();
	}

	/** What evaluations make, of made-up clips. */
	private List<Table> evaluated() throws IOException {
		final List<Table> tables = new ArrayList<>();
		final MadeUpClips clips = MadeUpClips.make();
		final LosoResult result = new LosoRunner(clips.plan(), MadeUpClips.description(), folder.resolve("loso")).run(clips
			.trainer(), Progress.none(), soFar -> {});
		final LosoReport loso = new LosoReport(result);
		tables.addAll(List.of(loso.predictions(), loso.folds(), loso.summary(), loso.confusionTable(), PublishedResults
			.table(), new UnitReport(1).table()));
		final Path first = folder.resolve("loso/loso-predictions.csv");
		final Path second = Files.copy(first, folder.resolve("again.csv"));
		final Comparison comparison = Comparison.of(List.of(first, second));
		tables.addAll(List.of(comparison.scores(Progress.none()), comparison.pairs(Progress.none())));
		// The columns behind these are named after the files.
		final Table all = comparison.clips();
		tables.add(new Table(all.title(), all.columns().subList(0, 4), List.of()));
		final Path truth = Files.writeString(folder.resolve("truth.csv"), SPANS);
		final SpottingEvaluation spotting = SpottingEvaluation.of(truth, List.of(Files.writeString(folder.resolve(
			"one.csv"), SPANS), Files.writeString(folder.resolve("two.csv"), SPANS)), SpottingEvaluation.OVERLAP);
		tables.addAll(List.of(spotting.scores(Progress.none()), spotting.recognition(Progress.none()).orElseThrow(),
			spotting.pairs(Progress.none()), spotting.spans()));
		return tables;
	}

	@Test
	void thePageIsWhatTheTablesHave() throws IOException {
		final ColumnsPage page = new ColumnsPage();
		final Map<String, List<String>> tables = tables();
		final List<String> faults = new ArrayList<>(page.unused(tables));
		tables.forEach((title, columns) -> faults.addAll(page.untold(title, columns)));
		assertEquals(List.of(), faults);
	}

	@Test
	void windowsHaveTheOrderOfThePage() throws IOException {
		final ColumnsPage page = new ColumnsPage();
		final List<String> window = names(ReadingOrder.of(new Table(FolderRecognition.TABLE, FolderRecognition.columns(
			ExpressionClass.labels()), List.of())).columns());
		assertEquals(page.names(FolderRecognition.TABLE), page.asTold(FolderRecognition.TABLE, window));
	}
}
