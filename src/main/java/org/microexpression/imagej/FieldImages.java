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

import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldOrigin;
import org.microexpression.field.FieldViews;

/**
 * Displacement fields as ImageJ images: 32-bit hyperstacks with the channels u and v (C=2), one field a frame (T).
 * Values are pixels of the registered frame, u to the right, v down, from onset to apex. The image's properties and its
 * {@code Info} text tell direction, units, model and device, and survive saving as TIFF together with every bit of the
 * values.
 */
public final class FieldImages {

	/** Image property that tells which frame the displacements lead from and to. */
	public static final String DIRECTION = FieldOrigin.DIRECTION;

	/** Image property that tells the unit of the values. */
	public static final String UNITS = DisplacementField.UNITS;

	/** Image property with the id of the model. */
	public static final String MODEL = "model";

	/** Image property with the device that computed the field. */
	public static final String DEVICE = "device";

	private static final String DIRECTION_TEXT = "onset to apex: onset(x) = apex(x + D(x))";
	private static final String UNITS_TEXT = "pixels of the registered frame; u to the right, v down";

	private FieldImages() {
		// Static methods only.
	}

	/**
	 * @param field  displacements in pixels
	 * @param origin what the image says of where it comes from
	 * @return an image that owns its pixels
	 */
	public static ImagePlus toImagePlus(final DisplacementField field, final FieldOrigin origin) {
		return toImagePlus(List.of(field), origin);
	}

	/**
	 * @param fields displacements in pixels, all of one size; at least one
	 * @param origin what the image says of where they come from
	 * @return an image of one frame (T) a field, that owns its pixels
	 */
	public static ImagePlus toImagePlus(final List<DisplacementField> fields, final FieldOrigin origin) {
		final ImageStack stack = new ImageStack(fields.get(0).width(), fields.get(0).height());
		for (final DisplacementField field : fields) {
			stack.addSlice("u", field.u().clone());
			stack.addSlice("v", field.v().clone());
		}
		final ImagePlus image = new ImagePlus(origin.name() + " displacement (onset to apex)", stack);
		image.setDimensions(2, 1, fields.size());
		image.setOpenAsHyperStack(true);
		final Calibration calibration = new Calibration(image);
		calibration.setUnit("pixel");
		calibration.setValueUnit("pixel");
		image.setCalibration(calibration);
		image.setProp(DIRECTION, DIRECTION_TEXT);
		image.setProp(UNITS, UNITS_TEXT);
		image.setProp(MODEL, origin.model());
		image.setProp(DEVICE, origin.device());
		image.setProperty("Info", DIRECTION + ": " + DIRECTION_TEXT + "\n" + UNITS + ": " + UNITS_TEXT + "\n" + MODEL +
			": " + origin.model() + "\n" + DEVICE + ": " + origin.device() + "\n");
		setSymmetricRange(image, fields);
		return image;
	}

	/**
	 * @param image an image as {@link #toImagePlus} makes it, or any 32-bit image whose first two channels are u and v
	 * @return the field of its first frame
	 * @throws InputException if the image is no displacement field
	 */
	public static DisplacementField fromImagePlus(final ImagePlus image) {
		return fromImagePlus(image, 1);
	}

	/**
	 * @param image an image as {@link #toImagePlus} makes it, or any 32-bit image whose first two channels are u and v
	 * @param frame frame (T), 1-based
	 * @return the field of that frame, a copy
	 * @throws InputException if the image is no displacement field or has no such frame
	 */
	public static DisplacementField fromImagePlus(final ImagePlus image, final int frame) {
		final int channels = image.getNChannels();
		if (image.getBitDepth() != 32 || channels < 2) throw new InputException("The image '" + image.getTitle() +
			"' is no displacement field: it has " + image.getBitDepth() + " bits and " + Counts.of(channels, "channel",
				"channels") + "; give a 32-bit image with the channels u and v.");
		if (frame < 1 || frame > image.getNFrames()) throw new InputException("The displacement image '" + image
			.getTitle() + "' has no frame " + frame + "; give a number from 1 to " + image.getNFrames() + ".");
		return new DisplacementField(image.getWidth(), image.getHeight(), channel(image, 1, frame), channel(image, 2,
			frame));
	}

	/**
	 * @param image an image made by {@link #toImagePlus}, also after saving and opening
	 * @return what it says of where it comes from; {@code unknown} where it says nothing
	 */
	public static FieldOrigin origin(final ImagePlus image) {
		return new FieldOrigin(image.getTitle(), property(image, MODEL), property(image, DEVICE));
	}

	private static String property(final ImagePlus image, final String key) {
		final String value = image.getProp(key);
		return value == null ? "unknown" : value;
	}

	private static float[] channel(final ImagePlus image, final int channel, final int frame) {
		final float[] values = ((float[]) image.getStack().getPixels(image.getStackIndex(channel, 1, frame))).clone();
		for (int i = 0; i < values.length; i++) {
			if (!Float.isFinite(values[i])) throw new InputException("The displacement image '" + image.getTitle() +
				"' holds " + values[i] + " in channel " + channel + " at column " + i % image.getWidth() + ", row " + i / image
					.getWidth() + "; replace it by a number first.");
		}
		return values;
	}

	private static void setSymmetricRange(final ImagePlus image, final List<DisplacementField> fields) {
		double largest = 0;
		for (final DisplacementField field : fields) {
			largest = Math.max(largest, FieldViews.roundFullScale(FieldViews.magnitude(field)));
		}
		image.setDisplayRange(-largest, largest);
	}
}
