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

package org.microexpression.synthetic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Type;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.synthetic.LongVideo.Person;

/**
 * Made-up videos of several people with what happens in them: long ones in which things happen by chance, and short
 * ones of one expression by hand. Video i of a person depends on the seed and the two numbers alone. People are the
 * astronaut portrait with other proportions and painted faces in turn, or all have the face of one photograph.
 *
 * @param seed    seed of everything
 * @param setting what is recorded
 * @param deeds   what everybody does at given times; empty where all is left to chance
 * @param aus     the action units of the expression by hand in FACS notation, empty for none
 * @param face    the face of everybody, empty for made-up people
 */
public record VideoDataset(long seed, LongVideo.Setting setting, List<Deed> deeds, String aus,
		Optional<FilmedFace> face) {

	/** The class of expressions whose action units were chosen by hand, in a manifest. */
	public static final String BY_HAND = "unlabelled";

	/**
	 * @param subject number of the person, from 0
	 * @param number  number of that person's video, from 0
	 * @return the video's name, such as {@code s01_v01}
	 */
	public static String name(final int subject, final int number) {
		return String.format(Locale.ROOT, "s%02d_v%02d", subject + 1, number + 1);
	}

	/**
	 * @param subject number of the person, from 0
	 * @param number  number of that person's video, from 0
	 * @return the video
	 */
	public LongVideo video(final int subject, final int number) {
		final long person = Seeds.sample(seed, subject).nextLong();
		final FilmedFace filmed = face.orElseGet(() -> FilmedFace.of(subject % 2 == 0 ? Person.PORTRAIT : Person.PAINTED,
			person, setting.format()));
		return new LongVideo(name(subject, number), filmed, person, Seeds.sample(person, number).nextLong(), setting,
			deeds);
	}

	/**
	 * Writes {@code folder/s01_v01.avi} … (Motion JPEG) or {@code .mp4} (H.264) and {@code folder/truth.csv}, a row for
	 * everything that happens, as <i>Evaluate Spotting…</i> reads it.
	 *
	 * @param folder   where to, made if it is not there
	 * @param subjects how many people
	 * @param videos   how many of each
	 * @param mp4      whether they are MP4 files
	 * @param progress progress and cancellation, frame by frame
	 * @return the path of the truth
	 * @throws InputException if a file cannot be written
	 */
	public Path writeMovies(final Path folder, final int subjects, final int videos, final boolean mp4,
		final Progress progress)
	{
		final List<List<String>> rows = new ArrayList<>(List.of(List.of("dataset", "subject", "clip", "path", "kind",
			"onset", "apex", "offset", "onset_s", "apex_s", "offset_s", "fps")));
		for (int i = 0; i < subjects * videos; i++) {
			progress.report("Synthetic videos", i, (long) subjects * videos);
			final LongVideo video = video(i / videos, i % videos);
			final String file = video.name() + (mp4 ? ".mp4" : ".avi");
			SyntheticClipFiles.writeMovie(video, folder.resolve(file), progress);
			for (final SpottedInterval event : video.truth())
				rows.add(List.of(SyntheticDataset.ID, video.name().substring(0, 3), video.name(), file, event.kind().label(),
					Integer.toString(event.onset().frame()), Integer.toString(event.apex().frame()), Integer.toString(event
						.offset().frame()), seconds(event.onset().seconds()), seconds(event.apex().seconds()), seconds(event
							.offset().seconds()), Double.toString(video.framesPerSecond())));
			if (video.truth().isEmpty()) rows.add(List.of(SyntheticDataset.ID, video.name().substring(0, 3), video.name(),
				file, "", "", "", "", "", "", "", Double.toString(video.framesPerSecond())));
		}
		final Path truth = folder.resolve("truth.csv");
		AtomicFile.write(truth, CsvTable.text(rows));
		return truth;
	}

	/**
	 * @param subjects how many people
	 * @param videos   how many of each
	 * @return a table <i>Synthetic Videos</i> with a row for everything that happens
	 */
	public Table table(final int subjects, final int videos) {
		final boolean byHand = setting.acting().expressions() == 0;
		final Table.Builder table = new Table.Builder("Synthetic Videos").columns(Type.TEXT, "clip", "kind").columns(
			Type.INTEGER, "onset", "apex", "offset").columns(Type.REAL, "onset_s", "apex_s", "offset_s").columns(Type.TEXT,
				"aus");
		for (int i = 0; i < subjects * videos; i++) {
			final LongVideo video = video(i / videos, i % videos);
			for (final SpottedInterval event : video.truth())
				table.row(row -> row.put("clip", video.name()).put("kind", event.kind().label()).put("onset", event.onset()
					.frame()).put("apex", event.apex().frame()).put("offset", event.offset().frame()).put("onset_s", event.onset()
						.seconds()).put("apex_s", event.apex().seconds()).put("offset_s", event.offset().seconds()).put("aus",
							byHand && event.kind().isExpression() ? aus : ""));
		}
		return table.build();
	}

	private static String seconds(final double value) {
		return String.format(Locale.ROOT, "%.4f", value);
	}

	/**
	 * Writes videos of one expression by hand as {@code folder/s01_v01/img1.png} … and {@code folder/manifest.csv}.
	 *
	 * @param folder   where to, made if it is not there
	 * @param subjects how many people
	 * @param videos   how many of each
	 * @param label    the class in the manifest
	 * @param progress progress and cancellation
	 * @return the manifest's path
	 * @throws InputException if a file cannot be written
	 */
	public Path writeFrames(final Path folder, final int subjects, final int videos, final String label,
		final Progress progress)
	{
		final List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < subjects * videos; i++) {
			progress.checkCanceled();
			progress.report("Synthetic clips", i, (long) subjects * videos);
			final LongVideo video = video(i / videos, i % videos);
			final Path place = folder.resolve(video.name());
			SyntheticClipFiles.writeFrames(video, place, "png", progress.silent());
			final SpottedInterval expression = expression(video);
			samples.add(Sample.of(SyntheticDataset.ID, video.name().substring(0, 3), video.name(), label).recordedIn(place)
				.at(expression.onset().frame(), expression.apex().frame(), expression.offset().frame()).withUnits(aus).ofKind(
					expression.kind().label()));
		}
		final Path manifest = folder.resolve("manifest.csv");
		Manifest.write(manifest, samples);
		return manifest;
	}

	/**
	 * @param video one of these videos, with an expression by hand
	 * @return when that expression happens
	 */
	public static SpottedInterval expression(final LongVideo video) {
		return video.truth().stream().filter(event -> event.kind().isExpression()).findFirst().orElseThrow();
	}
}
