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

package org.microexpression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.base.TableFile;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.Selection;
import org.microexpression.expression.ClassScheme;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingIdentity;

/**
 * What becomes of older files where a disk is really full: a small file system in memory, which root may mount on
 * Linux.
 */
class FullDiskTest {

	private static final NetworkDefinition NETWORK = new Fusion(FusionSettings.defaults()).forInference();

	private static final int SIZE = 1 << 20;

	private Path disk;

	@BeforeEach
	void mount(@TempDir final Path folder) throws Exception {
		final Path place = Files.createDirectory(folder.resolve("disk"));
		assumeTrue(done("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", place.toString()),
			"A full disk is not tested: this user may not mount a file system here.");
		disk = place;
	}

	@AfterEach
	void unmount() throws Exception {
		if (disk != null) assertTrue(done("umount", disk.toString()));
	}

	private static boolean done(final String... command) throws InterruptedException {
		try {
			final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(
				ProcessBuilder.Redirect.DISCARD).start();
			return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (final IOException noSuchCommand) {
			return false;
		}
	}

	/** Leaves no room at all. */
	private void fill() {
		try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
			for (int i = 0; i <= SIZE / 512; i++)
				out.write(new byte[512]);
		}
		catch (final IOException full) {
			return;
		}
		throw new AssertionError("The disk is larger than it was asked to be.");
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(disk)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}

	private static void isClear(final InputException e, final Path file) {
		assertTrue(e.getMessage().contains(file.toString()) && e.getMessage().matches(".*(not full|with room).*"), e
			.getMessage());
		assertTrue(e.getMessage().contains("No space left"), e.getMessage());
	}

	@Test
	void theOlderCheckpointStays() throws IOException {
		final Path file = disk.resolve("training.checkpoint");
		final float[] values = new float[20_000];
		values[7] = 3;
		final TrainingIdentity training = TrainingIdentity.empty().with("seed", 1);
		new Checkpoint(training, new Trainer.State(5, values, values, values, values), Optional.empty()).write(file);
		fill();
		isClear(assertThrows(InputException.class, () -> new Checkpoint(training, new Trainer.State(6, values, values,
			values, values), Optional.empty()).write(file)), file);
		assertEquals(5, Checkpoint.read(file).state().step());
		assertArrayEquals(values, Checkpoint.read(file).state().values());
		assertEquals(List.of("filler", "training.checkpoint"), names());
	}

	private static Table.Row row(final String clip) {
		return new Table.Cells(List.of(new Table.Column("clip", Table.Type.TEXT))).put("clip", clip).row();
	}

	@Test
	void theOlderTableStays() throws IOException {
		final Path file = disk.resolve("predictions.csv");
		final List<Table.Column> columns = List.of(new Table.Column("clip", Table.Type.TEXT));
		final Table older = new Table("Predictions", columns, List.of(row("first")));
		older.writeCsv(file);
		fill();
		isClear(assertThrows(InputException.class, () -> new Table("Predictions", columns, List.of(row("first"), row(
			"second"))).writeCsv(file)), file);
		assertEquals(older, Table.readCsv(file, "Predictions", columns));
		assertEquals(List.of("filler", "predictions.csv"), names());
	}

	@Test
	void nothingOfARowIsAppended() throws IOException {
		final Path file = disk.resolve("predictions.csv");
		final List<Table.Column> columns = List.of(new Table.Column("clip", Table.Type.TEXT));
		final TableFile table = TableFile.open(file, "Predictions", columns);
		table.append(row("first"));
		final byte[] before = Files.readAllBytes(file);
		fill();
		isClear(assertThrows(InputException.class, () -> table.append(row("second".repeat(2000)))), file);
		assertArrayEquals(before, Files.readAllBytes(file));
		Files.delete(disk.resolve("filler"));
		table.append(row("third"));
		assertEquals(List.of(row("first"), row("third")), Table.readCsv(file, "Predictions", columns).rows());
		assertEquals(List.of("predictions.csv"), names());
	}

	@Test
	void theOlderListsOfADatasetStay() throws IOException {
		final Sample sample = Sample.of("d", "01", "c", "negative").recordedIn(disk.resolve("frames")).at(1, 5, 9)
			.withUnits("1,2");
		final Selection selection = new Selection("All clips", ClassScheme.MEGC2019, List.of(sample), new DatasetReport(),
			List.of());
		selection.write(disk);
		final List<String> before = names();
		final List<String> content = new ArrayList<>();
		for (final String name : before)
			content.add(Files.readString(disk.resolve(name)));
		fill();
		final DatasetReport longer = new DatasetReport();
		longer.remark("d", "rule", "x".repeat(10_000));
		isClear(assertThrows(InputException.class, () -> Manifest.write(disk.resolve(Selection.MANIFEST), List.of(sample,
			sample))), disk.resolve(Selection.MANIFEST));
		isClear(assertThrows(InputException.class, () -> longer.writeCsv(disk.resolve(Selection.REPORT))), disk.resolve(
			Selection.REPORT));
		assertThrows(InputException.class, () -> new Selection("All clips", ClassScheme.MEGC2019, List.of(sample), longer,
			List.of()).write(disk));
		Files.delete(disk.resolve("filler"));
		assertEquals(before, names());
		for (int i = 0; i < before.size(); i++)
			assertEquals(content.get(i), Files.readString(disk.resolve(before.get(i))));
	}

	@Test
	void theOlderModelStays() throws IOException {
		final Path folder = disk.resolve("model");
		final Parameters older = ParameterLayout.of(NETWORK).initialize(1);
		SavedModels.export(NETWORK, older, folder);
		fill();
		isClear(assertThrows(InputException.class, () -> SavedModels.export(NETWORK, ParameterLayout.of(NETWORK).initialize(
			2), folder)), folder);
		assertArrayEquals(older.values(), SavedModels.parameters(NETWORK, folder).get(0).values());
		assertEquals(List.of("filler", "model"), names());
	}

	@Test
	void aModelThatFillsTheDiskHalfWayLeavesNothingBehind() throws IOException {
		final Path folder = disk.resolve("model");
		final Parameters one = ParameterLayout.of(NETWORK).initialize(1);
		// Room for the graph, not for the parameters of so many members.
		isClear(assertThrows(InputException.class, () -> SavedModels.export(NETWORK, java.util.Collections.nCopies(40, one),
			folder)), folder);
		assertEquals(List.of(), names());
	}
}
