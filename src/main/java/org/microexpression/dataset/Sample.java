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

package org.microexpression.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One labelled clip, or one labelled displacement field that was computed elsewhere: a row of a {@link Manifest}. Begin
 * with {@link #of(String, String, String, String)} and add what is known:
 * {@code Sample.of("casme2", "sub01", "EP02_01f", "positive").recordedIn(folder).at(46, 59, 86).withUnits("12")}.
 *
 * @param id     whose clip it is and which
 * @param label  the class, as it stands in the manifest's column {@code class}
 * @param path   folder of numbered frames or video file, empty where only a field is given
 * @param frames onset, apex and offset
 * @param aus    the action units as the coder wrote them, may be empty
 * @param field  where its displacement field lies, if one was computed elsewhere
 * @param flags  what a reader repaired or chose, parted by {@code ;}, empty where the clip stands as it was labelled
 * @param kind   {@code micro} or {@code macro} where a dataset of long videos tells, otherwise empty
 */
public record Sample(Id id, String label, Optional<Path> path, Frames frames, String aus, Optional<StoredField> field,
		String flags, String kind) {

	/** The value of a frame number that is absent. */
	public static final int ABSENT = -1;

	/**
	 * What tells a sample from every other.
	 *
	 * @param dataset id of the dataset, for instance {@code casme2}, {@code samm} or {@code smic}
	 * @param subject the subject's id as text, for instance {@code sub01}, {@code 006} or {@code s03}; it identifies a
	 *                person only together with the dataset
	 * @param clip    name of the clip, unique within dataset and subject
	 */
	public record Id(String dataset, String subject, String clip) {
	}

	/**
	 * Key frames, by the numbers that file names carry (or 1-based positions where they carry none);
	 * {@link Sample#ABSENT} where one is not labelled.
	 *
	 * @param onset  the onset frame
	 * @param apex   the apex frame
	 * @param offset the offset frame
	 */
	public record Frames(int onset, int apex, int offset) {

		/** No frame is labelled. */
		public static final Frames NONE = new Frames(ABSENT, ABSENT, ABSENT);
	}

	/**
	 * A displacement field in a file.
	 *
	 * @param file   file of displacement fields ({@link FieldStack})
	 * @param index  1-based frame in that file, {@link Sample#ABSENT} where a manifest does not tell it
	 * @param layout what the field's channels mean and where the face lies in it
	 */
	public record StoredField(Path file, int index, FieldLayout layout) {
	}

	/**
	 * A sample of which nothing else is known yet.
	 *
	 * @param dataset id of the dataset
	 * @param subject the subject's id
	 * @param clip    name of the clip
	 * @param label   the class
	 * @return it, without a clip, a field, key frames, units, flags or kind
	 */
	public static Sample of(final String dataset, final String subject, final String clip, final String label) {
		return new Sample(new Id(dataset, subject, clip), label, Optional.empty(), Frames.NONE, "", Optional.empty(), "",
			"");
	}

	/**
	 * @param source folder of numbered frames or video file
	 * @return the same sample, recorded there
	 */
	public Sample recordedIn(final Path source) {
		return new Sample(id, label, Optional.of(source), frames, aus, field, flags, kind);
	}

	/**
	 * @param onset  number of the onset frame, {@link #ABSENT} where absent
	 * @param apex   number of the apex frame, likewise
	 * @param offset number of the offset frame, likewise
	 * @return the same sample with these key frames
	 */
	public Sample at(final int onset, final int apex, final int offset) {
		return new Sample(id, label, path, new Frames(onset, apex, offset), aus, field, flags, kind);
	}

	/**
	 * @param units action units as a coder writes them, for instance {@code 4+L10}
	 * @return the same sample with these units
	 */
	public Sample withUnits(final String units) {
		return new Sample(id, label, path, frames, units, field, flags, kind);
	}

	/**
	 * @param file  file of displacement fields
	 * @param index 1-based frame in it
	 * @return the same sample with this field, in the canonical layout
	 */
	public Sample withField(final Path file, final int index) {
		return withField(new StoredField(file, index, FieldLayout.REGISTERED));
	}

	/**
	 * @param stored a field, where it lies and how
	 * @return the same sample with this field
	 */
	public Sample withField(final StoredField stored) {
		return new Sample(id, label, path, frames, aus, Optional.of(stored), flags, kind);
	}

	/**
	 * @param said what a reader repaired or chose, parted by {@code ;}
	 * @return the same sample with these flags in place of its own
	 */
	public Sample withFlags(final String said) {
		return new Sample(id, label, path, frames, aus, field, said, kind);
	}

	/**
	 * @param told {@code micro}, {@code macro} or empty
	 * @return the same sample of that kind
	 */
	public Sample ofKind(final String told) {
		return new Sample(id, label, path, frames, aus, field, flags, told);
	}

	/**
	 * @param other another class
	 * @return the same sample under that class
	 */
	public Sample withLabel(final String other) {
		return new Sample(id, other, path, frames, aus, field, flags, kind);
	}

	/** @return id of the dataset */
	public String dataset() {
		return id.dataset();
	}

	/** @return the subject's id within the dataset */
	public String subject() {
		return id.subject();
	}

	/** @return name of the clip */
	public String clip() {
		return id.clip();
	}

	/** @return number of the onset frame, {@link #ABSENT} where absent */
	public int onset() {
		return frames.onset();
	}

	/** @return number of the apex frame, {@link #ABSENT} where absent */
	public int apex() {
		return frames.apex();
	}

	/** @return number of the offset frame, {@link #ABSENT} where absent */
	public int offset() {
		return frames.offset();
	}

	/** @return the person: dataset and subject, since {@code 006} of one dataset is not {@code s06} of another */
	public String person() {
		return dataset() + "/" + subject();
	}

	/** @return dataset, subject and clip, which identify a sample */
	public String key() {
		return person() + "/" + clip();
	}

	/** @return the file or folder that the sample is read from: its field's, or the clip's where it has no field */
	public Path source() {
		return field.map(StoredField::file).or(() -> path).orElseThrow(() -> new IllegalStateException("The sample " +
			key() + " has neither a clip nor a field."));
	}

	/** @return whether the sample is a displacement field that was computed elsewhere */
	public boolean hasField() {
		return field.isPresent();
	}
}
