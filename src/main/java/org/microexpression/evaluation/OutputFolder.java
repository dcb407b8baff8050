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
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.OutputNames;
import org.microexpression.base.Reasons;
import org.microexpression.base.Sha256;
import org.microexpression.base.SharedResults;
import org.microexpression.base.SharedWork;
import org.microexpression.base.WriteLock;
import org.microexpression.base.WrittenFiles;

/**
 * The folder that one leave-one-subject-out run writes to: {@code run.json} tells which run it is, {@code parts/} holds
 * a file for each finished part. The folder is locked while a whole run has it open; workers that share a run have it
 * open together.
 */
final class OutputFolder implements AutoCloseable {

	private static final String LOCK = ".loso.microexpression.lock";
	private static final String RUN = "run.json";
	private static final int FORMAT = 1;

	/** Entry of the run's identity that is known only when all clips have been read. */
	static final String CLIPS = "set of clips and classes";
	static final String SEEDS = "seeds";
	static final String TOGETHER = "subjects trained together";
	private static final String PROTOCOL = "protocol";

	/** How often and at what intervals a worker asks for the lock that others hold for a moment when they begin. */
	private static final int BEGINNINGS = 200;
	private static final long BEGINNING_NANOS = 50_000_000;

	private record RunFile(int format, Map<String, String> identity) {
	}

	private record FoldFile(String subject, String note, int[] rows, double[][] probabilities) {
	}

	/** The check sum is that of the file without it: a part that somebody has changed is no result. */
	private record PartFile(int format, String run, long seed, int part, String device, double seconds,
			List<FoldFile> folds, String sha256) {

		PartFile signed(final Gson gson) {
			final PartFile plain = new PartFile(format, run, seed, part, device, seconds, folds, null);
			return new PartFile(format, run, seed, part, device, seconds, folds, Sha256.of(gson.toJson(plain).getBytes(
				StandardCharsets.UTF_8)));
		}
	}

	private final Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
	private final Path folder;
	/** Of a whole run. */
	private final Optional<WriteLock> lock;
	private final LosoPlan plan;
	private final String run;
	/** The lock file goes also where the process is told to end, as by Ctrl+C. */
	private final Thread atExit = new Thread(this::release, "output folder");
	private boolean released;

	private OutputFolder(final Path folder, final Optional<WriteLock> lock, final LosoPlan plan,
		final Map<String, String> identity)
	{
		this.folder = folder;
		this.lock = lock;
		this.plan = plan;
		this.run = Sha256.of(gson.toJson(identity).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Makes and locks the folder, and either begins the run in it or finds that it is the same run that was begun there.
	 *
	 * @throws InputException if the folder cannot be made or locked, is in use, or holds another run
	 */
	static OutputFolder open(final Path folder, final LosoPlan plan, final RunDescription description) {
		WriteLock lock = null;
		try {
			Files.createDirectories(folder.resolve("parts"));
			lock = WriteLock.attempt(folder.resolve(LOCK)).orElseThrow(() -> inUse(folder));
			final Map<String, String> identity = identity(plan, description);
			final OutputFolder opened = new OutputFolder(folder, Optional.of(lock), plan, identity);
			opened.begin(identity);
			for (final Path place : List.of(folder, folder.resolve("parts")))
				AtomicFile.removeLeftovers(place);
			Runtime.getRuntime().addShutdownHook(opened.atExit);
			return opened;
		}
		catch (final IOException e) {
			if (lock != null) lock.close();
			throw cannotUse(folder, e);
		}
		catch (final RuntimeException e) {
			if (lock != null) lock.close();
			throw e;
		}
	}

	/**
	 * As {@link #open}, together with other workers of the same run.
	 *
	 * @throws InputException if the folder cannot be made, a whole run is at work in it, or it holds another run
	 */
	static OutputFolder share(final Path folder, final LosoPlan plan, final RunDescription description) {
		try {
			Files.createDirectories(folder.resolve("parts"));
			final Map<String, String> identity = identity(plan, description);
			// Locked for this moment, so that of two runs that begin at once one sees the other's description.
			try (WriteLock beginning = patiently(folder)) {
				final OutputFolder opened = new OutputFolder(folder, Optional.empty(), plan, identity);
				opened.begin(identity);
				return opened;
			}
		}
		catch (final IOException e) {
			throw cannotUse(folder, e);
		}
	}

	private static WriteLock patiently(final Path folder) throws IOException {
		for (int i = 0; i < BEGINNINGS; i++) {
			final Optional<WriteLock> lock = WriteLock.attempt(folder.resolve(LOCK));
			if (lock.isPresent()) return lock.get();
			LockSupport.parkNanos(BEGINNING_NANOS);
		}
		throw inUse(folder);
	}

	private static InputException inUse(final Path folder) {
		return new InputException("The output folder '" + folder +
			"' is in use by another evaluation; wait for that to end, or choose another folder.");
	}

	private static InputException cannotUse(final Path folder, final IOException e) {
		return new InputException("The output folder '" + folder + "' cannot be used (" + Reasons.of(e) +
			"); choose a folder that can be written to, on a local disk.", e);
	}

	private static Map<String, String> identity(final LosoPlan plan, final RunDescription description) {
		final Map<String, String> identity = new TreeMap<>();
		identity.put(CLIPS, plan.hash());
		identity.put(SEEDS, plan.seeds().toString());
		identity.put(TOGETHER, Integer.toString(plan.foldsPerPart()));
		// Folders of runs from before there was a choice go on as what they are.
		if (!(plan.split() instanceof Split.Subjects)) identity.put(PROTOCOL, plan.split().title());
		identity.putAll(described(description));
		return identity;
	}

	private static Map<String, String> described(final RunDescription description) {
		final Map<String, String> identity = new TreeMap<>();
		identity.put("manifest", description.manifestHash());
		description.settings().forEach((name, value) -> identity.put("setting '" + name + "'", value));
		description.versions().forEach((name, value) -> identity.put("version of " + name, value));
		return identity;
	}

	private void begin(final Map<String, String> identity) {
		final Path file = folder.resolve(RUN);
		if (!Files.exists(file)) {
			AtomicFile.write(file, gson.toJson(new RunFile(FORMAT, identity)) + "\n");
			return;
		}
		final RunFile found = read(gson, file, RunFile.class, "choose an empty folder");
		if (found == null || found.format() != FORMAT || found.identity() == null || found.identity().containsValue(null))
			throw new InputException("The file '" + file +
				"' was not written by this version of the evaluation; choose an empty folder.");
		requireSame(folder, found.identity(), identity);
	}

	/**
	 * Refuses a folder in which no run has begun and which holds files of the names that results have: they are somebody
	 * else's. So are results of a run that were changed since.
	 *
	 * @param folder output folder, which need not exist
	 * @param names  names of results, whole or without endings
	 * @throws InputException if it holds one of them, or one that was changed
	 */
	static void requireFree(final Path folder, final Set<String> names) {
		if (Files.exists(folder.resolve(RUN))) WrittenFiles.requireUnchanged(folder, names);
		else OutputNames.requireFree(folder, names);
	}

	private static void requireSame(final Path folder, final Map<String, String> there, final Map<String, String> here) {
		final List<String> differences = RunDifferences.lines(there, here);
		if (!differences.isEmpty()) throw new InputException("The output folder '" + folder +
			"' holds another run; choose another folder, or give what was given there to resume it. What differs:\n" + String
				.join("\n", differences));
	}

	/**
	 * Refuses a folder of another run, as far as that can be seen before the clips are read.
	 *
	 * @param folder      output folder, which need not exist
	 * @param description what the run is to be done with
	 * @param known       what else of {@link #identity} is known already
	 * @throws InputException if the folder holds another run
	 */
	static void requireSame(final Path folder, final RunDescription description, final Map<String, String> known) {
		final Path file = folder.resolve(RUN);
		if (!Files.exists(file)) return;
		final RunFile found = read(new Gson(), file, RunFile.class, "choose an empty folder");
		if (found == null || found.identity() == null || found.identity().containsValue(null)) return;
		final Map<String, String> there = new TreeMap<>(found.identity());
		there.keySet().removeAll(List.of(CLIPS, PROTOCOL, TOGETHER));
		if (known.containsKey(TOGETHER) && found.identity().containsKey(TOGETHER)) there.put(TOGETHER, found.identity().get(
			TOGETHER));
		final Map<String, String> here = new TreeMap<>(known);
		here.putAll(described(description));
		requireSame(folder, there, here);
	}

	private Path partFile(final int seedIndex, final int part) {
		return partFile(folder, plan.seeds().get(seedIndex), part);
	}

	/** @return where a finished part is kept, the first being 0 */
	static Path partFile(final Path folder, final long seed, final int part) {
		return folder.resolve("parts").resolve("seed" + seed + "-part" + String.format(Locale.ROOT, "%04d", part + 1) +
			".json");
	}

	/** @return whether the part is finished */
	boolean has(final int seedIndex, final int part) {
		return Files.exists(partFile(seedIndex, part));
	}

	/** Removes what workers that shared the run told each other by, and what they prepared together. */
	void removeShared() {
		try {
			SharedWork.removeClaims(folder.resolve(LosoRunner.CLAIMS));
			final Path prepared = folder.resolve(LosoRunner.PREPARED);
			if (!Files.isDirectory(prepared)) return;
			try (DirectoryStream<Path> runs = Files.newDirectoryStream(prepared, OutputFolder::isOfRun)) {
				for (final Path items : runs)
					SharedResults.remove(items);
			}
			if (isEmpty(prepared)) Files.deleteIfExists(prepared);
		}
		catch (final IOException e) {
			throw cannotUse(folder, e);
		}
	}

	/** Whether it is named by a run's hash; what others have put or linked there stays. */
	private static boolean isOfRun(final Path items) {
		return Files.isDirectory(items, LinkOption.NOFOLLOW_LINKS) && items.getFileName().toString().matches(
			"[0-9a-f]{64}");
	}

	private static boolean isEmpty(final Path place) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
			return !files.iterator().hasNext();
		}
	}

	/** @return what was written of the part; empty where it is not finished */
	Optional<PartResult> read(final int seedIndex, final int part) {
		final Path file = partFile(seedIndex, part);
		if (!Files.exists(file)) return Optional.empty();
		final PartFile found = read(gson, file, PartFile.class, "delete it to have its subjects trained again");
		final InputException damaged = new InputException("The file '" + file +
			"' is damaged; delete it to have its subjects trained again.");
		// Of another run only where it names one.
		if (found == null || found.run() == null) throw damaged;
		final List<Fold> folds = plan.part(part);
		final boolean same = found.format() == FORMAT && run.equals(found.run()) && found.seed() == plan.seeds().get(
			seedIndex) && found.part() == part + 1 && found.folds() != null && found.folds().size() == folds.size();
		if (!same) throw new InputException("The file '" + file +
			"' belongs to another run; delete it to have its subjects trained again.");
		final List<Probabilities> probabilities = new ArrayList<>();
		final List<String> notes = new ArrayList<>();
		try {
			// What is no number cannot be signed.
			if (found.device() == null || found.folds().contains(null) || !found.signed(gson).sha256().equals(found.sha256()))
				throw damaged;
			for (int f = 0; f < folds.size(); f++) {
				final FoldFile fold = found.folds().get(f);
				if (!folds.get(f).subject().equals(fold.subject()) || !Arrays.equals(folds.get(f).testRows(), fold.rows()))
					throw damaged;
				probabilities.add(Probabilities.of(fold.probabilities()));
				if (fold.note() != null) notes.add(fold.note());
			}
			final PartResult result = new PartResult(seedIndex, part, found.device(), found.seconds(), notes, probabilities);
			result.check(plan);
			return Optional.of(result);
		}
		catch (final IllegalArgumentException | IllegalStateException | NullPointerException e) {
			throw damaged;
		}
	}

	/** Writes a finished part. */
	void write(final PartResult result) {
		final List<FoldFile> folds = new ArrayList<>();
		final List<Fold> part = plan.part(result.part());
		for (int f = 0; f < part.size(); f++) {
			final String note = result.notes().isEmpty() ? null : result.notes().get(f);
			folds.add(new FoldFile(part.get(f).subject(), note, part.get(f).testRows(), result.probabilities().get(f)
				.toArray()));
		}
		final PartFile file = new PartFile(FORMAT, run, plan.seeds().get(result.seedIndex()), result.part() + 1, result
			.device(), result.seconds(), folds, null);
		AtomicFile.write(partFile(result.seedIndex(), result.part()), gson.toJson(file.signed(gson)) + "\n");
	}

	private static <T> T read(final Gson gson, final Path file, final Class<T> type, final String advice) {
		try {
			return gson.fromJson(Files.readString(file), type);
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) + "); " + advice + ".", e);
		}
		catch (final JsonParseException | NumberFormatException e) {
			throw new InputException("The file '" + file + "' cannot be read (it is damaged or of another kind); " + advice +
				".", e);
		}
	}

	/** Gives the folder free. */
	@Override
	public void close() {
		release();
		try {
			Runtime.getRuntime().removeShutdownHook(atExit);
		}
		catch (final IllegalStateException e) {
			// The process ends already, and the hook finds its work done.
		}
	}

	/** Once: the next lock file of that name is somebody else's. */
	private synchronized void release() {
		if (released) return;
		released = true;
		lock.ifPresent(WriteLock::close);
	}
}
