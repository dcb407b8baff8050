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

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the native libraries of this machine lie in an installed Fiji or ImageJ. JavaCPP looks for them there once it is
 * told; where they are not installed it unpacks them from their jars into its own cache.
 */
public final class NativeFolder {

	/** One of each of the packages that the update site carries. */
	private static final List<String> LIBRARIES = List.of("jnitensorflow", "jniavutil");

	private NativeFolder() {
		// Functions only.
	}

	/**
	 * Tells JavaCPP of the folder; to be called before any of its classes is touched, by everyone who loads natives: it
	 * reads these settings once a process.
	 */
	public static void announce() {
		// java.library.path, where Fiji has its lib folder, is not set in plain ImageJ.
		find().ifPresent(folder -> {
			System.setProperty("org.bytedeco.javacpp.platform.linkpath", folder.toString());
			System.setProperty("org.bytedeco.javacpp.platform.preloadpath", folder.toString());
		});
	}

	/**
	 * The folder {@code lib/<platform>} of the Fiji or ImageJ that this class's jar is installed in, named as Fiji's
	 * updater names platforms.
	 */
	private static Optional<Path> find() {
		final CodeSource source = NativeFolder.class.getProtectionDomain().getCodeSource();
		if (source == null || source.getLocation() == null || !"file".equals(source.getLocation().getProtocol()))
			return Optional.empty();
		final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		final boolean arm = System.getProperty("os.arch").matches("aarch64|arm64");
		final String platform = os.contains("win") ? "win64" : os.contains("mac") ? arm ? "macos-arm64" : "macos64" : arm
			? "linux-arm64" : "linux64";
		try {
			for (Path p = Path.of(source.getLocation().toURI()); p != null; p = p.getParent()) {
				final Path folder = p.resolve("lib").resolve(platform);
				if (LIBRARIES.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(System.mapLibraryName(name)))))
					return Optional.of(folder);
			}
			return Optional.empty();
		}
		catch (final URISyntaxException e) {
			return Optional.empty();
		}
	}
}
