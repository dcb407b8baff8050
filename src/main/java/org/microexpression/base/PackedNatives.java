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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.bytedeco.javacpp.Loader;

/**
 * Native libraries that travel packed. An update site would carry them four times as large, so it carries a zip file
 * for each platform, which is unpacked once, at the first use, into a folder of the user's home. The first entry,
 * {@value #LIST}, has a line for each library: its SHA-256, its length in bytes, its name. What does not agree with it
 * is not used. That guards against damage; who made the file is for the update site's https to say.
 */
public final class PackedNatives {

	/** Name of the entry that lists the others. */
	public static final String LIST = "sha256sums.txt";

	/** Enough for the largest list, small enough for a hostile one. */
	private static final int LONGEST_LIST = 1 << 16;

	private static final int KEY_DIGITS = 16;

	private record Library(String sha256, long bytes, String name) {
	}

	/** Name of the zip file in the folder {@code lib/<platform>}. */
	private static final String NAME = "microexpression-natives.zip";

	private PackedNatives() {
		// Static methods only.
	}

	/**
	 * Lets JavaCPP, through which TensorFlow and FFmpeg are loaded, find the libraries that an update site has installed.
	 * To be called before JavaCPP loads anything, for it looks up its folders once. Does nothing where a build or
	 * an installation has them elsewhere.
	 *
	 * @throws InputException if they are installed and cannot be unpacked
	 */
	public static void use() {
		installed().ifPresent(zip -> {
			try {
				final String folder = unpack(zip, Loader.getCacheDir().toPath()).toString();
				System.setProperty("org.bytedeco.javacpp.platform.linkpath", folder);
				System.setProperty("org.bytedeco.javacpp.platform.preloadpath", folder);
			}
			catch (final IOException e) {
				throw new InputException("There is no folder for unpacked native libraries (" + Reasons.of(e) +
					"); make your home folder writable.", e);
			}
		});
	}

	/**
	 * @return the zip file in the folder {@code lib/<platform>} of the Fiji or ImageJ that this class's jar is installed
	 *         in; platforms are named as Fiji's updater names them. Empty where there is none
	 */
	private static Optional<Path> installed() {
		final CodeSource source = PackedNatives.class.getProtectionDomain().getCodeSource();
		if (source == null || source.getLocation() == null || !"file".equals(source.getLocation().getProtocol()))
			return Optional.empty();
		try {
			for (Path p = Path.of(source.getLocation().toURI()); p != null; p = p.getParent()) {
				final Path file = p.resolve("lib").resolve(platform()).resolve(NAME);
				if (Files.isRegularFile(file)) return Optional.of(file);
			}
			return Optional.empty();
		}
		catch (final URISyntaxException e) {
			return Optional.empty();
		}
	}

	private static String platform() {
		final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		final boolean arm = System.getProperty("os.arch").matches("aarch64|arm64");
		if (os.contains("win")) return "win64";
		if (os.contains("mac")) return arm ? "macos-arm64" : "macos64";
		return arm ? "linux-arm64" : "linux64";
	}

	/**
	 * @param zip   the packed libraries
	 * @param cache a folder for unpacked ones, made if it is not there; a folder in it stays for the next start
	 * @return the folder with the libraries, each as the list says
	 * @throws InputException if the zip file is damaged or the folder cannot be written
	 */
	public static Path unpack(final Path zip, final Path cache) {
		try (ZipFile file = new ZipFile(zip.toFile())) {
			final byte[] list = list(file, zip);
			final List<Library> libraries = libraries(list, zip);
			final Path folder = cache.resolve(zip.getFileName().toString().replaceFirst("\\.zip$", "") + "-" + Sha256.of(list)
				.substring(0, KEY_DIGITS));
			Files.createDirectories(cache);
			// Another program that starts now may be unpacking them.
			try (WriteLock lock = WriteLock.of(folder.resolveSibling(folder.getFileName() + ".unpacked"))) {
				if (!isWhole(folder, libraries)) AtomicFolder.write(folder, aside -> {
					for (final Library library : libraries)
						unpack(file, zip, library, aside);
				});
			}
			return folder;
		}
		catch (final IOException | UncheckedIOException e) {
			throw new InputException("The native libraries in '" + zip + "' cannot be unpacked into '" + cache + "' (" +
				Reasons.of(e) + "); make room there, or update Fiji with this plugin's update site again.", e);
		}
	}

	private static byte[] list(final ZipFile file, final Path zip) throws IOException {
		final ZipEntry entry = file.getEntry(LIST);
		if (entry == null) throw damaged(zip, "it has no " + LIST);
		try (InputStream in = file.getInputStream(entry)) {
			final byte[] list = in.readNBytes(LONGEST_LIST + 1);
			if (list.length > LONGEST_LIST) throw damaged(zip, LIST + " is too long");
			return list;
		}
	}

	private static List<Library> libraries(final byte[] list, final Path zip) {
		final List<Library> libraries = new ArrayList<>();
		for (final String line : new String(list, StandardCharsets.UTF_8).split("\n")) {
			// A name without separators cannot lead out of the folder.
			if (!line.matches("[0-9a-f]{64} [0-9]{1,15} [A-Za-z0-9_+][A-Za-z0-9._+-]*")) throw damaged(zip, "the line '" +
				line + "' of " + LIST + " has no checksum, length and name");
			final String[] parts = line.split(" ");
			libraries.add(new Library(parts[0], Long.parseLong(parts[1]), parts[2]));
		}
		return libraries;
	}

	private static boolean isWhole(final Path folder, final List<Library> libraries) throws IOException {
		for (final Library library : libraries) {
			final Path file = folder.resolve(library.name());
			if (!Files.isRegularFile(file) || Files.size(file) != library.bytes()) return false;
		}
		return true;
	}

	private static void unpack(final ZipFile file, final Path zip, final Library library, final Path folder)
		throws IOException
	{
		final ZipEntry entry = file.getEntry(library.name());
		if (entry == null) throw damaged(zip, library.name() + " is not in it");
		final Sha256 sum = new Sha256();
		long left = library.bytes();
		try (InputStream in = file.getInputStream(entry);
				OutputStream out = Files.newOutputStream(folder.resolve(library.name())))
		{
			final byte[] buffer = new byte[1 << 20];
			for (int n = in.read(buffer); n > 0 && left >= 0; n = in.read(buffer)) {
				left -= n;
				sum.add(buffer, n);
				out.write(buffer, 0, n);
			}
		}
		if (left != 0 || !sum.hex().equals(library.sha256())) throw damaged(zip, library.name() +
			" is not what was packed");
	}

	private static InputException damaged(final Path zip, final String how) {
		return new InputException("The native libraries in '" + zip + "' are damaged: " + how +
			"; delete that file and update Fiji with this plugin's update site again.");
	}
}
