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

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.microexpression.command.launch.ImageJApp;
import org.microexpression.model.ModelStore;

/** Starts the real ImageJ 1.54p with our plugin in a process of its own, laid out as a user would install it. */
final class RealImageJ {

	private static final long LIMIT_SECONDS = 300;

	enum Mode {

			HEADLESS, WINDOW;

		/** @return whether this machine can do it */
		boolean available() {
			return this == HEADLESS || !GraphicsEnvironment.isHeadless();
		}
	}

	/** What a process left behind: all that it printed, standard output and errors together, and its exit status. */
	record Ended(int status, String output) {
	}

	private final Path app;

	RealImageJ() throws IOException {
		this("test-ImageJ.app");
	}

	/** @param name of the folder in {@code target} that it is laid out in */
	RealImageJ(final String name) throws IOException {
		final Path target = Path.of("target").toAbsolutePath();
		// The tests may run in two processes at a time.
		app = target.resolve(name + "-" + System.getProperty("test.process", "1"));
		ImageJApp.prepare(app, target.resolve("classes"), System.getProperty("java.class.path"));
		// A file of settings in ImageJ's own folder is used in place of the one in the user's home.
		Files.writeString(app.resolve("IJ_Prefs.txt"), "");
	}

	/** @return the folder of its plugins */
	Path plugins() {
		return app.resolve("plugins");
	}

	/**
	 * @param mode with or without a window
	 * @param main the class to start in ImageJ's process, of those in {@code launch}
	 * @param args its arguments
	 * @return what it left behind
	 */
	Ended start(final Mode mode, final Class<?> main, final String... args) throws IOException, InterruptedException {
		return start(mode, List.of(), main, args);
	}

	/**
	 * @param mode    with or without a window
	 * @param options of Java, in place of the usual ones
	 * @param main    the class to start in ImageJ's process, of those in {@code launch}
	 * @param args    its arguments
	 * @return what it left behind
	 */
	Ended start(final Mode mode, final List<String> options, final Class<?> main, final String... args)
		throws IOException, InterruptedException
	{
		return start(mode, mode == Mode.HEADLESS, options, main, args);
	}

	/**
	 * As in Fiji, whose class path holds the plugins too.
	 *
	 * @param mode with or without a window
	 * @param main the class to start in ImageJ's process, of those in {@code launch}
	 * @param args its arguments
	 * @return what it left behind
	 */
	Ended startOnOneClassPath(final Mode mode, final Class<?> main, final String... args) throws IOException,
		InterruptedException
	{
		return start(mode, true, List.of(), main, args);
	}

	private Ended start(final Mode mode, final boolean oneClassPath, final List<String> options, final Class<?> main,
		final String... args) throws IOException, InterruptedException
	{
		String classpath = Files.readString(app.resolve("launch.classpath"));
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
			.toString(), "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Xmx2g", "-Dplugins.dir=" + app,
			"-Djava.util.prefs.userRoot=" + app));
		final String models = System.getProperty(ModelStore.PROPERTY);
		if (models != null) command.add("-D" + ModelStore.PROPERTY + "=" + models);
		command.addAll(options);
		if (mode == Mode.HEADLESS) command.add("-Djava.awt.headless=true");
		if (oneClassPath) {
			classpath += File.pathSeparator + app.resolve("plugins/*") + File.pathSeparator + app.resolve("jars/*");
		}
		command.addAll(List.of("-cp", classpath, main.getName()));
		command.addAll(List.of(args));
		final Path output = Files.createTempFile(app, "output", ".txt");
		final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output
			.toFile());
		builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
		final Process process = builder.start();
		try {
			if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("ImageJ did not end within " +
				LIMIT_SECONDS + " s; it printed: " + Files.readString(output));
			return new Ended(process.exitValue(), Files.readString(output));
		}
		finally {
			process.destroyForcibly();
			Files.delete(output);
		}
	}
}
