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

import java.util.List;

import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

/**
 * Keeps what libraries tell their developers off the user's console, unless somebody asked for it. Bio-Formats brings
 * logback, and where nobody has configured that, it prints every debugging line of every library on the standard output.
 */
public final class LibraryLogs {

	/** Bio-Formats, what loads its JPEG library, and what runs our networks. */
	private static final List<String> LIBRARIES = List.of("loci", "ome", "org.scijava.nativelib", "ai.djl");

	private LibraryLogs() {
		// Functions only.
	}

	/**
	 * Sets the level of the loggers of the libraries that we use to errors where nobody has set one; the loggers of other
	 * libraries stay. Asked for before each use, as others may configure logging meanwhile.
	 */
	public static void quieten() {
		try {
			for (final String name : LIBRARIES)
				if (LoggerFactory.getLogger(name) instanceof Logger logger && logger.getLevel() == null) logger.setLevel(
					Level.ERROR);
		}
		catch (final LinkageError e) {
			// Another logging library than Bio-Formats' own: its settings are its user's.
		}
	}
}
