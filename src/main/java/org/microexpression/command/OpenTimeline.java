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
import ij.WindowManager;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import javax.swing.SwingUtilities;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.imagej.UserSettings;
import org.microexpression.imagej.timeline.ClipViewer;
import org.microexpression.imagej.timeline.TimelineWindow;
import org.microexpression.model.ModelStore;
import org.microexpression.motion.MotionTrace;
import org.microexpression.network.Hardware;
import org.microexpression.timeline.ClipName;
import org.microexpression.timeline.FrameTimes;
import org.microexpression.timeline.Timeline;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Opens the timeline of a clip that was saved, with its clip. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Open Timeline...", headless = true,
	visible = false)
public class OpenTimeline extends ModelCommand implements ShowsNoImage {

	@Parameter(label = "Table of a timeline", style = FileWidget.OPEN_STYLE, persist = false,
		description = "The CSV file that Spot Expressions or the timeline's window has written; NAME-motion.csv beside it " +
			"has the curves.")
	private File csv = new File("");

	/** Made by SciJava. */
	public OpenTimeline() {
		super(DialogTexts.OPEN_TIMELINE);
	}

	@Override
	protected void execute(final Progress progress) {
		final Path file = SpotExpressions.required(csv, "csv");
		final Timeline timeline = Timeline.read(file);
		final Optional<MotionTrace> trace = motion(timeline, file);
		ResultsTables.show(timeline.table());
		if (!SpotExpressions.hasWindows()) return;
		progress.report("Opening the clip", 0, 0);
		final ImagePlus open = WindowManager.getImage(timeline.clip());
		final ImagePlus clip = open != null ? open : opened(timeline, progress);
		final FrameTimes times = trace.map(FrameTimes::of).orElseGet(() -> times(clip));
		final Hardware hardware = hardware();
		final DisplacementMethod method = method();
		final ModelStore store = models();
		final String model = model();
		final ClipViewer viewer = new ClipViewer(clip, timeline.path(), FaceMarks.area(clip), () -> SpotExpressions
			.pipeline(store, model, hardware, method));
		SwingUtilities.invokeLater(() -> new TimelineWindow(timeline, times, trace, viewer).setVisible(true));
	}

	/** @return the motion beside a table, empty where there is none of that clip, which is told */
	static Optional<MotionTrace> motion(final Timeline timeline, final Path table) {
		final Path motion = TimelineWindow.motionFile(table);
		if (!Files.exists(motion)) {
			say("There is no file '" + motion + "', so no curve is drawn.");
			return Optional.empty();
		}
		final MotionTrace trace = MotionTrace.read(motion);
		if (new ClipName(timeline.clip(), timeline.path()).isCalled(trace.clip())) return Optional.of(trace);
		say("The file '" + motion + "' has the motion of the clip '" + trace.clip() + "', and the timeline is of '" +
			timeline.clip() + "', so no curve is drawn.");
		return Optional.empty();
	}

	private static ImagePlus opened(final Timeline timeline, final Progress progress) {
		if (timeline.path().isEmpty()) throw new InputException("The clip '" + timeline.clip() +
			"' is not open, and its table does not say where it is; open the clip first.");
		final ImagePlus image = ClipImages.toImagePlus(Clips.open(Path.of(timeline.path()), Double.NaN, UserSettings
			.threads(), progress), Path.of(timeline.path()));
		image.show();
		return image;
	}

	private static FrameTimes times(final ImagePlus image) {
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			return FrameTimes.of(clip, Double.NaN);
		}
	}
}
