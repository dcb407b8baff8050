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
import ij.ImageStack;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.KeyTimes;
import org.microexpression.pipeline.NeighbouringPairs;
import org.microexpression.pipeline.RegisteredClip;

/** Registered pairs as ImageJ stacks: slice 1 the onset frame, slice 2 the apex frame, the landmarks as overlay. */
public final class PairImages {

	/** How the labels of the slices begin, up to the frame's number. */
	private static final String ONSET = "onset, frame ", APEX = "apex, frame ";

	/** The property that holds the name of the clip that a pair was made of. */
	static final String CLIP = "clip";

	/** The property that tells which of the frames were guessed. */
	private static final String GUESSED = "guessed";

	/** Properties that hold the frames' times in seconds, and where these come from. */
	private static final String ONSET_TIME = "onset_seconds", APEX_TIME = "apex_seconds", TIMES = "times";

	private PairImages() {
		// Static methods only.
	}

	/**
	 * @param registered a registered clip
	 * @return an image that owns its pixels: 32-bit grey levels 0..255, shown from 0 to 255; its property {@code clip}
	 *         and its slice labels tell where it comes from, also after saving and opening
	 */
	public static ImagePlus toImagePlus(final RegisteredClip registered) {
		final RegisteredPair pair = registered.pair();
		final ImageStack stack = new ImageStack((int) pair.onset().dimension(0), (int) pair.onset().dimension(1));
		stack.addSlice(ONSET + registered.onset() + time(registered.times().onset()), pair.onsetPixels().clone());
		stack.addSlice(APEX + registered.apex() + time(registered.times().apex()), pair.apexPixels().clone());
		final ImagePlus image = new ImagePlus(registered.title() + " registered", stack);
		image.setDisplayRange(0, 255);
		image.setProp(CLIP, registered.clip());
		image.setProp(GUESSED, registered.guessed());
		if (registered.times().known()) {
			image.setProp(ONSET_TIME, Double.toString(registered.times().onset().getAsDouble()));
			image.setProp(APEX_TIME, Double.toString(registered.times().apex().getAsDouble()));
			image.setProp(TIMES, registered.times().source());
		}
		pair.landmarks().ifPresent(face -> FaceMarks.show(image, face, 0));
		return image;
	}

	/**
	 * @param image an image
	 * @return whether it is a registered pair: two slices that {@link #toImagePlus} has made, or that are labelled as its
	 *         are, {@code onset, frame 43} and {@code apex, frame 100}. Two slices else are a clip of two frames
	 * @throws InputException if it is a displacement image, which has two slices as well
	 */
	public static boolean isPair(final ImagePlus image) {
		if (image.getProp(FieldImages.DIRECTION) != null) throw new InputException("The image '" + image.getTitle() +
			"' is a displacement image; choose the window of a clip or a registered pair first.");
		if (image.getStackSize() != 2) return false;
		return image.getProp(GUESSED) != null || ClipRegistration.arePair(label(image, 1), label(image, 2));
	}

	private static String label(final ImagePlus image, final int slice) {
		final String label = image.getStack().getSliceLabel(slice);
		return label == null ? "" : label;
	}

	/**
	 * @param image a registered pair, of any size
	 * @param onset the onset's frame number that the pair must be of, or {@link ClipRegistration#AUTOMATIC}
	 * @param apex  the apex's frame number that the pair must be of, or {@link ClipRegistration#AUTOMATIC}
	 * @return the pair as it is
	 * @throws InputException if it is of other frames, its labels contradict each other, or a slice cannot be read or
	 *                        holds pixels that are no numbers
	 */
	public static RegisteredClip fromImagePlus(final ImagePlus image, final int onset, final int apex) {
		requireOrder(image.getTitle(), label(image, 1), label(image, 2));
		final ImagePlus slices = asSlices(image);
		try (Clip clip = ClipImages.fromImagePlus(slices)) {
			require(image, "onset", onset, clip.frameNumber(0));
			require(image, "apex", apex, clip.frameNumber(1));
			final Optional<FacialLandmarks> landmarks = FaceMarks.selected(image).or(() -> FaceMarks.shown(image));
			final RegisteredPair pair = new RegisteredPair(clip.frame(0), clip.frame(1), landmarks);
			final String name = image.getProp(CLIP) == null ? image.getTitle() : image.getProp(CLIP);
			final String guessed = image.getProp(GUESSED) == null ? RegisteredClip.UNKNOWN : image.getProp(GUESSED);
			return new RegisteredClip(name, clip.frameNumber(0), clip.frameNumber(1), pair, Optional.empty(), guessed, times(
				image), remarks(image, clip), NeighbouringPairs.NONE);
		}
	}

	/** Whoever changes labels by hand may leave two that no pair has. */
	private static void requireOrder(final String title, final String first, final String second) {
		final boolean ascending = !ClipRegistration.arePair(first, second) || number(first, ONSET).compareTo(number(second,
			APEX)) < 0;
		if (ascending && !first.startsWith(APEX) && !second.startsWith(ONSET)) return;
		throw new InputException("The registered pair '" + title + "' has slice labels that contradict each other ('" +
			first + "', '" + second + "'): the onset comes first and the apex after it; correct them with Image > Stacks > " +
			"Set Label, or register the clip again.");
	}

	private static BigInteger number(final String label, final String begin) {
		return new BigInteger(label.substring(begin.length()).split(" ")[0]);
	}

	private static List<String> remarks(final ImagePlus image, final Clip clip) {
		final List<String> remarks = new ArrayList<>(clip.remarks());
		if ((label(image, 1) + label(image, 2)).codePoints().noneMatch(Character::isDigit)) remarks.add(
			"The slice labels of the registered pair '" + image.getTitle() +
				"' do not say which frames it is of, so they are called 1 and 2.");
		return remarks;
	}

	private static String time(final OptionalDouble seconds) {
		return seconds.isEmpty() ? "" : " (" + KeyTimes.text(seconds) + ")";
	}

	private static KeyTimes times(final ImagePlus pair) {
		final String onset = pair.getProp(ONSET_TIME), apex = pair.getProp(APEX_TIME), source = pair.getProp(TIMES);
		if (onset == null || apex == null || source == null) return KeyTimes.UNKNOWN;
		try {
			return new KeyTimes(OptionalDouble.of(Double.parseDouble(onset)), OptionalDouble.of(Double.parseDouble(apex)),
				source);
		}
		catch (final NumberFormatException e) {
			// Whoever changed them by hand has no times.
			return KeyTimes.UNKNOWN;
		}
	}

	private static void require(final ImagePlus image, final String parameter, final int wanted, final int found) {
		if (wanted != ClipRegistration.AUTOMATIC && wanted != found) throw new InputException("'" + parameter + "' is " +
			wanted + " but the registered pair '" + image.getTitle() + "' is of frame " + found +
			"; give 0, or register the clip again with the frames wanted.");
	}

	/** Two slices may also be called channels, as in a composite image. */
	private static ImagePlus asSlices(final ImagePlus image) {
		if (image.getNChannels() == 1) return image;
		final ImagePlus slices = new ImagePlus(image.getTitle(), image.getStack());
		slices.setDimensions(1, 2, 1);
		return slices;
	}
}
