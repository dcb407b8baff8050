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

import java.util.Optional;

import ij.ImagePlus;

import java.util.Map;

import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.imagej.ClipFrames;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.imagej.UserSettings;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.RegisteredClip;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that works on two frames of the active image, the onset and the apex. */
abstract class PairCommand extends ExpressionCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header;

	@Parameter(required = false)
	private ImagePlus image;

	@Parameter(label = "Onset frame", min = "0", persist = false, description = DialogTexts.ONSET, attrs = @Attr(
		name = FRAME))
	private int onset = ClipRegistration.AUTOMATIC;

	@Parameter(label = "Apex frame", min = "0", persist = false, description = DialogTexts.APEX, attrs = @Attr(
		name = FRAME))
	private int apex = ClipRegistration.AUTOMATIC;

	@Parameter(label = "Apex guess", initializer = "offerApexFinders", persist = false,
		description = DialogTexts.APEX_FINDER)
	private String apexfinder = ApexFinder.DEFAULT;

	/** Finds the face in a clip and registers two of its frames. */
	@FunctionalInterface
	interface Registrar {

		/** @see ClipRegistration#register */
		RegisteredClip register(Clip clip, int onset, int apex, Optional<FacialLandmarks> given, FaceArea area,
			Progress progress);
	}

	/**
	 * @param header what stands above the dialog's fields
	 */
	PairCommand(final String header) {
		this.header = header;
	}

	/** A named apex is not guessed. */
	@Override
	public boolean uses(final String parameter, final Map<String, String> values) {
		return !parameter.equals("apexfinder") || values.get("apex").strip().matches("0+|guess");
	}

	/** @return the image that the command works on, see {@link #active(ImagePlus)} */
	final ImagePlus active() {
		return active(image);
	}

	/** @return what guesses an apex that is not named */
	final ApexFinder apexFinder() {
		return finder(apexfinder).withThreads(UserSettings.threads());
	}

	/** @return the onset frame's number, or {@link ClipRegistration#AUTOMATIC} */
	final int onset() {
		return onset == CURRENT ? ClipFrames.current(image) : onset;
	}

	/** @return the apex frame's number, or {@link ClipRegistration#AUTOMATIC} */
	final int apex() {
		return apex == CURRENT ? ClipFrames.current(image) : apex;
	}

	/**
	 * @param shown     a clip, whose landmarks may be selected
	 * @param registrar registers the frames
	 * @param progress  progress and cancellation
	 * @return the registered pair; what the user should know about it was said
	 */
	final RegisteredClip register(final ImagePlus shown, final Registrar registrar, final Progress progress) {
		try (Clip clip = ClipImages.fromImagePlus(shown)) {
			final RegisteredClip registered = registrar.register(clip, onset(), apex(), FaceMarks.selected(shown), FaceMarks
				.area(shown), progress);
			registered.remarks().forEach(ExpressionCommand::say);
			ClipFrames.remember(shown, registered.onset(), registered.apex());
			return registered;
		}
	}
}
