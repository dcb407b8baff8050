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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.training.TrainingDivergedException;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.task.TaskService;

/** Whatever goes wrong in a command ends it with one sentence. */
class CommandFailureTest {

	/** Not in SciJava's index: no menu and no list of ours is to have it. */
	public static class Failing extends ExpressionCommand {

		private Throwable failure;

		@Override
		protected void execute(final Progress progress) {
			if (failure instanceof Error error) throw error;
			throw (RuntimeException) failure;
		}
	}

	private static String reason(final Throwable failure) {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			context.service(LogService.class).setLevel(LogLevel.NONE);
			final Failing command = new Failing();
			context.inject(command);
			command.failure = failure;
			command.run();
			assertTrue(command.isCanceled());
			return command.getCancelReason();
		}
	}

	@Test
	void everyFailureIsASentence() {
		assertEquals("Give a file.", reason(new InputException("Give a file.")));
		assertEquals("The training diverged: the loss of batch 3 is no finite number (fold 0); lower the learning rate " +
			"('rate', in a file of settings 'learningRate'), or look at that batch's clips.", reason(
				new TrainingDivergedException(3, 0)));
		assertEquals("Failing was stopped by the user.", reason(new CancellationException()));
		for (final Throwable failure : List.of(new StackOverflowError(), new OutOfMemoryError("Java heap space"),
			new IllegalStateException("java.lang.String"), new NoClassDefFoundError("a/b/C"), new AssertionError("x"),
			new InternalError("a fault occurred in an unsafe memory access operation")))
		{
			final String sentence = reason(failure);
			assertTrue(sentence.contains("Fail") && sentence.endsWith("."), sentence);
			assertFalse(sentence.contains("java.") || sentence.contains("Error") || sentence.contains("Exception"), sentence);
		}
	}

	/** ImageJ does so to a macro that has not ended two seconds after Esc. */
	@Test
	void aStoppedThreadIsNoFailure() {
		assertEquals("Failing was stopped by the user.", reason(new ThreadDeath()));
	}

	/** Not in SciJava's index either. */
	public static class Asking extends ExpressionCommand {

		@Parameter
		private String word = "";

		@Parameter
		private double number;

		@Override
		protected void execute(final Progress progress) {
			throw new InputException("It was run.");
		}
	}

	@Test
	void aScriptsNullOrNotANumberIsTold() {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			for (final Object[] values : new Object[][] { { null, 1.0, "'word' has no value; give a text" }, { "", Double.NaN,
				"'number' is NaN" }, { "", Double.POSITIVE_INFINITY, "'number' is Infinity" }, { "", 1.0, "It was run." } })
			{
				final Asking command = new Asking();
				context.inject(command);
				command.word = (String) values[0];
				command.number = (double) values[1];
				command.run();
				assertTrue(command.getCancelReason().contains((String) values[2]), command.getCancelReason());
			}
		}
	}

	/** Not in SciJava's index either. */
	public static class Bounded extends ExpressionCommand {

		@Parameter(min = "1", max = "512")
		private Integer batch = 2;

		@Parameter(min = "0")
		private Double weight = 1.0;

		@Parameter(min = "0", attrs = @Attr(name = FRAME))
		private int frame = CURRENT;

		@Override
		protected void execute(final Progress progress) {
			throw new InputException("It was run.");
		}
	}

	@Test
	void aScriptsNumberBeyondItsBoundsIsToldByName() {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			for (final Object[] values : new Object[][] { { 0, 1.0,
				"The parameter 'batch' is 0; give a number of at least 1." }, { 513, 1.0,
					"The parameter 'batch' is 513; give a number of at most 512." }, { null, 1.0,
						"The parameter 'batch' has no value; give a number, or leave it out." }, { 2, -1.0,
							"The parameter 'weight' is -1.0; give a number of at least 0." }, { 2, Double.NEGATIVE_INFINITY,
								"The parameter 'weight' is -Infinity; give a number." }, { 512, 0.0, "It was run." } })
			{
				final Bounded command = new Bounded();
				context.inject(command);
				command.batch = (Integer) values[0];
				command.weight = (Double) values[1];
				command.run();
				assertEquals(values[2], command.getCancelReason());
			}
		}
	}
}
