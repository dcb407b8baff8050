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

package org.microexpression.evaluation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.SharedWork;
import org.microexpression.base.TimeLeft;

/**
 * Runs a {@link LosoPlan}: every part with every seed, each written to the output folder as it ends. A run that was
 * canceled, killed or hit by a power cut is resumed by running the same plan on the same folder: finished parts are
 * read, the others trained, and the tables come out byte for byte as from an unbroken run, provided that the trainer
 * gives the same for the same folds and seed.
 * <p>
 * Several processes do it together by {@link #share}; then {@link #collect} writes the tables.
 * </p>
 */
public final class LosoRunner {

	/** Steps reported for each fold of each seed. */
	private static final int STEPS = 1000;

	/** Where workers that share a run tell each other what they are at. */
	static final String CLAIMS = "claims";

	/** Where they keep what they have prepared together, such as the registered frames of clips. */
	public static final String PREPARED = "prepared";

	private final LosoPlan plan;
	private final RunDescription description;
	private final Path folder;

	/**
	 * @param plan        what to do
	 * @param description what it is done with
	 * @param folder      output folder, made where absent
	 */
	public LosoRunner(final LosoPlan plan, final RunDescription description, final Path folder) {
		this.plan = plan;
		this.description = description;
		this.folder = folder;
	}

	/**
	 * Runs or resumes, and writes the tables of {@link LosoReport} at the end.
	 *
	 * @param trainer  trains and predicts; called once for each part and seed that is not finished
	 * @param progress progress and cancellation
	 * @param watcher  given the results so far at the start of a resumed run and after each part
	 * @return all predictions
	 * @throws InputException        if the folder cannot be used, is in use, or holds another run
	 * @throws CancellationException if the user asked to stop; finished parts are kept
	 */
	public LosoResult run(final FoldTrainer trainer, final Progress progress, final Consumer<LosoResult> watcher) {
		try (OutputFolder output = OutputFolder.open(folder, plan, description)) {
			final List<PartResult> finished = readFinished(output);
			if (!finished.isEmpty()) watcher.accept(new LosoResult(plan, finished));
			train(output, trainer, finished, progress, watcher);
			final LosoResult result = new LosoResult(plan, finished);
			new LosoReport(result).write(folder, description);
			output.removeShared();
			return result;
		}
	}

	/**
	 * Does parts of the run, together with other processes that are given the same plan and folder; each part is a piece
	 * of work of its own. Writes no tables.
	 *
	 * @param worker   does the parts, in the order of a whole run
	 * @param trainer  trains and predicts; called once for each part and seed that this worker does
	 * @param progress progress and cancellation
	 * @return all predictions that are there when nothing is left to do, of other workers too; incomplete where others
	 *         are still at work
	 * @throws InputException        if the folder cannot be used, is in use by a whole run, or holds another run
	 * @throws CancellationException if the user asked to stop; finished parts are kept
	 */
	public LosoResult share(final PieceWorker worker, final FoldTrainer trainer, final Progress progress) {
		try (OutputFolder output = OutputFolder.share(folder, plan, description)) {
			worker.work(new Parts(output, trainer), folder.resolve(CLAIMS), progress);
			final LosoResult result = new LosoResult(plan, readFinished(output));
			// Started once more after it was gathered: nobody will gather it again.
			if (result.isComplete() && Files.exists(folder.resolve(LosoReport.RUN_FILE))) output.removeShared();
			return result;
		}
	}

	/** Every part with every seed, in the order of a whole run. */
	private final class Parts implements SharedWork.Pieces {

		private final OutputFolder output;
		private final FoldTrainer trainer;
		private int finished;

		Parts(final OutputFolder output, final FoldTrainer trainer) {
			this.output = output;
			this.trainer = trainer;
		}

		@Override
		public int count() {
			return plan.seeds().size() * plan.parts();
		}

		@Override
		public boolean isDone(final int piece) {
			return output.has(piece / plan.parts(), piece % plan.parts());
		}

		@Override
		public void work(final int piece, final Progress progress) {
			finished = 0;
			for (int other = 0; other < count(); other++)
				if (isDone(other)) finished++;
			final int seed = piece / plan.parts(), part = piece % plan.parts();
			final Progress told = progress.reportingTo((stage, done, total) -> progress.report(where(seed, part) + (stage
				.isEmpty() ? "" : ": " + stage), (long) STEPS * finished + (total <= 0 ? 0 : STEPS * done / total),
				(long) STEPS * count()));
			output.write(trained(trainer, seed, part, told));
		}
	}

	/**
	 * Writes the tables of a run that was shared; removes what its workers told each other by.
	 *
	 * @return all predictions
	 * @throws InputException if a part is not finished, or the folder cannot be used, is in use, or holds another run
	 */
	public LosoResult collect() {
		try (OutputFolder output = OutputFolder.open(folder, plan, description)) {
			final LosoResult result = new LosoResult(plan, readFinished(output));
			final int missing = plan.seeds().size() * plan.parts() - result.parts();
			if (missing > 0) throw new InputException("Of the run in '" + folder + "', " + missing + " of " + plan.seeds()
				.size() * plan.parts() +
				" parts are not finished; start the workers that ended early again, and collect then.");
			new LosoReport(result).write(folder, description);
			output.removeShared();
			return result;
		}
	}

	/**
	 * Refuses to gather where nobody has worked, before clips are prepared for it.
	 *
	 * @param folder output folder
	 * @throws InputException if no part of a run is finished there
	 */
	public static void requireBegun(final Path folder) {
		try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder.resolve("parts"), "*.json")) {
			if (parts.iterator().hasNext()) return;
		}
		catch (final IOException e) {
			// Then there are none.
		}
		throw new InputException("In '" + folder +
			"' no part of a run is finished; give the output folder that the workers were given, and collect when they have " +
			"ended.");
	}

	/**
	 * Refuses an output folder that holds another run, before anything is read or trained.
	 *
	 * @param folder      output folder, which need not exist
	 * @param description what the run is to be done with
	 * @param seeds       its seeds
	 * @param together    subjects trained together, 0 where their number is not known yet
	 * @throws InputException if the folder holds another run; the sentence lists what differs
	 */
	public static void requireSameRun(final Path folder, final RunDescription description, final List<Long> seeds,
		final int together)
	{
		final Map<String, String> known = new TreeMap<>(Map.of(OutputFolder.SEEDS, seeds.toString()));
		if (together > 0) known.put(OutputFolder.TOGETHER, Integer.toString(together));
		OutputFolder.requireSame(folder, description, known);
	}

	/**
	 * Refuses a folder in which no run has begun and which holds files of the names that this run's have, and one of a
	 * run whose files were changed since they were written.
	 *
	 * @param folder output folder, which need not exist
	 * @param others what the caller writes there beside the tables of {@link LosoReport}, whole or without endings
	 * @throws InputException if it holds one of them that this run may not replace
	 */
	public static void requireFree(final Path folder, final Set<String> others) {
		final Set<String> names = new TreeSet<>(others);
		names.addAll(LosoReport.FILES);
		OutputFolder.requireFree(folder, names);
	}

	/**
	 * @param folder   output folder, which need not exist
	 * @param seeds    seeds of the run
	 * @param folds    number of subjects
	 * @param together subjects trained together, 0 for all
	 * @return the share of the run's parts that are finished there, 0..1
	 */
	public static double finishedShare(final Path folder, final List<Long> seeds, final int folds, final int together) {
		final int parts = together == 0 ? 1 : (folds + together - 1) / together;
		long finished = 0;
		for (final long seed : seeds)
			for (int part = 0; part < parts; part++)
				if (Files.exists(OutputFolder.partFile(folder, seed, part))) finished++;
		return (double) finished / (parts * seeds.size());
	}

	private List<PartResult> readFinished(final OutputFolder output) {
		final List<PartResult> finished = new ArrayList<>();
		for (int s = 0; s < plan.seeds().size(); s++) {
			for (int p = 0; p < plan.parts(); p++) {
				output.read(s, p).ifPresent(finished::add);
			}
		}
		return finished;
	}

	private void train(final OutputFolder output, final FoldTrainer trainer, final List<PartResult> finished,
		final Progress progress, final Consumer<LosoResult> watcher)
	{
		final boolean[][] done = new boolean[plan.seeds().size()][plan.parts()];
		long steps = 0;
		for (final PartResult part : finished) {
			done[part.seedIndex()][part.part()] = true;
			steps += (long) STEPS * part.probabilities().size();
		}
		final TimeLeft timeLeft = new TimeLeft(System::nanoTime, steps / (double) allSteps());
		for (int s = 0; s < plan.seeds().size(); s++) {
			for (int p = 0; p < plan.parts(); p++) {
				if (done[s][p]) continue;
				final Progress partProgress = part(progress, timeLeft, s, p, steps);
				partProgress.checkCanceled();
				partProgress.report("", 0, 1);
				final PartResult part = trained(trainer, s, p, partProgress);
				output.write(part);
				finished.add(part);
				steps += (long) STEPS * part.probabilities().size();
				partProgress.report("", 1, 1);
				watcher.accept(new LosoResult(plan, finished));
			}
		}
	}

	private PartResult trained(final FoldTrainer trainer, final int seed, final int part, final Progress progress) {
		final long start = System.nanoTime();
		final List<FoldResult> results = trainer.run(plan.part(part), plan.seeds().get(seed), progress);
		final PartResult result = PartResult.of(seed, part, (System.nanoTime() - start) / 1e9, results);
		result.check(plan);
		return result;
	}

	private long allSteps() {
		return (long) STEPS * plan.folds().size() * plan.seeds().size();
	}

	/** Turns the steps of one call into steps of the whole run, {@code before} of which are done. */
	private Progress part(final Progress whole, final TimeLeft timeLeft, final int seedIndex, final int part,
		final long before)
	{
		final int folds = plan.part(part).size();
		final String where = where(seedIndex, part);
		return whole.reportingTo((stage, done, total) -> {
			final double share = total <= 0 ? 0 : Math.min(1, Math.max(0, (double) done / total));
			final long steps = before + Math.round(share * STEPS * folds);
			final String left = timeLeft.after(steps / (double) allSteps());
			whole.report(where + (stage.isEmpty() ? "" : ": " + stage) + (left.isEmpty() ? "" : ", " + left), steps,
				allSteps());
		});
	}

	private String where(final int seedIndex, final int part) {
		final int first = plan.firstFold(part) + 1;
		final int last = first + plan.part(part).size() - 1;
		return "Seed " + (seedIndex + 1) + " of " + plan.seeds().size() + ", " + plan.split().unit() + (first == last
			? " " + first : "s " + first + "-" + last) + " of " + plan.folds().size();
	}
}
