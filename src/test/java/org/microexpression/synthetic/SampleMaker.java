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
import java.util.List;

import org.microexpression.base.Progress;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;

/**
 * Makes the clips of {@code File > Open Samples}, one a class, and the frames of the video: the astronaut portrait with
 * a clear synthetic expression, slight head motion and camera noise. {@code bin/make-samples} runs it; the same program
 * makes the same frames.
 */
public final class SampleMaker {

	/** Index of the frames in every sample; the frame numbers that people give are one higher. */
	static final TimeCourse COURSE = new TimeCourse(3, 13, 25, 1, 1.3);

	private SampleMaker() {
		// Static only.
	}

	/**
	 * @param expression a class
	 * @return the sample clip of that class
	 */
	public static SyntheticClip sample(final ExpressionClass expression) {
		final List<Activation> activations = switch (expression) {
			case NEGATIVE -> List.of(of(ActionUnit.AU4, FaceSide.LEFT, 2.2), of(ActionUnit.AU4, FaceSide.RIGHT, 2), of(
				ActionUnit.AU7, FaceSide.LEFT, 1), of(ActionUnit.AU7, FaceSide.RIGHT, 1));
			case POSITIVE -> List.of(of(ActionUnit.AU12, FaceSide.LEFT, 2), of(ActionUnit.AU12, FaceSide.RIGHT, 2.3), of(
				ActionUnit.AU6, FaceSide.LEFT, 1.2), of(ActionUnit.AU6, FaceSide.RIGHT, 1.3));
			case SURPRISE -> List.of(of(ActionUnit.AU1, FaceSide.LEFT, 2.2), of(ActionUnit.AU1, FaceSide.RIGHT, 2.1), of(
				ActionUnit.AU2, FaceSide.LEFT, 1.9), of(ActionUnit.AU2, FaceSide.RIGHT, 2));
		};
		return new SyntheticClip(expression.label() + ".avi", 2, 20 + expression.ordinal(), expression, activations, COURSE,
			SyntheticClip.Setting.sample());
	}

	/** @return the sample video: a surprise of 0.4 s at 4 s, a blink at 9.5 s, a smile of 1.8 s at 13 s */
	public static LongVideo video() {
		final LongVideo.Setting usual = LongVideo.Setting.usual(20, 30);
		final LongVideo.Setting setting = new LongVideo.Setting(new LongVideo.Format(320, 280, 20, 30),
			new LongVideoScript.Acting(usual.acting().micro(), usual.acting().macro(), 0, false, false, false, 0.6),
			new LongVideo.Camera(0.8, 0, 50, 0, 0.01));
		return new LongVideo("video.mp4", FilmedFace.of(LongVideo.Person.PORTRAIT, 2, setting.format()), 2, 2, setting, List
			.of(new Deed(Deed.units("1:2+2:1.8"), 4, 4.17, 4.4), Deed.blink(9.5), new Deed(Deed.units("12:3+6:1.6"), 13, 13.6,
				14.8)));
	}

	/**
	 * Writes {@code negative.avi}, {@code positive.avi} and {@code surprise.avi}.
	 *
	 * @param arguments the folder to write to, and, if the video is wanted, a folder for its frames
	 */
	public static void main(final String... arguments) {
		final Path folder = Path.of(arguments.length > 0 ? arguments[0] : "src/main/resources/org/microexpression/samples");
		for (final ExpressionClass expression : ExpressionClass.values())
			SyntheticMovies.writeAvi(sample(expression), folder.resolve(expression.label() + ".avi"));
		if (arguments.length > 1) SyntheticClipFiles.writeFrames(video(), Path.of(arguments[1]), "png", Progress.none());
	}

	private static Activation of(final ActionUnit unit, final FaceSide side, final double strength) {
		return new Activation(unit, side, strength);
	}
}
