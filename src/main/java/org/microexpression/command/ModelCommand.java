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

import org.microexpression.base.Extensions;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.spotting.Spotter;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/**
 * A command that uses a model and needs no open image. The model's parameters come last in its dialog, though SciJava
 * lists a superclass first.
 */
abstract class ModelCommand extends ExpressionCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header;

	@Parameter(label = "Model", initializer = "offerModels", persist = false, description = DialogTexts.MODEL, attrs = {
		@Attr(name = LAST), @Attr(name = MODEL) })
	private String model = ModelStore.SHIPPED;

	@Parameter(label = "Displacement method", initializer = "offerMethods", persist = false,
		description = DialogTexts.METHOD, attrs = @Attr(name = LAST))
	private String method = DisplacementMethod.DEFAULT;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false, description = DialogTexts.DEVICE,
		attrs = @Attr(name = LAST))
	private String device = UserSettings.device();

	/**
	 * @param header what stands above the dialog's fields
	 */
	ModelCommand(final String header) {
		this.header = header;
	}

	/** @return a model's id or folder */
	final String model() {
		return model;
	}

	/** @return what computes displacement fields */
	final DisplacementMethod method() {
		return method(method);
	}

	/** @return where the model runs, and with how many threads */
	final Hardware hardware() {
		return UserSettings.hardware(Device.parse(device));
	}

	/** Initializer of the parameter 'spotter', where a command has it. */
	protected final void offerSpotters() {
		offer("spotter", Extensions.of(Spotter.class, Spotter::title));
	}
}
