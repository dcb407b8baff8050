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

package org.microexpression.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.command.EvaluateLoso;
import org.microexpression.command.RecognizeFolder;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.evaluation.spotting.SpottingEvaluation;
import org.microexpression.motion.MotionTrace;
import org.microexpression.batch.ClipList;
import org.microexpression.timeline.Timeline;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

/**
 * Folders of odd names, links, depths and permissions; and what runs leave to be continued or read again: parts of
 * leave-one-subject-out, tables of batches, timelines, their motion, spotted intervals.
 */
final class FuzzFolders {

	private static final String[] NAMES = { "a", "img1.jpg", "img2.jpg", "img10.jpg", "img1 (1).jpg", "img1 - Copy.jpg",
		"IMG1.JPG", "Thumbs.db", ".DS_Store", "._img1.jpg", "s01", "s1", "S01", "sub01", "EP01_01", "\u0661.png",
		"\uff11\uff12.png", "\u202egnp.1", "a\nb", "x;y,z", "'q'", "\"q\"", "99999999999999999999.png", "-1.png",
		"clip.avi", "clip.mp4", "clip.gif", "clip.tif", "clip.zip", "manifest.csv", "CASME2-coding.xlsx", "x.part", "con",
		"e\u0301.png", "\u00e9.png", "%s", "~", "$HOME", "a b", " a", "a.", "t=0.005 s.png", "00:01.png",
		"2026-11-29 10.00.01.png" };

	private final Path given;

	private final Path loso;

	/** @param given the honest files of {@link FuzzFiles}; gets a finished run */
	FuzzFolders(final Path given) throws Exception {
		this.given = given;
		loso = given.resolve("loso");
		run(EvaluateLoso.class, evaluation(loso));
	}

	/** @return all kinds by their titles */
	Map<String, Fuzz.Kind> kinds() throws IOException {
		final Map<String, Fuzz.Kind> kinds = new TreeMap<>();
		for (final String title : new String[] { "folder as a clip", "folder of clips", "folder of a dataset" })
			kinds.put(title, (folder, random, honest) -> folder(title, folder, random, honest));
		kinds.put("parts of loso", this::parts);
		kinds.put("table of a batch", (folder, random, honest) -> continued(folder, random, honest, false));
		kinds.put("table of a batch that spots", (folder, random, honest) -> continued(folder, random, honest, true));
		kinds.put("csv timeline", new FuzzInputs.Kind("timeline.csv", Files.readAllBytes(given.resolve("timeline.csv")),
			false, Timeline::read));
		kinds.put("csv motion", new FuzzInputs.Kind("motion.csv", Files.readAllBytes(given.resolve("timeline-motion.csv")),
			false, MotionTrace::read));
		kinds.put("csv spotted", new FuzzInputs.Kind("spotted.csv", Files.readAllBytes(given.resolve("timeline.csv")),
			false, file -> SpottingEvaluation.of(given.resolve("timeline.csv"), List.of(file), 0.5).scores(Progress.none())));
		return kinds;
	}

	private Fuzz.Case folder(final String title, final Path folder, final SplittableRandom random, final boolean honest)
		throws IOException
	{
		final Path root = Files.createDirectory(folder.resolve("root"));
		if (!honest) fill(root, random, 0);
		else for (int i = 1; i <= 3; i++)
			Files.write(root.resolve("img" + i + ".png"), FuzzInputs.png());
		final List<DatasetReader> readers = DatasetReader.all();
		final DatasetReader reader = readers.get(random.nextInt(readers.size()));
		return new Fuzz.Case(" " + (title.endsWith("dataset") ? reader.id() : ""), List.of(), () -> {
			if (title.endsWith("clip")) {
				try (Clip clip = Clips.open(root)) {
					clip.frame(clip.frameCount() - 1);
				}
			}
			else if (title.endsWith("clips")) ClipList.of(root, Progress.none()).passedOver();
			else reader.read(DatasetRequest.midpoint(root), Progress.none());
		}, () -> {}, title.endsWith("clip"));
	}

	private void fill(final Path folder, final SplittableRandom random, final int depth) throws IOException {
		for (int left = random.nextInt(depth == 0 ? 1 : 0, 6); left > 0; left--) {
			final Path place = folder.resolve(NAMES[random.nextInt(NAMES.length)]);
			if (Files.exists(place, java.nio.file.LinkOption.NOFOLLOW_LINKS)) continue;
			switch (random.nextInt(10)) {
				case 0, 1 -> {
					if (depth < 4) fill(Files.createDirectory(place), random, depth + 1);
				}
				case 2 -> Files.createSymbolicLink(place, place);
				case 3 -> Files.createSymbolicLink(place, folder);
				case 4 -> Files.createSymbolicLink(place, given.resolve("clips"));
				case 5 -> Files.createFile(place);
				case 6 -> pipe(place);
				case 7 -> Files.createFile(place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
					"---------")));
				case 8 -> Files.copy(given.resolve("clip.avi"), place);
				default -> Files.write(place, FuzzInputs.png());
			}
		}
		if (random.nextInt(30) == 0) Files.createDirectories(folder.resolve("d/".repeat(random.nextInt(100, 400))));
	}

	/** Who opens one waits until somebody writes into it. */
	private static void pipe(final Path place) throws IOException {
		try {
			new ProcessBuilder("mkfifo", place.toString()).start().waitFor();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private Fuzz.Case parts(final Path folder, final SplittableRandom random, final boolean honest) throws IOException {
		final Path copy = folder.resolve("loso");
		copy(loso, copy);
		try (Stream<Path> files = Files.walk(copy)) {
			final List<Path> json = files.filter(file -> file.toString().matches(".*(run|part\\d+)\\.json")).sorted()
				.toList();
			final Path file = json.get(random.nextInt(json.size()));
			if (!honest) Files.write(file, Fuzz.damaged(Files.readAllBytes(file), random));
			return new Fuzz.Case(" " + file.getFileName(), List.of(), () -> run(EvaluateLoso.class, evaluation(copy)),
				() -> {}, true);
		}
	}

	private Object[] evaluation(final Path output) {
		return new Object[] { "manifest", given.resolve("fields.csv").toFile(), "output", output.toFile(), "seeds", "1",
			"start", "random weights", "members", 1, "steps", 1, "together", 2, "device", "cpu" };
	}

	private Fuzz.Case continued(final Path folder, final SplittableRandom random, final boolean honest,
		final boolean spots) throws Exception
	{
		final Path rows = folder.resolve("rows.csv");
		final Object[] inputs = { "folder", given.resolve("clips").toFile(), "csv", rows.toFile(), "device", "cpu", "spot",
			spots };
		run(RecognizeFolder.class, inputs);
		if (!honest) Files.write(rows, Fuzz.damaged(Files.readAllBytes(rows), random));
		return new Fuzz.Case("", List.of(), () -> run(RecognizeFolder.class, inputs), () -> {}, true);
	}

	private static void copy(final Path from, final Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (final Path file : files.sorted().toList())
				Files.copy(file, to.resolve(from.relativize(file).toString()));
		}
	}

	private static void run(final Class<? extends Command> type, final Object... values) throws Exception {
		try (Context context = new Context(CommandService.class, TaskService.class, LogService.class)) {
			final Cancelable done = (Cancelable) context.service(CommandService.class).run(type, true, values).get()
				.getDelegateObject();
			if (done.isCanceled()) throw new InputException(String.valueOf(done.getCancelReason()));
		}
	}
}
