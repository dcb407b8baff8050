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
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.imagej.NewImages;
import org.microexpression.imagej.PairImages;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.GuessSetup;
import org.microexpression.pipeline.RegisteredClip;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/** Finds the face in a clip and registers onset and apex frame to the canonical layout. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Register Onset and Apex...", headless = true,
	visible = false)
public class RegisterFrames extends PairCommand {

	/** Made by SciJava. */
	public RegisterFrames() {
		super(DialogTexts.REGISTER);
	}

	@Override
	public String imageKind() {
		return "a clip";
	}

	@Override
	protected void execute(final Progress progress) {
		final ImagePlus shown = active();
		final String unused = FaceMarks.unused(shown, true);
		if (!unused.isEmpty()) say(unused);
		try (ClipRegistration registration = registration()) {
			final RegisteredClip registered = register(shown, registration::register, progress);
			progress.checkCanceled();
			try (Clip clip = ClipImages.fromImagePlus(shown)) {
				FaceMarks.show(shown, registered.landmarks().orElseThrow(), clip.indexOf(registered.onset()) + 1);
			}
			NewImages.show(PairImages.toImagePlus(registered));
		}
	}

	/** Guesses by the motion that Recognize and Spot Expressions measure unless told otherwise. */
	private ClipRegistration registration() {
		if (!models().ids().contains(ModelStore.SHIPPED)) return new ClipRegistration(models(), Device.CPU, apexFinder(),
			loadedModels());
		return new ClipRegistration(new GuessSetup(models(), ModelStore.SHIPPED, Hardware.of(Device.CPU), loadedModels()),
			apexFinder());
	}
}
