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

import ij.ImagePlus;

import java.nio.file.Path;

import org.microexpression.base.Counts;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.base.WrittenFiles;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.motion.MotionSettings;
import org.microexpression.motion.MotionTrace;
import org.microexpression.timeline.ClipName;
import org.scijava.plugin.Parameter;

/** A command that follows the face through the whole active image. */
abstract class MotionCommand extends ModelCommand {

	@Parameter(required = false)
	private ImagePlus image;

	@Parameter(label = "Frames per second", min = "0", persist = false,
		description = "Frame rate of a clip that does not tell its own, such as a folder of pictures; 0 for the clip's.")
	private double fps = 0;

	@Parameter(label = "Read action units", persist = false, description = DialogTexts.MOTION_UNITS)
	private boolean units = false;

	/**
	 * @param header what stands above the dialog's fields
	 */
	MotionCommand(final String header) {
		super(header);
	}

	@Override
	public String imageKind() {
		return "a clip";
	}

	/** @return the image that the command works on, see {@link #active(ImagePlus)} */
	final ImagePlus active() {
		return active(image);
	}

	/** @return frames per second of a clip that does not tell, NaN where nobody gave it */
	final double rate() {
		return Clips.givenRate(fps);
	}

	/**
	 * @param shown the active image
	 * @return how its motion is measured
	 */
	final MotionSettings settings(final ImagePlus shown) {
		return MotionSettings.defaults().withFramesPerSecond(rate()).in(FaceMarks.area(shown)).withUnits(units);
	}

	/**
	 * @param shown the active image
	 * @return which clip results are of
	 */
	static ClipName name(final ImagePlus shown) {
		return new ClipName(shown.getTitle(), ClipImages.path(shown));
	}

	/**
	 * @param file  where the motion's table is to go
	 * @param shown the active image
	 * @throws InputException if something is there that is no motion of this clip, or was changed since it was written
	 */
	static void requireReplaceableMotion(final Path file, final ImagePlus shown) {
		CsvTable.requireReplaceable(file, Table.firstColumns(MotionTrace.columns()));
		WrittenFiles.requireOurs(file);
		name(shown).requireSame(file);
	}

	/**
	 * Asks whether a long clip is to be followed, see {@link #confirm}.
	 *
	 * @param clip  the clip
	 * @param shown the active image
	 */
	final void confirmFollowing(final Clip clip, final ImagePlus shown) {
		final long frames = ClipCost.frames(clip, settings(shown));
		confirm(ClipCost.ofFollowing(frames), Counts.of(frames, "frame", "frames") + " to follow the face through");
	}
}
