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

package org.microexpression.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.cli.MicroExpression;

/** Spark with two workers in this process gives the files that one process writes. */
class SparkWorkTest {

	@TempDir
	private static Path folder;

	private static Path manifest;
	private static JavaSparkContext spark;

	@BeforeAll
	static void start() throws IOException {
		manifest = OneProcess.dataset(folder.resolve("clips"));
		spark = new JavaSparkContext(new SparkConf().setMaster("local[2]").setAppName("test").set("spark.ui.enabled",
			"false"));
	}

	@AfterAll
	static void stop() {
		spark.close();
	}

	private static void run(final String... arguments) {
		new SparkWork(spark).run(SparkWork.commands(List.of(arguments)));
	}

	@Test
	void aFolderWithActionUnits() throws IOException {
		// Nine pieces.
		final List<String> rows = new ArrayList<>(List.of("clip,path,onset,apex"));
		final Path sample = folder.resolve("surprise.avi");
		try (InputStream bytes = MicroExpression.class.getResourceAsStream("/org/microexpression/samples/surprise.avi")) {
			Files.copy(bytes, sample);
		}
		for (int i = 0; i < 34; i++)
			rows.add("c" + i + "," + sample + ",1," + (3 + i % 17));
		final Path list = Files.write(folder.resolve("list.csv"), rows);
		OneProcess.run("recognize-folder", "--folder=" + list, "--csv=" + folder.resolve("whole.csv"), "--unitscsv=" +
			folder.resolve("whole-units.csv"));
		run("recognize-folder", "--folder=" + list, "--csv=" + folder.resolve("spark.csv"), "--unitscsv=" + folder.resolve(
			"spark-units.csv"));
		assertEquals(35, Files.readAllLines(folder.resolve("spark.csv")).size());
		assertArrayEquals(Files.readAllBytes(folder.resolve("whole.csv")), Files.readAllBytes(folder.resolve("spark.csv")));
		assertArrayEquals(Files.readAllBytes(folder.resolve("whole-units.csv")), Files.readAllBytes(folder.resolve(
			"spark-units.csv")));
		assertTrue(Files.notExists(folder.resolve("spark.csv.parts")));
	}

	@Test
	void aSweep() throws IOException {
		final List<String> lines = new ArrayList<>(List.of("# settings"));
		for (final int steps : new int[] { 2, 3 }) {
			OneProcess.run(OneProcess.loso(manifest, folder.resolve("whole" + steps), "--steps=" + steps).toArray(
				String[]::new));
			lines.add("loso --output=" + folder.resolve("spark" + steps) + " --steps=" + steps);
		}
		final List<String> arguments = new ArrayList<>(List.of(SparkWork.SWEEP + Files.write(folder.resolve("sweep.txt"),
			lines), "--manifest=" + manifest));
		arguments.addAll(OneProcess.LOSO);
		run(arguments.toArray(String[]::new));
		for (final int steps : new int[] { 2, 3 })
			OneProcess.assertSameTables(folder.resolve("whole" + steps), folder.resolve("spark" + steps));
	}

	@Test
	void aRunWhoseDriverWasKilledIsStartedAgain() throws Exception {
		final Path whole = folder.resolve("whole40"), shared = folder.resolve("spark40");
		final List<String> keys = OneProcess.loso(manifest, shared, "--steps=40");
		OneProcess.run(OneProcess.loso(manifest, whole, "--steps=40").toArray(String[]::new));
		final List<String> command = OneProcess.driver("-Dspark.master=local[2]");
		command.addAll(keys);
		final Process driver = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve(
			"driver.log").toFile()).start();
		while (OneProcess.parts(shared) < 1 && driver.isAlive())
			Thread.sleep(5);
		driver.destroyForcibly().waitFor();
		final long done = OneProcess.parts(shared);
		assertTrue(done >= 1 && done < 6, done + " parts: " + Files.readString(folder.resolve("driver.log")));
		run(keys.toArray(String[]::new));
		OneProcess.assertSameTables(whole, shared);
	}

	@Test
	void whatCannotBeDoneIsToldInOneSentence() {
		final String none = folder.resolve("none.csv").toString();
		final String told = assertThrows(InputException.class, () -> run("loso", "--manifest=" + none, "--output=" + folder
			.resolve("out"))).getMessage();
		assertTrue(told.contains(none) && !told.contains("Exception") && !told.contains("\n"), told);
		assertTrue(assertThrows(InputException.class, () -> run("train", "--output=x")).getMessage().contains("divided"));
		assertTrue(assertThrows(InputException.class, () -> run("loso", "--stepps=3")).getMessage().contains("--stepps"));
	}
}
