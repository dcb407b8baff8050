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

import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldOrigin;
import org.microexpression.field.FieldView;
import org.microexpression.imagej.FieldImages;
import org.microexpression.imagej.FieldPictures;
import org.microexpression.imagej.NewImages;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.ForeheadPair;
import org.microexpression.pipeline.RegisteredClip;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Computes the displacement field of a registered pair, or of a clip; frames that are not named are guessed. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Compute Displacement Field...", headless = true,
	visible = false)
public class ComputeDisplacement extends PairModelCommand {

	@Parameter(label = "View", choices = { "none", "colour", "arrows", "magnitude", "strain" }, persist = false,
		description = "A picture shown beside the displacement image: colour (direction as hue, magnitude as " +
			"saturation), arrows over the onset frame, magnitude in pixels, or optical strain (no unit).")
	private String view = "none";

	@Parameter(label = "With the forehead", persist = false,
		description = "Adds the 32 rows above the registered square, " +
			"where AU1 and AU2 move the skin, to image and picture; the rows below stay as they are. Needs a clip, not a " +
			"registered pair.")
	private boolean forehead = false;

	/** Made by SciJava. */
	public ComputeDisplacement() {
		super(DialogTexts.COMPUTE);
	}

	@Override
	void execute(final ImagePlus shown, final ExpressionPipeline pipeline, final Progress progress) {
		final FieldView chosen = FieldView.parse(view);
		final RegisteredClip registered = pairOf(shown, pipeline, progress);
		progress.checkCanceled();
		progress.report("Computing the displacement field", 0, 0);
		final DisplacementField square = pipeline.displacement(registered);
		progress.checkCanceled();
		final Optional<ForeheadPair> tall = forehead ? Optional.of(withForehead(shown, registered)) : Optional.empty();
		final DisplacementField field = tall.map(pair -> pair.field(square, pipeline)).orElse(square);
		final FieldOrigin origin = new FieldOrigin(registered.title(), pipeline.fieldSource(), pipeline.device());
		NewImages.show(FieldImages.toImagePlus(field, origin));
		if (chosen != FieldView.NONE) NewImages.show(FieldPictures.picture(field, chosen, Optional.of(tall.map(
			ForeheadPair::onset).orElse(registered.pair().onset())), registered.title()));
	}

	private static ForeheadPair withForehead(final ImagePlus shown, final RegisteredClip registered) {
		if (registered.landmarks().isEmpty()) throw new InputException(
			"The parameter 'forehead' is on, and a registered pair has no forehead; compute the field of the clip.");
		try (Clip clip = ClipImages.fromImagePlus(shown)) {
			return ForeheadPair.of(clip, registered);
		}
	}
}
