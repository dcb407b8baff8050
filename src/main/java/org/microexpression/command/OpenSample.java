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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.imagej.UserSettings;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

/**
 * Opens one of the recordings that the plugin brings along: the public-domain portrait of an astronaut with a synthetic
 * expression, camera noise and slight motion of the head; or the same in a video of 20 s, with two expressions and a
 * blink.
 */
abstract class OpenSample extends ExpressionCommand {

	private static final String MENU = "File > Open Samples > Micro-Expression ";

	private final String folder;
	private final String name;

	OpenSample(final String folder, final String name) {
		this.folder = folder;
		this.name = name;
	}

	OpenSample(final ExpressionClass expression) {
		this("samples", expression.label() + ".avi");
	}

	@Override
	protected void execute(final Progress progress) {
		try (InputStream clip = OpenSample.class.getResourceAsStream("/org/microexpression/" + folder + "/" + name)) {
			if (clip == null) throw new InputException("The sample '" + name +
				"' is not in the plugin's jar; install the plugin again.");
			final Path copies = Files.createTempDirectory("microexpression-sample");
			final Path file = copies.resolve(name);
			Files.copy(clip, file);
			copies.toFile().deleteOnExit();
			file.toFile().deleteOnExit();
			ClipImages.toImagePlus(Clips.open(file, Double.NaN, UserSettings.threads(), progress)).show();
		}
		catch (final IOException e) {
			throw new InputException("The sample '" + name + "' cannot be copied to the folder for temporary files (" +
				Reasons.of(e) + "); make room there.", e);
		}
	}

	/** The sample of a negative expression. */
	@Plugin(type = Command.class, menuPath = MENU + "Clip (Negative)", headless = true, visible = false)
	public static class Negative extends OpenSample {

		/** Made by SciJava. */
		public Negative() {
			super(ExpressionClass.NEGATIVE);
		}
	}

	/** The sample of a positive expression. */
	@Plugin(type = Command.class, menuPath = MENU + "Clip (Positive)", headless = true, visible = false)
	public static class Positive extends OpenSample {

		/** Made by SciJava. */
		public Positive() {
			super(ExpressionClass.POSITIVE);
		}
	}

	/** The sample of surprise. */
	@Plugin(type = Command.class, menuPath = MENU + "Clip (Surprise)", headless = true, visible = false)
	public static class Surprise extends OpenSample {

		/** Made by SciJava. */
		public Surprise() {
			super(ExpressionClass.SURPRISE);
		}
	}

	/** The video of 20 s. */
	@Plugin(type = Command.class, menuPath = MENU + "Video (20 s)", headless = true, visible = false)
	public static class Video extends OpenSample {

		/** Made by SciJava. */
		public Video() {
			super("videos", "video.mp4");
		}
	}
}
