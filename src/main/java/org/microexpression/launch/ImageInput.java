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

package org.microexpression.launch;

import ij.ImagePlus;

import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.command.ExpressionCommand;
import org.microexpression.imagej.ActiveImage;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/** The image that a command works on, where its caller named none. */
final class ImageInput {

	private ImageInput() {
		// Static methods only.
	}

	/**
	 * @param module a command
	 * @param image  what it works on if no other image was named; empty if none is open
	 */
	static void fill(final Module module, final Optional<ImagePlus> image) {
		of(module).map(ModuleItem::getName).filter(name -> image.isPresent() && !module.isInputResolved(name)).ifPresent(
			name -> {
				module.setInput(name, image.get());
				module.resolveInput(name);
			});
	}

	/**
	 * @param module a command
	 * @throws InputException if the command needs an image and has none
	 */
	static void check(final Module module) {
		of(module).ifPresent(item -> ActiveImage.check((ImagePlus) module.getInput(item.getName()),
			((ExpressionCommand) module.getDelegateObject()).imageKind()));
	}

	/**
	 * @param module a command
	 * @return the image that it works on; empty where it has none
	 */
	static Optional<ImagePlus> given(final Module module) {
		return of(module).map(item -> (ImagePlus) module.getInput(item.getName()));
	}

	private static Optional<ModuleItem<?>> of(final Module module) {
		for (final ModuleItem<?> item : module.getInfo().inputs())
			if (item.getType() == ImagePlus.class) return Optional.of(item);
		return Optional.empty();
	}
}
