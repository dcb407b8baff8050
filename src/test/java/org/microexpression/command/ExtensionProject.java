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

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import net.imglib2.RandomAccessibleInterval;

import org.scijava.plugin.Plugin;

/** The project of somebody else in {@code src/it/extensions}, built as Maven would build it. */
final class ExtensionProject {

	private static final Path SOURCES = Path.of("src/it/extensions/src/main/java");

	private ExtensionProject() {
		// Functions only.
	}

	/**
	 * Compiles the project against the plugin, SciJava and ImgLib2 alone, and packs it.
	 *
	 * @param plugin the plugin's jar or its folder of classes
	 * @param jar    the jar to write
	 */
	static void build(final Path plugin, final Path jar) throws IOException {
		build(SOURCES, plugin, jar, Set.of());
	}

	/**
	 * Compiles Java sources as {@link #build(Path, Path)} does.
	 *
	 * @param sources a folder
	 * @param plugin  the plugin's jar or its folder of classes
	 * @param jar     the jar to write
	 * @param without names of class files that are to be missing in it
	 */
	static void build(final Path sources, final Path plugin, final Path jar, final Set<String> without)
		throws IOException
	{
		final Path classes = Files.createTempDirectory("extensions");
		final String classPath = Stream.of(plugin, origin(Plugin.class), origin(RandomAccessibleInterval.class)).map(
			Path::toString).collect(Collectors.joining(File.pathSeparator));
		final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		final StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			assertTrue(compiler.getTask(messages, files, null, List.of("-d", classes.toString(), "-cp", classPath,
				"--release", "17"), null, files.getJavaFileObjectsFromPaths(filesIn(sources))).call(), messages.toString());
		}
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
			for (final Path path : filesIn(classes)) {
				if (without.contains(path.getFileName().toString())) continue;
				out.putNextEntry(new ZipEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
				Files.copy(path, out);
				out.closeEntry();
			}
		}
	}

	/** @return the jar or folder that a class was loaded from */
	static Path origin(final Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (final URISyntaxException e) {
			throw new IllegalStateException(e);
		}
	}

	private static List<Path> filesIn(final Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}
}
