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

package org.microexpression.command.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Lays out a folder as a user of plain ImageJ 1.x would: our jar and Bio-Formats in {@code plugins/}, the libraries
 * they need in {@code jars/}, our macros in {@code macros/} and the models in {@code models/}. ImageJ itself, which an
 * installation starts from, is on the launching class path written to {@code launch.classpath}.
 */
public final class ImageJApp {

	/** ImageJ reads a {@code plugins.config} only from jars with an underscore in their names. */
	private static final String PLUGIN_JAR = "MicroExpression_.jar";

	/** What starts ImageJ, and what only tests and compilers use: none of it belongs in {@code jars/}. */
	private static final List<String> NOT_IN_JARS = List.of("ij-", "ij1-patcher-", "javassist-", "classgraph-",
		"bioformats_package-", "junit-", "opentest4j-", "apiguardian-", "groovy-", "jython-");

	private static final List<String> LAUNCH = List.of("ij-", "ij1-patcher-", "javassist-");

	private ImageJApp() {
		// Static methods only.
	}

	/**
	 * @param args the folder to lay out, the folder of compiled classes, the file that holds the class path
	 * @throws IOException if the folder cannot be written
	 */
	public static void main(final String... args) throws IOException {
		prepare(Path.of(args[0]), Path.of(args[1]), Files.readString(Path.of(args[2])).trim());
	}

	/**
	 * Lays out the folder; what is there already and right is left as it is.
	 *
	 * @param app       the folder
	 * @param classes   our compiled classes
	 * @param classpath the jars that we are compiled and tested with, separated as in a class path
	 * @throws IOException if the folder cannot be written
	 */
	public static void prepare(final Path app, final Path classes, final String classpath) throws IOException {
		final Path plugins = Files.createDirectories(app.resolve("plugins"));
		final Map<String, Path> jars = new TreeMap<>();
		final List<String> launch = new ArrayList<>();
		for (final String entry : classpath.split(File.pathSeparator)) {
			final Path jar = Path.of(entry);
			final String name = jar.getFileName().toString();
			if (LAUNCH.stream().anyMatch(name::startsWith)) launch.add(jar.toAbsolutePath().toString());
			if (name.endsWith(".jar") && NOT_IN_JARS.stream().noneMatch(name::startsWith)) jars.put(name, jar);
			if (name.startsWith("bioformats_package-")) link(plugins.resolve("bioformats_package.jar"), jar);
		}
		linkAll(Files.createDirectories(app.resolve("jars")), jars);
		writeJar(plugins.resolve(PLUGIN_JAR), classes);

		final Path project = classes.toAbsolutePath().getParent().getParent();
		for (final String folder : List.of("macros", "models"))
			if (Files.isDirectory(project.resolve(folder))) link(app.resolve(folder), project.resolve(folder));
		launch.add(classes.toAbsolutePath().resolveSibling("test-classes").toString());
		Files.writeString(app.resolve("launch.classpath"), String.join(File.pathSeparator, launch));
	}

	private static void linkAll(final Path folder, final Map<String, Path> jars) throws IOException {
		try (Stream<Path> present = Files.list(folder)) {
			for (final Path old : present.toList())
				if (!jars.containsKey(old.getFileName().toString())) Files.delete(old);
		}
		for (final Map.Entry<String, Path> jar : jars.entrySet())
			link(folder.resolve(jar.getKey()), jar.getValue());
	}

	private static void link(final Path link, final Path target) throws IOException {
		final Path absolute = target.toAbsolutePath().normalize();
		if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(absolute)) return;
		Files.deleteIfExists(link);
		Files.createSymbolicLink(link, absolute);
	}

	/** Written anew each time, uncompressed, and moved into place whole: an ImageJ that is running keeps the old one. */
	private static void writeJar(final Path jar, final Path classes) throws IOException {
		final Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		final Path written = jar.resolveSibling(jar.getFileName() + ".part");
		try (OutputStream file = Files.newOutputStream(written);
				JarOutputStream out = new JarOutputStream(file, manifest);
				Stream<Path> all = Files.walk(classes))
		{
			out.setLevel(0);
			for (final Path path : all.filter(Files::isRegularFile).sorted().toList()) {
				out.putNextEntry(new ZipEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
				Files.copy(path, out);
				out.closeEntry();
			}
		}
		Files.move(written, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
	}
}
