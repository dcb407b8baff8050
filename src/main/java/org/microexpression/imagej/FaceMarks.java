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

package org.microexpression.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;

import java.util.Optional;
import java.util.Set;

import org.microexpression.base.InputException;
import org.microexpression.clip.ClipImages;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FacialLandmarks;

/**
 * Facial landmarks in the overlay of an image. A person corrects them by clicking on the overlay's points, which makes
 * them the selection, moving some, and running the command again.
 */
public final class FaceMarks {

	private static final String POINTS = "landmarks";

	/** The names that {@link LandmarkRois#overlay} gives. */
	private static final Set<String> NAMES = Set.of(POINTS, "jaw", "brows", "nose", "eyes", "mouth");

	private FaceMarks() {
		// Static methods only.
	}

	/**
	 * @param image     gets the landmarks as part of its overlay, in place of earlier ones
	 * @param landmarks in pixels of the image
	 * @param slice     the slice that they are shown on, or 0 for all
	 */
	public static void show(final ImagePlus image, final FacialLandmarks landmarks, final int slice) {
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
		for (int i = overlay.size() - 1; i >= 0; i--)
			if (overlay.get(i).getName() != null && NAMES.contains(overlay.get(i).getName())) overlay.remove(i);
		for (final Roi roi : LandmarkRois.overlay(landmarks)) {
			roi.setPosition(slice);
			overlay.add(roi);
		}
		image.setOverlay(overlay);
	}

	/**
	 * @param image an image
	 * @return the landmarks selected in it as 68 or 5 points; empty where no points are selected
	 * @throws InputException if points are selected that cannot be landmarks
	 */
	public static Optional<FacialLandmarks> selected(final ImagePlus image) {
		return image.getRoi() instanceof PointRoi points ? Optional.of(LandmarkRois.fromRoi(points)) : Optional.empty();
	}

	/**
	 * @param image an image
	 * @return where its face is to be searched: in the area that is selected, or everywhere
	 */
	public static FaceArea area(final ImagePlus image) {
		return hasArea(image) ? ClipImages.Selection.of(image.getRoi()).contains()::test : FaceArea.EVERYWHERE;
	}

	/**
	 * @param image    an image
	 * @param hasFaces whether a face is searched in it, so that a selected area counts
	 * @return a sentence that says that what is selected in it is not used; empty if it is used or nothing is selected
	 */
	public static String unused(final ImagePlus image, final boolean hasFaces) {
		final Roi selection = image.getRoi();
		if (selection == null || selection instanceof PointRoi || hasFaces && hasArea(image)) return "";
		return "The selection (" + selection.getTypeAsString() + ") in '" + image.getTitle() + "' was not used; " +
			(hasFaces ? "an area chooses the face, 5 or 68 points are its landmarks."
				: "5 or 68 points are the landmarks of the pair.");
	}

	private static boolean hasArea(final ImagePlus image) {
		return image.getRoi() != null && ClipImages.Selection.of(image.getRoi()).isArea();
	}

	/**
	 * @param image an image
	 * @return the landmarks of its overlay, if it shows any
	 */
	public static Optional<FacialLandmarks> shown(final ImagePlus image) {
		if (image.getOverlay() == null) return Optional.empty();
		for (final Roi roi : image.getOverlay())
			if (POINTS.equals(roi.getName()) && roi instanceof PointRoi) return Optional.of(LandmarkRois.fromRoi(roi));
		return Optional.empty();
	}
}
