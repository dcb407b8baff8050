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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The commands that a process keeps ready between pieces: as many of one command as it does pieces at once. Those of
 * another command line end when a new one begins.
 */
final class Residents {

	/** The one thing here that lives as long as the process: Spark gives a task nothing that the next one can use. */
	private static final Residents HERE = new Residents();

	private final Deque<ResidentCommand> free = new ArrayDeque<>();

	private Residents() {
		System.setProperty("java.awt.headless", "true");
		// A worker ends its processes by a signal; what commands keep in the folder of temporary files goes with them.
		Runtime.getRuntime().addShutdownHook(new Thread(this::closeFree, "residents"));
	}

	/** @return those of this process */
	static Residents here() {
		return HERE;
	}

	/**
	 * @param <T>     kind of result
	 * @param command the command line
	 * @param work    what it is to do
	 * @return what the work gives
	 */
	<T> T with(final List<String> command, final Function<ResidentCommand, T> work) {
		final ResidentCommand resident = take(command);
		boolean whole = false;
		try {
			final T result = work.apply(resident);
			whole = true;
			return result;
		}
		finally {
			if (whole) keep(resident);
			else resident.close();
		}
	}

	private synchronized void keep(final ResidentCommand resident) {
		free.add(resident);
	}

	private ResidentCommand take(final List<String> command) {
		final List<ResidentCommand> others;
		synchronized (this) {
			final Optional<ResidentCommand> own = free.stream().filter(one -> one.command().equals(command)).findFirst();
			if (own.isPresent()) {
				free.remove(own.get());
				return own.get();
			}
			others = List.copyOf(free);
			free.clear();
		}
		others.forEach(ResidentCommand::close);
		return new ResidentCommand(command);
	}

	/** Ends those that do nothing. */
	void closeFree() {
		final List<ResidentCommand> all;
		synchronized (this) {
			all = List.copyOf(free);
			free.clear();
		}
		all.forEach(ResidentCommand::close);
	}
}
