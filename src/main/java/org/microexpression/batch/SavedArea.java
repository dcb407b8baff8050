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

package org.microexpression.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.ClipImages.Selection;
import org.microexpression.clip.DelegatingClip;
import org.microexpression.face.FaceArea;

/**
 * Where the face of a clip on disk is searched: in the area that ImageJ saved with a TIFF file as its selection, else
 * everywhere. Points, which are landmarks where the file is opened as an image, are not used.
 *
 * @param area    the area
 * @param remarks that another selection was saved, which chooses no face here; at most one sentence
 */
public record SavedArea(FaceArea area, List<String> remarks) {

	private static final String ALONE = "open the clip alone, where its landmarks can be given as 5 or 68 points";

	/** Nobody can select anything in a file, so that what is to be done is told otherwise than for a window. */
	private record InFile(FaceArea places, String part, String remedy) implements FaceArea {

		@Override
		public boolean contains(final double x, final double y) {
			return places.contains(x, y);
		}
	}

	private static final SavedArea NONE = new SavedArea(new InFile(FaceArea.EVERYWHERE, "", ALONE), List.of());

	/**
	 * @param clip a file or folder
	 * @return what is saved with it
	 */
	public static SavedArea of(final Path clip) {
		return ClipImages.selection(clip).map(selection -> of(selection, "saved with '" + clip.getFileName() + "'")).orElse(
			NONE);
	}

	private static SavedArea of(final Selection selection, final String saved) {
		if (selection.isArea()) return new SavedArea(new InFile(selection.contains()::test, "the area " + saved + ", in ",
			"save another with a face in its middle, or none, or " + ALONE), List.of());
		final String unused = "The selection (" + selection.type() + ") that was " + saved +
			" was not used; an area chooses the face";
		return new SavedArea(NONE.area, List.of(unused + "."));
	}

	/**
	 * @param clip the clip, which is closed with the one that is returned
	 * @return the same with the remarks of the selection before its own
	 */
	public Clip with(final Clip clip) {
		return remarks.isEmpty() ? clip : new DelegatingClip(clip) {

			@Override
			public List<String> remarks() {
				return Stream.concat(remarks.stream(), super.remarks().stream()).toList();
			}
		};
	}
}
