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

package org.microexpression.bridge;

/** Whether the plugin can run on a version of Java, and what to tell a user where it cannot. */
final class JavaVersion {

	/** The oldest Java that reads the plugin's class files. */
	static final int NEEDED = 17;

	private JavaVersion() {
		// Static methods only.
	}

	/** @return the Java that runs here, as in {@code java.specification.version}, such as {@code 1.8} or {@code 21} */
	static String here() {
		return System.getProperty("java.specification.version");
	}

	/**
	 * @param version as in {@code java.specification.version}
	 * @return whether the plugin cannot run on it
	 */
	static boolean isTooOld(final String version) {
		return Double.parseDouble(feature(version)) < NEEDED;
	}

	/**
	 * @param version as in {@code java.specification.version}
	 * @return what is wrong with it and what to do
	 */
	static String complaint(final String version) {
		return "Micro-Expression needs Java " + NEEDED + " or newer, and this is Java " + feature(version) +
			"; use Fiji-Latest, which brings a newer Java along, or start ImageJ with Java " + NEEDED + " or newer.";
	}

	/** Up to Java 8, versions were written 1.8. */
	private static String feature(final String version) {
		return version.startsWith("1.") ? version.substring(2) : version;
	}
}
