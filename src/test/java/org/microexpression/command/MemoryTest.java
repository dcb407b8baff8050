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

package org.microexpression.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.MacroSession;

/**
 * Many recognitions in one macro: they give back what they take, native memory included, and only the first loads the
 * networks.
 */
class MemoryTest {

	private static final double LARGEST_GROWTH = 1.1;

	/** Later calls cost less than this share of the first; a tenth when measured. */
	private static final double LARGEST_SHARE = 0.4;

	/** kB after some and after all recognitions; ms of the first recognition and of each of the next ten. */
	private static double[] measured;

	@BeforeAll
	static void recognizeManyTimes(@TempDir final Path folder) throws Exception {
		assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "There is no /proc to read the process's memory from.");
		final Path sample = Path.of("src/main/resources/org/microexpression/samples/surprise.avi").toAbsolutePath();
		final Path sizes = folder.resolve("sizes.txt");
		Files.writeString(folder.resolve("recognitions.ijm"), """
				run("Import Expression Clip...", "path=[%s]");
				clip = getImageID();
				run("Register Onset and Apex...", "onset=1 apex=14");
				pair = getImageID();
				start = processor();
				recognize(1, 0);
				first = processor();
				recognize(10, 0);
				ten = processor();
				recognize(4, 15);
				before = least(resident());
				recognize(14, 66);
				File.saveString(before + " " + least(resident()) + " " + (first - start) + " " + (ten - first) / 10, "%s");

				// Which of its memory a process gives back at a time is chance: the smallest of three readings.
				function least(size) {
					for (k = 0; k < 2; k++) {
						recognize(3, 7);
						size = Math.min(size, resident());
					}
					return size;
				}

				// The clip needs the face networks too, the registered pair does not and is quicker.
				function recognize(clips, pairs) {
					for (i = 0; i < clips + pairs; i++) {
						if (i < clips) selectImage(clip);
						else selectImage(pair);
						run("Recognize Micro-Expression...", "onset=1 apex=14 device=cpu");
					}
				}

				// Milliseconds of all threads; the kernel counts them in hundredths of a second.
				function processor() {
					field = split(File.openAsString("/proc/self/stat"), " ");
					return 10 * (parseInt(field[13]) + parseInt(field[14]));
				}

				function resident() {
					call("java.lang.System.gc");
					wait(500);
					status = File.openAsString("/proc/self/status");
					from = indexOf(status, "VmRSS:") + 6;
					return parseInt(String.trim(substring(status, from, indexOf(status, "kB", from))));
				}
				""".formatted(sample, sizes));
		// A small heap, all of it resident from the start: what grows is native. What is free there, Java is to give back
		// to the
		// system at once, where it can.
		final Ended ended = new RealImageJ().start(Mode.HEADLESS, List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch",
			"-XX:+UseSerialGC", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockExperimentalVMOptions",
			"-XX:TrimNativeHeapInterval=200"), MacroSession.class, "--headless", folder.toString());
		assertEquals("", Files.readString(folder.resolve("recognitions.ijm" + MacroSession.OUTCOME)), ended.output());
		measured = Stream.of(Files.readString(sizes).trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
	}

	@Test
	void aHundredRecognitionsLeaveTheMemoryAsItWas() {
		final double growth = measured[1] / measured[0];
		assertTrue(growth <= LARGEST_GROWTH, "The process grew by a factor of " + growth + ", from " + measured[0] +
			" kB to " + measured[1]);
	}

	@Test
	void onlyTheFirstRecognitionLoadsTheNetworks() {
		assertTrue(measured[3] <= LARGEST_SHARE * measured[2], "The first took " + measured[2] + " ms, the next ten " +
			measured[3] + " ms each");
	}
}
