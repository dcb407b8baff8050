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

import java.io.File;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.imagej.UserSettings;
import org.microexpression.pipeline.ClipRegistration;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Opens a clip as a stack whose frames are read when they are looked at. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Import Expression Clip...", headless = true,
	visible = false)
public class ImportClip extends ExpressionCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.IMPORT;

	@Parameter(label = "Path", style = FileWidget.FILE_AND_DIRECTORY_STYLE, persist = false,
		description = "A video (MP4, MOV, MKV, WebM, AVI, MTS), a TIFF or OME-TIFF stack, or a folder of numbered " +
			"JPEG, PNG or BMP frames.")
	private File path = new File("");

	@Parameter(label = "Frames per second", min = "0", persist = false, description = "Of the camera, where the file " +
		"does not say it, as folders of pictures do not, or says another; 0 takes what the file says.")
	private double fps;

	@Override
	protected void execute(final Progress progress) {
		require("path", path, "a movie, a stack or a folder of numbered frames");
		final double rate = Clips.givenRate(fps);
		progress.report("Opening " + path.getName(), 0, 0);
		final Clip clip = Clips.open(path.toPath(), rate, UserSettings.threads(), progress);
		try {
			ClipRegistration.requireFrames(clip);
		}
		catch (final InputException e) {
			clip.close();
			throw e.with(clip.remarks());
		}
		if (!clip.reader().isEmpty()) say(clip.reader());
		clip.remarks().forEach(ExpressionCommand::say);
		ClipImages.toImagePlus(clip, path.toPath()).show();
	}
}
