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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.OperatingSystemMXBean;

/**
 * How much memory the machine, or the container that holds this process, has left; Java's own limit is another matter.
 * What the system keeps of files only to read them faster counts as left.
 */
public final class MachineMemory {

	/** Share of all memory below which what is left is short: our choice. */
	private static final int SHORT = 32;

	private static final Path LINUX = Path.of("/proc/meminfo");
	private static final Path CONTAINER = Path.of("/sys/fs/cgroup");

	private MachineMemory() {
		// The system keeps the state.
	}

	/** @return whether less than a thirty-second of the memory is left; {@code false} where the system does not say */
	public static boolean isShort() {
		return isShort(LINUX, CONTAINER);
	}

	static boolean isShort(final Path meminfo, final Path container) {
		final OptionalLong total = kilobytes(meminfo, "MemTotal: +(\\d+) kB"), left = kilobytes(meminfo,
			"MemAvailable: +(\\d+) kB");
		if (total.isPresent() && left.isPresent()) return left.getAsLong() < total.getAsLong() / SHORT || containerIsShort(
			container);
		return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system && system
			.getFreeMemorySize() < system.getTotalMemorySize() / SHORT;
	}

	private static boolean containerIsShort(final Path container) {
		final OptionalLong most = number(container.resolve("memory.max"), "(\\d+)");
		final OptionalLong used = number(container.resolve("memory.current"), "(\\d+)");
		final long files = number(container.resolve("memory.stat"), "(?m)^inactive_file (\\d+)").orElse(0);
		return most.isPresent() && used.isPresent() && most.getAsLong() - used.getAsLong() + files < most.getAsLong() /
			SHORT;
	}

	private static OptionalLong kilobytes(final Path file, final String line) {
		return number(file, "(?m)^" + line);
	}

	private static OptionalLong number(final Path file, final String pattern) {
		try {
			final Matcher found = Pattern.compile(pattern).matcher(Files.readString(file).trim());
			return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
		}
		catch (final IOException | NumberFormatException e) {
			return OptionalLong.empty();
		}
	}
}
