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

package org.microexpression.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.SharedWork;
import org.microexpression.model.ModelStore;
import org.microexpression.study.MadeUpFields;

/** The Slurm script of docs/cluster.md as it stands there, run by plain processes with Slurm's variables. */
@Timeout(300)
class ClusterPageTest {

	private static final Pattern SCRIPT = Pattern.compile("(?s)```bash\n(#!/bin/bash.*?)```");

	@TempDir
	private Path folder;

	private Path script;

	@BeforeEach
	void writeScript() throws IOException {
		assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "There is no bash.");
		final Matcher found = SCRIPT.matcher(Files.readString(Path.of("docs/cluster.md")));
		assertTrue(found.find());
		script = Files.writeString(folder.resolve("loso.sh"), found.group(1));
		final Path bin = Files.createDirectory(folder.resolve("bin"));
		// Surefire's java.class.path may be a jar that only points to the real one.
		final String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		final Path command = Files.writeString(bin.resolve("micro-expression"), "#!/bin/bash\nexec '" + Path.of(System
			.getProperty("java.home"), "bin", "java") + "' -XX:TieredStopAtLevel=1 -Xmx512m -D" + SharedWork.DEAD_AFTER +
			"=2 -D" + ModelStore.PROPERTY + "='" + Path.of("models").toAbsolutePath() + "' -cp '" + classPath + "' " +
			MicroExpression.class.getName() + " \"$@\"\n");
		assertTrue(command.toFile().setExecutable(true));
	}

	private Process job(final String name, final Path manifest, final Path output, final String... variables)
		throws IOException
	{
		final ProcessBuilder builder = new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true)
			.redirectOutput(folder.resolve(name + ".log").toFile());
		builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
		builder.environment().put("MANIFEST", manifest.toString());
		builder.environment().put("OUTPUT", output.toString());
		builder.environment().put("LOSO_KEYS", "--members=1 --steps=3 --seeds=1,2 --together=1 --device=cpu");
		builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
		for (int i = 0; i < variables.length; i += 2)
			builder.environment().put(variables[i], variables[i + 1]);
		return builder.start();
	}

	private Process task(final int number, final Path manifest, final Path output) throws IOException {
		return job("task" + number, manifest, output, "SLURM_ARRAY_TASK_ID", Integer.toString(number),
			"SLURM_ARRAY_TASK_COUNT", "2");
	}

	private void assertEnds(final Process job, final String name) throws Exception {
		assertTrue(job.waitFor(200, TimeUnit.SECONDS), name);
		assertEquals(0, job.exitValue(), Files.readString(folder.resolve(name + ".log")));
	}

	private static long parts(final Path output) throws IOException {
		if (!Files.isDirectory(output.resolve("parts"))) return 0;
		try (Stream<Path> files = Files.list(output.resolve("parts"))) {
			return files.filter(file -> file.toString().endsWith(".json")).count();
		}
	}

	@Test
	void anArrayWithAKilledTaskGivesTheTablesOfOneProcess() throws Exception {
		final Path manifest = MadeUpFields.write(folder, 5, List.of("negative", "positive", "surprise"));
		final Path output = folder.resolve("shared");
		final Process killed = task(1, manifest, output);
		while (parts(output) < 1 && killed.isAlive())
			Thread.sleep(5);
		// Of the script it is the child that works.
		final List<ProcessHandle> all = new ArrayList<>(killed.descendants().toList());
		all.forEach(ProcessHandle::destroyForcibly);
		killed.waitFor();
		final long before = parts(output);
		assertTrue(before >= 1 && before < 10, before + " parts");
		assertEnds(task(2, manifest, output), "task2");
		assertEquals(10, parts(output), Files.readString(folder.resolve("task2.log")));
		assertEnds(job("collect", manifest, output, "COLLECT", "yes", "SLURM_ARRAY_TASK_ID", "1", "SLURM_ARRAY_TASK_COUNT",
			"1"), "collect");

		final Path whole = folder.resolve("whole");
		final Process one = new ProcessBuilder(folder.resolve("bin/micro-expression").toString(), "loso", "--manifest",
			manifest.toString(), "--output", whole.toString(), "--members=1", "--steps=3", "--seeds=1,2", "--together=1",
			"--device=cpu").redirectErrorStream(true).redirectOutput(folder.resolve("one.log").toFile()).start();
		assertEnds(one, "one");
		for (final String table : List.of("loso-predictions.csv", "loso-folds.csv", "loso-summary.csv"))
			assertArrayEquals(Files.readAllBytes(whole.resolve(table)), Files.readAllBytes(output.resolve(table)), table);
	}
}
