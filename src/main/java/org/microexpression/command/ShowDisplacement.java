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
import org.microexpression.field.FieldView;
import org.microexpression.imagej.FieldImages;
import org.microexpression.imagej.FieldPictures;
import org.microexpression.imagej.NewImages;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Shows the active displacement image as colours, arrows, magnitude or optical strain. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Show Displacement As...", headless = true,
	visible = false)
public class ShowDisplacement extends ExpressionCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.SHOW;

	@Parameter(required = false)
	private ImagePlus image;

	@Parameter(label = "View", choices = { "colour", "arrows", "magnitude", "strain" }, persist = false,
		description = "colour: direction as hue, magnitude as saturation, with a legend; arrows: displacements, " +
			"magnified; magnitude: length in pixels; strain: optical strain (no unit).")
	private String view = "colour";

	@Override
	public String imageKind() {
		return "a displacement image";
	}

	@Override
	protected void execute(final Progress progress) {
		final FieldView chosen = FieldView.parse(view);
		if (chosen == FieldView.NONE) throw new InputException(
			"The parameter 'view' is 'none'; give colour, arrows, magnitude or strain.");
		final ImagePlus field = active(image);
		NewImages.show(FieldPictures.picture(FieldImages.fromImagePlus(field), chosen, Optional.empty(), FieldImages.origin(
			field).name()));
	}
}
