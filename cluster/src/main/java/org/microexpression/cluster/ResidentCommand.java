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
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.SharedWork;
import org.microexpression.cli.MicroExpression;

/**
 * A command that has been started and waits for the numbers of pieces that it is to do, with its clips listed, its
 * fields computed and its networks loaded. All of its work is done on a thread of its own, as pipelines want it.
 */
final class ResidentCommand implements AutoCloseable {

	/** What is asked of the pieces; the end where there is none. */
	private record Question(Function<SharedWork.Pieces, Object> asks, CompletableFuture<Object> answer) {
	}

	private static final Question END = new Question(null, null);

	private final List<String> command;
	private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
	private final CompletableFuture<Void> opened = new CompletableFuture<>();
	private final Thread thread;

	/** @param command the command line */
	ResidentCommand(final List<String> command) {
		this.command = List.copyOf(command);
		thread = new Thread(this::run, "resident " + command.get(0));
		thread.setDaemon(true);
		thread.start();
	}

	List<String> command() {
		return command;
	}

	private void run() {
		final ByteArrayOutputStream failure = new ByteArrayOutputStream();
		try (PrintStream err = new PrintStream(failure, true, StandardCharsets.UTF_8)) {
			MicroExpression.run(System.err, err, this::answer, command.toArray(String[]::new));
			// Without effect where it had begun.
			opened.completeExceptionally(new InputException(failure.toString(StandardCharsets.UTF_8).strip()));
		}
		catch (final RuntimeException | Error e) {
			opened.completeExceptionally(e);
		}
	}

	/** Is the command's worker. */
	private int answer(final SharedWork.Pieces pieces, final Path claims, final Progress progress) {
		opened.complete(null);
		try {
			for (Question next = questions.take(); next != END; next = questions.take())
				answer(pieces, next);
		}
		catch (final InterruptedException e) {
			// Nobody interrupts this thread; it ends all the same.
		}
		// Whoever deals out the pieces knows what is left, so the command has nothing more to say.
		throw new CancellationException("The pieces were all dealt out.");
	}

	private static void answer(final SharedWork.Pieces pieces, final Question question) {
		try {
			question.answer.complete(question.asks.apply(pieces));
		}
		catch (final RuntimeException | Error e) {
			question.answer.completeExceptionally(e);
		}
	}

	private Object ask(final Function<SharedWork.Pieces, Object> asks) {
		final Question question = new Question(asks, new CompletableFuture<>());
		try {
			opened.join();
			questions.add(question);
			return question.answer.join();
		}
		catch (final CompletionException e) {
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			if (e.getCause() instanceof Error cause) throw cause;
			throw e;
		}
	}

	/**
	 * @param workers how many workers there are
	 * @return the numbers of the pieces that are not done and can be, those together that one worker had better do; pieces
	 *         that are made from others come when these are there
	 * @throws InputException if the command cannot do its work; one sentence
	 */
	List<List<Integer>> missing(final int workers) {
		final List<List<Integer>> missing = new ArrayList<>();
		ask(pieces -> {
			for (final List<Integer> run : pieces.runs(workers)) {
				final List<Integer> left = run.stream().filter(piece -> !pieces.isDone(piece) && pieces.isReady(piece))
					.toList();
				if (!left.isEmpty()) missing.add(new ArrayList<>(left));
			}
			return true;
		});
		return missing;
	}

	/**
	 * Does those pieces that are not done.
	 *
	 * @param run     0-based
	 * @param stopped whether it is to stop
	 * @throws InputException        if one cannot be done; one sentence
	 * @throws CancellationException if it was stopped
	 */
	void work(final List<Integer> run, final BooleanSupplier stopped) {
		ask(pieces -> {
			for (final int piece : run)
				if (!pieces.isDone(piece)) pieces.work(piece, Progress.none().stoppingWhen(stopped));
			return true;
		});
	}

	@Override
	public void close() {
		questions.add(END);
		try {
			thread.join();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
