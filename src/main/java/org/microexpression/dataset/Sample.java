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

/**
 * One labelled clip, or one labelled displacement field that was computed elsewhere: a row of a {@link Manifest}. It
 * has fourteen components because the manifest has these columns.
 *
 * @param dataset id of the dataset, for instance {@code casme2}, {@code samm} or {@code smic}
 * @param subject the subject's id as text, for instance {@code sub01}, {@code 006} or {@code s03}; it identifies a
 *                person only together with the dataset
 * @param clip    name of the clip, unique within dataset and subject
 * @param path    folder of numbered frames or video file, or {@code null} where only a field is given
 * @param onset   number of the onset frame as file names carry it (or 1-based position where they carry none), -1 where
 *                absent
 * @param apex    number of the apex frame, -1 where absent
 * @param offset  number of the offset frame, -1 where absent
 * @param label   the class, as it stands in the manifest's column {@code class}
 * @param aus     the action units as the coder wrote them, may be empty
 * @param field   file of displacement fields ({@link FieldStack}), or {@code null}
 * @param index   1-based frame in that file, -1 where absent
 * @param flags   what a reader repaired or chose, parted by {@code ;}, empty where the clip stands as it was labelled
 * @param layout  what the field's channels mean and where the face lies in it
 * @param kind    {@code micro} or {@code macro} where a dataset of long videos tells, otherwise empty
 */
public record Sample(String dataset, String subject, String clip, Path path, int onset, int apex, int offset,
		String label, String aus, Path field, int index, String flags, FieldLayout layout, String kind) {

	/** The value of a frame number that is absent. */
	public static final int ABSENT = -1;

	/**
	 * A sample without flags; the parameters are those of the record.
	 *
	 * @param dataset id of the dataset
	 * @param subject the subject's id
	 * @param clip    name of the clip
	 * @param path    folder of frames or video file, or {@code null}
	 * @param onset   onset frame or -1
	 * @param apex    apex frame or -1
	 * @param offset  offset frame or -1
	 * @param label   the class
	 * @param aus     action units
	 * @param field   TIFF hyperstack or {@code null}
	 * @param index   1-based frame in it or -1
	 */
	public Sample(final String dataset, final String subject, final String clip, final Path path, final int onset,
		final int apex, final int offset, final String label, final String aus, final Path field, final int index)
	{
		this(dataset, subject, clip, path, onset, apex, offset, label, aus, field, index, "");
	}

	/**
	 * A sample whose field, if it has one, is in the canonical layout; the parameters are those of the record.
	 *
	 * @param dataset id of the dataset
	 * @param subject the subject's id
	 * @param clip    name of the clip
	 * @param path    folder of frames or video file, or {@code null}
	 * @param onset   onset frame or -1
	 * @param apex    apex frame or -1
	 * @param offset  offset frame or -1
	 * @param label   the class
	 * @param aus     action units
	 * @param field   file of fields or {@code null}
	 * @param index   1-based frame in it or -1
	 * @param flags   what a reader repaired or chose
	 */
	public Sample(final String dataset, final String subject, final String clip, final Path path, final int onset,
		final int apex, final int offset, final String label, final String aus, final Path field, final int index,
		final String flags)
	{
		this(dataset, subject, clip, path, onset, apex, offset, label, aus, field, index, flags, FieldLayout.REGISTERED);
	}

	/**
	 * A sample whose kind is not told; the parameters are those of the record.
	 *
	 * @param dataset id of the dataset
	 * @param subject the subject's id
	 * @param clip    name of the clip
	 * @param path    folder of frames or video file, or {@code null}
	 * @param onset   onset frame or -1
	 * @param apex    apex frame or -1
	 * @param offset  offset frame or -1
	 * @param label   the class
	 * @param aus     action units
	 * @param field   file of fields or {@code null}
	 * @param index   1-based frame in it or -1
	 * @param flags   what a reader repaired or chose
	 * @param layout  the field's layout
	 */
	public Sample(final String dataset, final String subject, final String clip, final Path path, final int onset,
		final int apex, final int offset, final String label, final String aus, final Path field, final int index,
		final String flags, final FieldLayout layout)
	{
		this(dataset, subject, clip, path, onset, apex, offset, label, aus, field, index, flags, layout, "");
	}

	/** @return the person: dataset and subject, since {@code 006} of one dataset is not {@code s06} of another */
	public String person() {
		return dataset + "/" + subject;
	}

	/** @return dataset, subject and clip, which identify a sample */
	public String key() {
		return dataset + "/" + subject + "/" + clip;
	}

	/** @return whether the sample is a displacement field that was computed elsewhere */
	public boolean hasField() {
		return field != null;
	}

	/**
	 * @param other another class
	 * @return the same sample under that class
	 */
	public Sample withLabel(final String other) {
		return new Sample(dataset, subject, clip, path, onset, apex, offset, other, aus, field, index, flags, layout, kind);
	}
}
