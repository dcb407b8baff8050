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

package org.microexpression.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.Progress;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Parameters;

/**
 * The one loop that trains the displacement module, the fusion, both together, and the folds of an evaluation: steps on
 * batches that are made ahead, looks at validation examples, checkpoints, and one answer to a cancel.
 * <p>
 * A cancel ends the training after the step in work, keeps its state where there is a checkpoint, and gives a result
 * that is not {@linkplain TrainingResult#complete() complete}. What training began with is no result: a cancel before
 * the first step has ended is a {@link CancellationException}, and so is one where a long step is still at work and
 * nothing has been validated before.
 * </p>
 */
public final class TrainingLoop {

	/** How long a cancel waits for the step in work, so that it is not lost. */
	private static final long LAST_STEP_MILLIS = 400;

	/**
	 * What a training does.
	 *
	 * @param stage     what progress calls it
	 * @param until     number of steps after which this loop ends
	 * @param all       number of steps that progress shows as the whole
	 * @param rate      learning rate of a step, counted from 0
	 * @param batches   inputs of the network for a step, counted from 0; asked on another thread, in order
	 * @param keepEvery steps between two checkpoints; one is written at the end too
	 */
	public record Course(String stage, long until, long all, LongToDoubleFunction rate,
			LongFunction<Map<String, FloatTensor>> batches, long keepEvery) {
	}

	/** Looks at examples that nothing is trained on. */
	@FunctionalInterface
	public interface Validation {

		/**
		 * @param parameters the running average of the parameters
		 * @param progress   progress and cancellation
		 * @return what it sees
		 * @throws CancellationException if the user cancels
		 */
		Look look(Parameters parameters, Progress progress);

		/**
		 * What a look at validation examples shows.
		 *
		 * @param loss  their loss
		 * @param right share of them whose class is recognized, 0..1; NaN where none has a class
		 */
		record Look(double loss, double right) {
		}
	}

	/**
	 * When validation examples are looked at, and what follows from it.
	 *
	 * @param validation looks at them
	 * @param every      steps between two looks; there is one at the end too
	 * @param chooses    whether the weights of the smallest loss are the result of a complete training too, instead of
	 *                   the last ones
	 */
	private record Looks(Validation validation, long every, boolean chooses) {
	}

	private final Course course;
	private final Resume resume;
	private final Progress progress;
	private final TrainingListener listener;
	private final Optional<Looks> looks;
	private final Map<String, Double> figures = new LinkedHashMap<>();
	private Optional<Checkpoint.Best> best = Optional.empty();

	/**
	 * @param course   what it does
	 * @param resume   its state on disk
	 * @param progress progress and cancellation; asked whether to stop
	 * @param listener hears of losses
	 */
	public TrainingLoop(final Course course, final Resume resume, final Progress progress,
		final TrainingListener listener)
	{
		this(course, resume, progress, listener, Optional.empty());
	}

	private TrainingLoop(final Course course, final Resume resume, final Progress progress,
		final TrainingListener listener, final Optional<Looks> looks)
	{
		this.course = course;
		this.resume = resume;
		this.progress = progress;
		this.listener = listener;
		this.looks = looks;
	}

	/**
	 * @param validation looks at the validation examples; the training is one of a single network
	 * @param every      steps between two looks
	 * @param chooses    whether the weights of the smallest loss are the result of a complete training too
	 * @return the same with validation
	 */
	public TrainingLoop validatedBy(final Validation validation, final long every, final boolean chooses) {
		return new TrainingLoop(course, resume, progress, listener, Optional.of(new Looks(validation, every, chooses)));
	}

	/**
	 * Trains from where a training is, or from where its checkpoint says that it was.
	 *
	 * @param aside the training at its beginning, on its thread
	 * @return what it ended with
	 * @throws TrainingDivergedException if a loss is not a number; the last good state is kept
	 * @throws CancellationException     if it is cancelled before it has done anything, or the thread is interrupted
	 * @throws org.microexpression.base.InputException if the checkpoint is of another training or cannot be used
	 */
	public TrainingResult run(final CancellableWork<Trainer> aside) {
		return run(aside, resume.read());
	}

	/**
	 * As {@link #run(CancellableWork)}, where the checkpoint has been read before.
	 *
	 * @param aside the training at its beginning, on its thread
	 * @param from  the checkpoint
	 * @return what it ended with
	 */
	public TrainingResult run(final CancellableWork<Trainer> aside, final Optional<Checkpoint> from) {
		final Trainer trainer = aside.get();
		from.ifPresent(checkpoint -> trainer.restore(checkpoint.state()));
		best = from.flatMap(Checkpoint::best);
		from.ifPresent(checkpoint -> figures.putAll(checkpoint.figures()));
		try (BatchQueue<Map<String, FloatTensor>> batches = new BatchQueue<>(trainer.step(), course.until,
			course.batches))
		{
			while (trainer.step() < course.until) {
				progress.checkCanceled();
				final Map<String, FloatTensor> inputs = batches.next(progress);
				after(trainer, aside.call(progress, t -> t.step(inputs, course.rate.applyAsDouble(t.step()))));
			}
		}
		catch (final TrainingDivergedException e) {
			keep(trainer);
			throw e;
		}
		catch (final CancellationException e) {
			return stopped(aside, e);
		}
		final boolean chosen = looks.isPresent() && looks.get().chooses && best.isPresent();
		return result(trainer, true, chosen);
	}

	private void after(final Trainer trainer, final Map<String, FloatTensor> outputs) {
		final long step = trainer.step();
		final Map<String, Double> losses = losses(outputs);
		listener.step(step, losses);
		progress.report(String.format(Locale.ROOT, "%s, loss %.3f", course.stage, losses.get("loss")), step, course.all);
		final boolean last = step == course.until;
		if (looks.isPresent() && (last || step % looks.get().every == 0)) {
			losses.forEach(figures::put);
			validate(trainer);
		}
		if (last || step % course.keepEvery == 0) keep(trainer);
	}

	private void validate(final Trainer trainer) {
		final Parameters now = trainer.averaged(0);
		final Validation.Look look = looks.orElseThrow().validation.look(now, progress);
		final boolean better = best.isEmpty() || look.loss() < best.get().loss();
		if (better) best = Optional.of(new Checkpoint.Best(trainer.step(), look.loss(), now.values()));
		figures.put("validation loss", look.loss());
		figures.put("validation accuracy", look.right());
		listener.validated(trainer.step(), look.loss(), look.right(), better);
	}

	private TrainingResult stopped(final CancellableWork<Trainer> aside, final CancellationException reason) {
		final Trainer trainer = aside.get();
		// What a long step is still at is lost: nobody waits for it.
		final boolean idle = trainer.step() > 0 && aside.idle(LAST_STEP_MILLIS);
		if (idle) keep(trainer);
		if (!progress.isCanceled() || !idle && best.isEmpty()) throw reason;
		return result(trainer, false, best.isPresent());
	}

	private TrainingResult result(final Trainer trainer, final boolean complete, final boolean chosen) {
		final Map<String, Object> all = new LinkedHashMap<>(figures);
		if (chosen) {
			all.put("weights of step", best.get().step());
			all.put("validation loss of these weights", best.get().loss());
		}
		final List<Parameters> parameters = chosen ? List.of(new Parameters(trainer.layout(), best.get().values()))
			: IntStream.range(0, trainer.folds()).mapToObj(trainer::averaged).toList();
		return new TrainingResult(parameters, trainer.step(), complete, trainer.device(), all);
	}

	private void keep(final Trainer trainer) {
		if (trainer.step() > 0) resume.keep(trainer.state(), best, figures);
	}

	/** The loss, as a mean over networks trained side by side, and the other outputs of a single value. */
	private static Map<String, Double> losses(final Map<String, FloatTensor> outputs) {
		final Map<String, Double> losses = new LinkedHashMap<>();
		outputs.forEach((name, tensor) -> {
			if (tensor.data().length == 1) losses.put(name, (double) tensor.data()[0]);
			else if (name.equals("loss")) losses.put(name, IntStream.range(0, tensor.data().length).mapToDouble(i -> tensor
				.data()[i]).average().orElseThrow());
		});
		return losses;
	}
}
