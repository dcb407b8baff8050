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

import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.FieldOrigin;
import org.microexpression.field.FieldView;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.imagej.FieldImages;
import org.microexpression.imagej.FieldPictures;
import org.microexpression.imagej.NewImages;
import org.microexpression.imagej.PairImages;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.RegisteredClip;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Computes the displacement field of a registered pair, or of a clip; frames that are not named are guessed. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Compute Displacement Field...", headless = true,
	visible = false)
public class ComputeDisplacement extends ExpressionCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.COMPUTE;

	@Parameter(required = false)
	private ImagePlus image;

	@Parameter(label = "Onset frame", min = "0", persist = false, description = DialogTexts.ONSET)
	private int onset = ClipRegistration.AUTOMATIC;

	@Parameter(label = "Apex frame", min = "0", persist = false, description = DialogTexts.APEX)
	private int apex = ClipRegistration.AUTOMATIC;

	@Parameter(label = "Apex guess", initializer = "offerApexFinders", persist = false,
		description = DialogTexts.APEX_FINDER)
	private String apexfinder = ApexFinder.DEFAULT;

	@Parameter(label = "Model", initializer = "offerModels", persist = false, description = DialogTexts.MODEL)
	private String model = ModelStore.SHIPPED;

	@Parameter(label = "Displacement method", initializer = "offerMethods", persist = false,
		description = DialogTexts.METHOD)
	private String method = DisplacementMethod.DEFAULT;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, description = DialogTexts.DEVICE)
	private String device = UserSettings.device();

	@Parameter(label = "View", choices = { "none", "colour", "arrows", "magnitude", "strain" }, persist = false,
		description = "A picture shown beside the displacement image: colour (direction as hue, magnitude as " +
			"saturation), arrows over the onset frame, magnitude in pixels, or optical strain (no unit).")
	private String view = "none";

	@Override
	public String imageKind() {
		return "a clip or a registered pair";
	}

	@Override
	protected void execute(final Progress progress) {
		final FieldView chosen = FieldView.parse(view);
		final Device wanted = Device.parse(device);
		final ImagePlus shown = active(image);
		try (ExpressionPipeline pipeline = new ExpressionPipeline(models(), model, UserSettings.hardware(wanted),
			DisplacementMethod.named(method), ApexFinder.named(apexfinder), loadedModels()))
		{
			final RegisteredClip registered = pairOf(shown, pipeline, onset, apex, progress);
			progress.checkCanceled();
			progress.report("Computing the displacement field", 0, 0);
			final DisplacementField field = pipeline.displacement(registered.pair());
			progress.checkCanceled();
			final FieldOrigin origin = new FieldOrigin(registered.title(), pipeline.fieldSource(), pipeline.device());
			NewImages.show(FieldImages.toImagePlus(field, origin));
			if (chosen != FieldView.NONE) NewImages.show(FieldPictures.picture(field, chosen, registered.pair().onset(),
				registered.title()));
		}
	}

	/**
	 * @param image    a registered pair, which is taken as it is, or a clip, whose landmarks may be selected
	 * @param pipeline registers clips
	 * @param onset    the onset frame's number, or {@link ClipRegistration#AUTOMATIC}
	 * @param apex     the apex frame's number, or {@link ClipRegistration#AUTOMATIC}
	 * @param progress progress and cancellation
	 * @return the pair; what the user should know about it was said
	 */
	static RegisteredClip pairOf(final ImagePlus image, final ExpressionPipeline pipeline, final int onset,
		final int apex, final Progress progress)
	{
		final boolean pair = PairImages.isPair(image);
		final String unused = FaceMarks.unused(image, !pair);
		if (!unused.isEmpty()) say(unused);
		if (pair) return PairImages.fromImagePlus(image, onset, apex);
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			final RegisteredClip registered = pipeline.register(clip, onset, apex, FaceMarks.selected(image), FaceMarks.area(
				image), progress);
			registered.remarks().forEach(ExpressionCommand::say);
			return registered;
		}
	}
}
