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

package org.microexpression.spotting;

import java.util.List;

import org.microexpression.base.Extensions;
import org.microexpression.base.InputException;
import org.microexpression.motion.MotionTrace;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/**
 * A way to spot expressions in the motion of a face. A class of this type that carries {@code @Plugin(type =
 * Spotter.class)} and has a public constructor without parameters is offered in every dialog that spots, in macros and
 * here; {@link Plugin#priority} says how far up it stands. Spotters keep no state.
 */
public interface Spotter extends SciJavaPlugin {

	/** Title of the spotter that is used where none is named. */
	String DEFAULT = "rise and fall";

	/** @return the name in dialogs, macros and tables */
	String title();

	/**
	 * Spots everything in a clip.
	 *
	 * @param trace    the motion of the face
	 * @param settings what is spotted
	 * @return what was found, in the order of the onsets: expressions, which do not overlap each other, and blinks,
	 *         movements of the head and talking, which may overlap anything
	 */
	List<SpottedInterval> spot(MotionTrace trace, SpotterSettings settings);

	/** @return every spotter on the class path, in the order of the dialogs */
	static List<Spotter> all() {
		return Extensions.of(Spotter.class, Spotter::title).usable();
	}

	/**
	 * @param title a spotter's title, in any case and without regard to spaces and punctuation
	 * @return the spotter
	 * @throws InputException listing the spotters, if there is none of that title
	 */
	static Spotter named(final String title) {
		return Extensions.of(Spotter.class, Spotter::title).named(title, "spotter");
	}
}
