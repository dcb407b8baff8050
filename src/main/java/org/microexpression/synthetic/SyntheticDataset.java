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

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Type;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.expression.ExpressionClass;

/**
 * A dataset of synthetic clips: several people, several clips each, their classes in turn, written as folders of
 * numbered frames with a manifest, for teaching and for trying out training and evaluation. Clip i of a person depends
 * on the seed and the two numbers alone.
 */
public final class SyntheticDataset {

	/** The dataset's id in manifests. */
	public static final String ID = "synthetic";

	private final long seed;
	private final SyntheticClip.Setting setting;
	private final List<ExpressionClass> classes;

	/**
	 * A dataset of all classes.
	 *
	 * @param seed    seed of everything
	 * @param setting how clips are recorded
	 */
	public SyntheticDataset(final long seed, final SyntheticClip.Setting setting) {
		this(seed, setting, List.of(ExpressionClass.values()));
	}

	/**
	 * @param seed    seed of everything
	 * @param setting how clips are recorded
	 * @param classes the classes that come in turn, one or more
	 */
	public SyntheticDataset(final long seed, final SyntheticClip.Setting setting, final List<ExpressionClass> classes) {
		this.seed = seed;
		this.setting = setting;
		this.classes = List.copyOf(classes);
	}

	/**
	 * @param subject number of the person, from 0
	 * @param number  number of that person's clip, from 0; its class is number {@code subject + number}, in turn
	 * @return the clip
	 */
	public SyntheticClip clip(final int subject, final int number) {
		final ExpressionClass expression = classes.get((subject + number) % classes.size());
		final long person = Seeds.sample(seed, subject).nextLong();
		final long deed = Seeds.sample(person, number).nextLong();
		return new SyntheticClip(clipName(number, expression), person, deed, expression, setting);
	}

	/**
	 * Writes clips as {@code folder/s01/c01_positive/img1.jpg} … and {@code folder/manifest.csv}.
	 *
	 * @param folder   where to, made if it is not there
	 * @param subjects how many people, 1 to 99
	 * @param clips    how many clips of each, 1 to 99
	 * @param format   {@code png} or {@code jpg}
	 * @param progress progress and cancellation; a cancel stops before the next frame
	 * @return the manifest's path
	 * @throws InputException if a number is out of range or a file cannot be written
	 */
	public Path write(final Path folder, final int subjects, final int clips, final String format,
		final Progress progress)
	{
		checkCount("people", subjects);
		checkCount("clips of each", clips);
		final List<Sample> samples = new ArrayList<>();
		for (int subject = 0; subject < subjects; subject++) {
			final String person = person(subject);
			for (int number = 0; number < clips; number++) {
				progress.checkCanceled();
				final SyntheticClip clip = clip(subject, number);
				final Path place = folder.resolve(person).resolve(clip.name());
				SyntheticClipFiles.writeFrames(clip, place, format, progress.silent());
				final TimeCourse course = clip.course();
				samples.add(Sample.of(ID, person, clip.name(), clip.expression().expression().label()).recordedIn(place).at(clip
					.frameNumber(course.onset()), clip.frameNumber(course.apex()), clip.frameNumber(course.offset())).withUnits(
						clip.actionUnits()));
				progress.report("Synthetic clips", samples.size(), (long) subjects * clips);
			}
		}
		final Path manifest = folder.resolve("manifest.csv");
		Manifest.write(manifest, samples);
		return manifest;
	}

	/**
	 * @param subjects how many people
	 * @param clips    how many clips of each
	 * @return a table <i>Synthetic Clips</i> with a row for each
	 */
	public Table table(final int subjects, final int clips) {
		final Table.Builder table = new Table.Builder("Synthetic Clips").columns(Type.TEXT, "subject", "clip", "class")
			.columns(Type.INTEGER, "onset", "apex", "offset").columns(Type.TEXT, "aus");
		for (int i = 0; i < subjects * clips; i++) {
			final String person = person(i / clips);
			final SyntheticClip clip = clip(i / clips, i % clips);
			table.row(row -> row.put("subject", person).put("clip", clip.name()).put("class", clip.expression().expression()
				.label()).put("onset", clip.frameNumber(clip.course().onset())).put("apex", clip.frameNumber(clip.course()
					.apex())).put("offset", clip.frameNumber(clip.course().offset())).put("aus", clip.actionUnits()));
		}
		return table.build();
	}

	/**
	 * @param subject number of the person, from 0
	 * @return the person's id, {@code s01} for the first
	 */
	public static String person(final int subject) {
		return String.format(Locale.ROOT, "s%02d", subject + 1);
	}

	private static String clipName(final int number, final ExpressionClass expression) {
		return String.format(Locale.ROOT, "c%02d_%s", number + 1, expression.label());
	}

	private static void checkCount(final String what, final int count) {
		if (count < 1 || count > 99) throw new InputException("A synthetic dataset cannot have " + count + " " + what +
			"; give a number from 1 to 99.");
	}
}
