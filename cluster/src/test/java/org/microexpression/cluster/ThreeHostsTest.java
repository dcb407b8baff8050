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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster of three hosts, which are network namespaces; one of the two workers is lost in the middle. */
@Timeout(900)
class ThreeHostsTest {

	private static final int NOT_ALLOWED = 77;
	private static final Pattern LOST = Pattern.compile("lost ([0-9]+) processes, ([0-9]+) pieces done");

	@TempDir
	private Path folder;

	@Test
	void aLostHostsWorkIsDoneAgain() throws Exception {
		assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "There is no bash.");
		assumeTrue(hosts("allowed", List.of("--allowed")) != NOT_ALLOWED, "Network namespaces are not allowed.");
		final Path manifest = OneProcess.dataset(folder.resolve("clips"));
		final Path whole = folder.resolve("whole"), shared = folder.resolve("shared");
		OneProcess.run(OneProcess.loso(manifest, whole, "--steps=40").toArray(String[]::new));

		final List<String> command = new ArrayList<>(List.of(Path.of("lose-third").toAbsolutePath().toString(), shared
			.toString(), "*-part*.json"));
		command.addAll(OneProcess.driver("-Dspark.master=spark://10.77.0.1:7077", "-Dspark.driver.host=10.77.0.1",
			"-Dspark.executor.memory=1g", "-Dspark.executor.extraClassPath=" + OneProcess.classPath(),
			"-Dspark.executor.extraJavaOptions=" + OneProcess.MODELS + " --add-opens=java.base/java.lang=ALL-UNNAMED"));
		command.addAll(OneProcess.loso(manifest, shared, "--steps=40"));
		final int status = hosts("run", command);
		final String log = Files.readString(folder.resolve("run.log"));
		assertEquals(0, status, log);
		OneProcess.assertSameTables(whole, shared);
		// A sleeper, a worker and its executor; and not all of the six pieces were done by then.
		final Matcher lost = LOST.matcher(log);
		assertTrue(lost.find(), log);
		assertTrue(Integer.parseInt(lost.group(1)) >= 3 && Integer.parseInt(lost.group(2)) < 6, lost.group());
	}

	private int hosts(final String name, final List<String> command) throws IOException, InterruptedException {
		final List<String> all = new ArrayList<>(List.of("/bin/bash", Path.of("three-hosts").toAbsolutePath().toString()));
		all.addAll(command);
		final ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(folder.resolve(
			name + ".log").toFile());
		builder.environment().put("CLASS_PATH", OneProcess.classPath());
		builder.environment().put("LOGS", Files.createDirectories(folder.resolve(name + "-logs")).toString());
		final Process process = builder.start();
		try {
			assertTrue(process.waitFor(600, TimeUnit.SECONDS), "three-hosts does not end.");
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}
}
