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
import org.microexpression.field.DisplacementMethod;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.imagej.PairImages;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.RegisteredClip;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/**
 * A command that gives two frames of a clip, or a registered pair, to a model. Java has one superclass, so the model's
 * parameters stand here and in {@link ModelCommand}.
 */
abstract class PairModelCommand extends PairCommand {

	@Parameter(label = "Model", initializer = "offerModels", persist = false, description = DialogTexts.MODEL,
		attrs = @Attr(name = MODEL))
	private String model = ModelStore.SHIPPED;

	@Parameter(label = "Displacement method", initializer = "offerMethods", persist = false,
		description = DialogTexts.METHOD)
	private String method = DisplacementMethod.DEFAULT;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, description = DialogTexts.DEVICE)
	private String device = UserSettings.device();

	/**
	 * @param header what stands above the dialog's fields
	 */
	PairModelCommand(final String header) {
		super(header);
	}

	@Override
	public final String imageKind() {
		return "a clip or a registered pair";
	}

	/**
	 * Does the command's work with the model that was chosen.
	 *
	 * @param shown    the active image
	 * @param pipeline the model
	 * @param progress progress and cancellation
	 */
	abstract void execute(ImagePlus shown, ExpressionPipeline pipeline, Progress progress);

	@Override
	protected final void execute(final Progress progress) {
		final Device wanted = Device.parse(device);
		final ImagePlus shown = active();
		try (ExpressionPipeline pipeline = new ExpressionPipeline(models(), model, UserSettings.hardware(wanted), method(
			method), apexFinder(), loadedModels()))
		{
			execute(shown, pipeline, progress);
		}
	}

	/**
	 * @param shown    a registered pair, which is taken as it is, or a clip, whose landmarks may be selected
	 * @param pipeline registers clips
	 * @param progress progress and cancellation
	 * @return the pair; what the user should know about it was said
	 */
	final RegisteredClip pairOf(final ImagePlus shown, final ExpressionPipeline pipeline, final Progress progress) {
		final boolean pair = PairImages.isPair(shown);
		final String unused = FaceMarks.unused(shown, !pair);
		if (!unused.isEmpty()) say(unused);
		if (!pair) return register(shown, pipeline::register, progress);
		final RegisteredClip registered = PairImages.fromImagePlus(shown, onset(), apex());
		registered.remarks().forEach(ExpressionCommand::say);
		return registered;
	}
}
