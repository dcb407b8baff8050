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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Share;
import org.microexpression.base.Table;
import org.microexpression.clip.LargestMotion;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.LoadedModels;
import org.microexpression.pipeline.UntrainedModel;

/** A folder that several workers recognize gives the file that one process writes. */
class SharedFolderTest {

	@TempDir
	private Path folder;

	private ModelStore store;
	private ClipList clips;
	private final LoadedModels loaded = new LoadedModels();

	/** Three pieces; a missing clip, one without the frame, and some that are there twice under other names. */
	@BeforeEach
	void makeModelAndList() throws IOException {
		store = UntrainedModel.write(folder.resolve("models"), "one", 1);
		final Path sample = Path.of("src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath();
		final List<String> rows = new ArrayList<>(List.of("clip,path,onset,apex"));
		IntStream.rangeClosed(2, 2 * SharedFolder.CLIPS + 3).forEach(i -> rows.add("c" + i + "," + (i % 8 == 5 ? folder
			.resolve("none.avi") : sample) + ",1," + (i == 8 ? 500 : 2 + i % 8)));
		clips = ClipList.of(Files.write(folder.resolve("list.csv"), rows), Progress.none());
	}

	private ExpressionPipeline pipeline() {
		return new ExpressionPipeline(store, "one", Hardware.cpu(0), new DgmMethod(), new LargestMotion(), loaded);
	}

	/** The file of action units that belongs to a file of rows. */
	private static Path units(final Path csv) {
		return csv.resolveSibling("units-" + csv.getFileName());
	}

	private SharedFolder shared(final ExpressionPipeline pipeline, final String settings, final Path csv) {
		return new SharedFolder(clips, pipeline, settings, csv, Optional.of(new ActionUnitFile(units(csv))));
	}

	private int share(final String part, final String settings, final Path csv, final Progress progress) {
		try (ExpressionPipeline pipeline = pipeline()) {
			return shared(pipeline, settings, csv).share(PieceWorker.of(Share.parse(part)), progress);
		}
	}

	private FolderRecognition.Summary collect(final String settings, final Path csv, final List<Table> shown) {
		try (ExpressionPipeline pipeline = pipeline()) {
			return shared(pipeline, settings, csv).collect(shown::add, Progress.none());
		}
	}

	@Test
	void theFileIsThatOfOneProcess() throws IOException {
		final Path whole = folder.resolve("whole.csv"), shared = folder.resolve("shared.csv");
		final FolderRecognition.Summary expected;
		try (ExpressionPipeline pipeline = pipeline()) {
			expected = FolderRecognition.run(clips, pipeline, Optional.of(whole), table -> {}, new ActionUnitFile(units(
				whole))::append, Progress.none());
		}
		assertEquals(2, expected.skipped());
		// Stopped in its second piece, as by Esc or by the end of a job's time.
		final Path parts = folder.resolve("shared.csv.parts");
		final Progress stopping = Progress.none().stoppingWhen(() -> csvs(parts) >= 1);
		assertThrows(CancellationException.class, () -> share("1/2", "", shared, stopping));
		assertEquals(1, csvs(parts));
		assertTrue(assertThrows(InputException.class, () -> collect("", shared, new ArrayList<>())).getMessage().contains(
			"2 of 3 pieces are not finished"));
		assertEquals(0, share("2/2", "", shared, Progress.none()));
		// Those of other settings are not taken.
		assertTrue(assertThrows(InputException.class, () -> collect("other", shared, new ArrayList<>())).getMessage()
			.contains("3 of 3 pieces"));
		final List<Table> shown = new ArrayList<>();
		assertEquals(expected, collect("", shared, shown));
		assertEquals(Files.readString(whole), Files.readString(shared));
		// A clip that stands twice in the list is recognized once, and stands once in both files.
		assertEquals(Files.readAllLines(whole).stream().filter(line -> line.contains("\"ok\"")).count() + 1, Files
			.readAllLines(units(whole)).size());
		assertEquals(Files.readString(units(whole)), Files.readString(units(shared)));
		assertEquals(clipsOf(whole, "\"ok\""), clipsOf(units(whole), ","));
		assertTrue(clipsOf(whole, "\"ok\"").contains("\"c2\""), "the list's name of a clip, not its file's");
		assertEquals(clips.entries().size(), shown.get(shown.size() - 1).rows().size());
		assertTrue(Files.notExists(parts));
	}

	/** The first cells of the rows in which something stands. */
	private static List<String> clipsOf(final Path csv, final String something) throws IOException {
		return Files.readAllLines(csv).stream().skip(1).filter(line -> line.contains(something)).map(line -> line.split(
			",")[0]).toList();
	}

	private static int csvs(final Path parts) {
		if (!Files.exists(parts)) return 0;
		try (var files = Files.walk(parts)) {
			return (int) files.filter(file -> file.toString().matches(".*/[0-9]+\\.csv")).count();
		}
		catch (final IOException | java.io.UncheckedIOException e) {
			// A claim went while it was looked at.
			return 0;
		}
	}
}
