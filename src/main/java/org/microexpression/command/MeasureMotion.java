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

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.Progress;
import org.microexpression.base.Replaceable;
import org.microexpression.base.WrittenFiles;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.imagej.timeline.MotionPlot;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionTrace;
import org.microexpression.timeline.Curve;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineColors;
import org.microexpression.timeline.TimelineDrawing;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Measures how the face of the active clip moves: a row a frame, and curves. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Measure Facial Motion...", headless = true,
	visible = false)
public class MeasureMotion extends MotionCommand implements ShowsNoImage {

	@Parameter(label = "CSV file to write", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "The table with all digits; empty for none.")
	private File csv = new File("");

	@Parameter(label = "Figure to write", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "The curve of the whole face, as SVG or PDF, as the file's ending says; empty for none.")
	private File figure = new File("");

	@Parameter(label = "Plot", persist = false, description = "Shows the curve of the whole face in a plot window.")
	private boolean plot = true;

	/** Made by SciJava. */
	public MeasureMotion() {
		super(DialogTexts.MEASURE_MOTION);
	}

	@Override
	protected void execute(final Progress progress) {
		final ImagePlus shown = active();
		final Optional<Path> table = path(csv), drawing = path(figure);
		table.ifPresent(file -> {
			Replaceable.requireFolder(file);
			requireReplaceableMotion(file, shown);
		});
		drawing.ifPresent(file -> {
			TimelineDrawing.requireReplaceable(file);
			WrittenFiles.requireOurs(file);
		});
		final MotionTrace trace;
		try (Clip clip = ClipImages.fromImagePlus(shown);
				FacialMotion motion = new FacialMotion(models(), model(), hardware(), method(), loadedModels()))
		{
			clip.remarks().forEach(ExpressionCommand::say);
			confirmFollowing(clip, shown);
			trace = motion.measure(clip, FaceMarks.selected(shown), settings(shown), progress);
		}
		progress.checkCanceled();
		trace.remarks().forEach(ExpressionCommand::say);
		table.ifPresent(file -> WrittenFiles.write(file, () -> trace.table().writeCsv(file)));
		drawing.ifPresent(file -> WrittenFiles.write(file, () -> new TimelineDrawing(Optional.of(trace), List.of(
			Curve.FACE), TimelineColors.PAPER).write(new Timeline(trace.clip(), "", List.of()), trace.seconds(trace.rows() -
				1), file)));
		ResultsTables.show(trace.table());
		if (plot) MotionPlot.show(trace);
	}
}
