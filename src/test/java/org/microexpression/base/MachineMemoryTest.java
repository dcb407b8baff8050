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

package org.microexpression.base;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Linux says of memory, of a whole machine and of a container, as the kernel writes it. */
class MachineMemoryTest {

	@TempDir
	private Path folder;

	@Test
	void aMachineIsShortBelowAThirtySecond() throws IOException {
		assertFalse(machineWith(3200, 101));
		assertTrue(machineWith(3200, 99));
	}

	@Test
	void aContainersLimitCountsWhereItIsTheNearer() throws IOException {
		final Path container = Files.createDirectory(folder.resolve("cgroup"));
		Files.writeString(container.resolve("memory.max"), "3200\n");
		Files.writeString(container.resolve("memory.current"), "3150\n");
		final Path machine = machine(3200, 3000);
		assertTrue(MachineMemory.isShort(machine, container));
		// What it holds of files is given back when it is needed.
		Files.writeString(container.resolve("memory.stat"), "anon 900\ninactive_file 2000\n");
		assertFalse(MachineMemory.isShort(machine, container));
		Files.writeString(container.resolve("memory.max"), "max\n");
		Files.delete(container.resolve("memory.stat"));
		assertFalse(MachineMemory.isShort(machine, container));
	}

	private boolean machineWith(final long total, final long available) throws IOException {
		return MachineMemory.isShort(machine(total, available), folder);
	}

	private Path machine(final long total, final long available) throws IOException {
		return Files.writeString(folder.resolve("meminfo"), "MemTotal:       " + total + " kB\nMemFree:   1 kB\n" +
			"MemAvailable:   " + available + " kB\n");
	}
}
