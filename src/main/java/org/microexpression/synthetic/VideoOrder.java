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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.microexpression.base.InputException;

/**
 * Made-up videos as somebody orders them in words: long ones in which things happen by chance, or clips of an
 * expression by hand.
 *
 * @param seconds length of long videos, 0 for clips by hand
 * @param fps     frames a second
 * @param events  what happens besides expressions: any of blinks, talking, head, flicker, or neutral for no expression
 *                by chance, parted by commas or blanks; none for nothing. Empty: all in long videos, nothing in clips
 *                by hand
 * @param units   action units by hand such as {@code L12:0.6+4:1.5} ({@link Deed#units}), empty for none
 * @param course  onset, apex and offset by hand, in milliseconds from the start, parted by commas
 */
public record VideoOrder(double seconds, double fps, String events, String units, String course) {

	private static final List<String> EVENTS = List.of("blinks", "talking", "head", "flicker", "neutral");

	/**
	 * What is to be recorded.
	 *
	 * @param setting length, acting and camera
	 * @param deeds   what everybody does at given times, empty where all is left to chance
	 */
	public record Plan(LongVideo.Setting setting, List<Deed> deeds) {

		/**
		 * @param seed seed of everything
		 * @param face the face of everybody, empty for made-up people
		 * @return the videos
		 */
		public VideoDataset dataset(final long seed, final Optional<FilmedFace> face) {
			return new VideoDataset(seed, setting, deeds, deeds.isEmpty() ? "" : Activation.facs(deeds.get(0).units()), face);
		}
	}

	/** @return whether these are clips of one expression by hand, no longer than it needs */
	public boolean isShort() {
		return seconds == 0;
	}

	/**
	 * @param strength strengths of micro-expressions by chance, registered px; macro-expressions are up to 1.8 times as
	 *                 strong
	 * @param sway     how far the head sways, registered px
	 * @param camera   noise, compression and mains; flicker and drift are the order's business
	 * @return what is to be recorded
	 * @throws InputException naming the part of the order that cannot be understood
	 */
	public Plan plan(final LongVideoScript.Range strength, final double sway, final LongVideo.Camera camera) {
		final List<Deed> deeds = units.isBlank() ? List.of() : List.of(deed());
		if (isShort() && deeds.isEmpty()) throw new InputException(
			"The parameter 'seconds' is 0 and 'units' is empty; give the length of a video, or action units by hand, such as " +
				"L12:0.6.");
		final double length = isShort() ? deeds.get(0).offset() + deeds.get(0).onset() : seconds;
		if (!deeds.isEmpty() && deeds.get(0).offset() > length) throw new InputException("The parameter 'course' is '" +
			course + "', which is not over after " + length + " s; give a longer video or an earlier expression.");
		if (Math.round(length * fps) < 2) throw new InputException("The clips have fewer than two frames (" + length +
			" s at " + fps + " frames/s); make them longer, or give more frames a second.");
		final Set<String> happening = happening();
		final LongVideo.Setting usual = LongVideo.Setting.usual(length, fps);
		final boolean chance = !isShort() && !happening.contains("neutral");
		final LongVideoScript.Acting acting = new LongVideoScript.Acting(strength, new LongVideoScript.Range(0.9 * strength
			.high(), 1.8 * strength.high()), chance ? usual.acting().expressions() : 0, happening.contains("talking"),
			happening.contains("head"), happening.contains("blinks"), sway);
		return new Plan(new LongVideo.Setting(usual.format(), acting, new LongVideo.Camera(camera.noise(), camera.quality(),
			camera.mains(), happening.contains("flicker") ? usual.camera().flicker() : 0, isShort() ? 0 : usual.camera()
				.drift())), deeds);
	}

	private Deed deed() {
		final double[] times = Arrays.stream(course.split("\\s*[,;]\\s*")).mapToDouble(VideoOrder::number).toArray();
		if (times.length != 3) throw new InputException("The parameter 'course' is '" + course +
			"'; give onset, apex and offset in milliseconds, such as 500,620,900.");
		return new Deed(Deed.units(units), times[0] / 1000, times[1] / 1000, times[2] / 1000);
	}

	private static double number(final String text) {
		try {
			return Double.parseDouble(text.strip());
		}
		catch (final NumberFormatException e) {
			throw new InputException("The parameter 'course' holds '" + text +
				"', which is no number; give onset, apex and offset in milliseconds, such as 500,620,900.", e);
		}
	}

	private Set<String> happening() {
		if (events.isBlank()) return isShort() ? Set.of() : Set.of("blinks", "talking", "head", "flicker");
		final Set<String> happening = new TreeSet<>();
		for (final String event : events.toLowerCase(Locale.ROOT).strip().split("[\\s,;]+")) {
			if (event.equals("none")) continue;
			if (!EVENTS.contains(event)) throw new InputException("The parameter 'events' holds '" + event +
				"'; give any of " + String.join(", ", EVENTS) + ", or none.");
			happening.add(event);
		}
		return happening;
	}
}
