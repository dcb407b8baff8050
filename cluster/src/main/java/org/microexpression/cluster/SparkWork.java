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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.microexpression.base.InputException;
import org.microexpression.cli.MicroExpression;

/**
 * Does the commands of {@code micro-expression} that can be divided, their pieces dealt out by Spark, and gathers what
 * they give: the same files as from one process. Pieces that are finished, by whomever, are not done again, so a run
 * whose driver was killed is started once more.
 */
public final class SparkWork {

	/** Option with a file of command lines, a setting of a sweep each. */
	static final String SWEEP = "--sweep=";

	private final JavaSparkContext spark;

	/** @param spark deals out the pieces */
	SparkWork(final JavaSparkContext spark) {
		this.spark = spark;
	}

	/**
	 * Exit status: 0 done; 1 not done, with the reason on the standard error stream. Where Spark runs is told by its own
	 * properties, such as {@code spark.master}; by default, on all processors of this machine.
	 *
	 * @param arguments the command's name and its keys, or {@code --sweep=FILE} with a line for each of many commands
	 */
	public static void main(final String... arguments) {
		System.setProperty("java.awt.headless", "true");
		final SparkConf settings = new SparkConf().setIfMissing("spark.master", "local[*]").setIfMissing("spark.app.name",
			"micro-expression").setIfMissing("spark.ui.showConsoleProgress", "true");
		int status = 0;
		try {
			final List<List<String>> commands = commands(List.of(arguments));
			try (JavaSparkContext context = new JavaSparkContext(settings)) {
				new SparkWork(context).run(commands);
			}
		}
		catch (final InputException e) {
			System.err.println(e.getMessage());
			status = 1;
		}
		System.exit(status);
	}

	/**
	 * @param arguments those of {@link #main}
	 * @return the commands, with whole paths
	 * @throws InputException if one of them is none whose work can be divided
	 */
	static List<List<String>> commands(final List<String> arguments) {
		if (arguments.isEmpty()) throw new InputException(
			"There is no command; give recognize-folder or loso and its keys, " + "or " + SWEEP + "FILE.");
		final List<List<String>> commands = new ArrayList<>();
		for (final List<String> given : arguments.get(0).startsWith(SWEEP) ? sweep(arguments) : List.of(arguments))
			// Of a class that Spark can send.
			commands.add(new ArrayList<>(MicroExpression.wholePaths(given)));
		return commands;
	}

	/** What stands behind the file's name is the same in all of its lines. */
	private static List<List<String>> sweep(final List<String> arguments) {
		final Path file = Path.of(arguments.get(0).substring(SWEEP.length()));
		final List<List<String>> commands = new ArrayList<>();
		try {
			for (final String line : Files.readAllLines(file)) {
				if (line.isBlank() || line.startsWith("#")) continue;
				final List<String> command = new ArrayList<>(Arrays.asList(line.strip().split("\\s+(?=--)")));
				command.addAll(arguments.subList(1, arguments.size()));
				commands.add(command);
			}
		}
		catch (final IOException e) {
			throw new InputException("The file of commands '" + file + "' cannot be read (" + e +
				"); give a text file with a command and its keys a line.", e);
		}
		if (commands.isEmpty()) throw new InputException("The file of commands '" + file +
			"' has none; give a text file with a command and its keys a line.");
		return commands;
	}

	/**
	 * @param commands command lines, with whole paths
	 * @throws InputException if one of them cannot be done; one sentence
	 */
	void run(final List<List<String>> commands) {
		try {
			final List<List<String>> asked = repeated(commands);
			// What is made from other pieces is dealt out when those are there.
			for (List<Piece> pieces = missing(asked); !pieces.isEmpty(); pieces = missing(asked))
				spark.parallelize(pieces, pieces.size()).foreach(SparkWork::work);
		}
		// Spark's own exception is a checked one, which Scala throws without saying so.
		catch (final Exception e) {
			throw told(e);
		}
		finally {
			Residents.here().closeFree();
		}
		commands.forEach(SparkWork::collect);
	}

	/**
	 * What is missing is known when all clips are prepared, which the workers do together: few commands are opened in
	 * several of them.
	 */
	private List<List<String>> repeated(final List<List<String>> commands) {
		final List<List<String>> repeated = new ArrayList<>(commands);
		while (repeated.size() + commands.size() <= spark.defaultParallelism())
			repeated.addAll(commands);
		return repeated;
	}

	/** Asked several times, a command tells the same pieces. */
	private List<Piece> missing(final List<List<String>> commands) {
		final Set<Piece> pieces = new LinkedHashSet<>();
		final int workers = spark.defaultParallelism();
		for (final Piece[] some : spark.parallelize(commands, commands.size()).map(command -> missing(command, workers))
			.collect())
			pieces.addAll(Arrays.asList(some));
		return List.copyOf(pieces);
	}

	/** In a worker's process, which keeps the command ready for the pieces. */
	private static Piece[] missing(final List<String> command, final int workers) {
		final List<List<Integer>> runs = Residents.here().with(command, resident -> resident.missing(workers));
		return runs.stream().map(run -> new Piece(command, run)).toArray(Piece[]::new);
	}

	/** In a worker's process. One that was killed has written all of a piece or nothing; the piece is dealt out again. */
	private static void work(final Piece piece) {
		final TaskContext task = TaskContext.get();
		Residents.here().with(piece.command(), resident -> {
			resident.work(piece.numbers(), task::isInterrupted);
			return true;
		});
	}

	private static void collect(final List<String> command) {
		final List<String> collecting = new ArrayList<>(command);
		collecting.add("--collect");
		final ByteArrayOutputStream failure = new ByteArrayOutputStream();
		try (PrintStream err = new PrintStream(failure, true, StandardCharsets.UTF_8)) {
			if (MicroExpression.run(System.out, err, collecting.toArray(String[]::new)) != 0) throw new InputException(failure
				.toString(StandardCharsets.UTF_8).strip());
		}
	}

	/** Spark wraps what a piece says in what it thinks of it. */
	private static RuntimeException told(final Exception e) {
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (cause instanceof InputException told) return told;
			if (cause instanceof SparkException && cause.getMessage() != null && cause.getMessage().contains(
				InputException.class.getName())) return new InputException(sentence(cause.getMessage()), e);
			if (cause instanceof CancellationException) return new InputException("The work was stopped.", e);
		}
		return e instanceof final RuntimeException unknown ? unknown : new IllegalStateException(e);
	}

	/** From another machine an exception comes as text, its stack behind it. */
	private static String sentence(final String text) {
		final String begin = InputException.class.getName() + ": ";
		final String told = text.substring(text.indexOf(begin) + begin.length());
		return told.lines().takeWhile(line -> !line.strip().startsWith("at ")).reduce((a, b) -> a + " " + b).orElse(told);
	}
}
