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
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import javax.swing.SwingUtilities;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Replaceable;
import org.microexpression.base.WrittenFiles;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.imagej.FaceMarks;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.imagej.timeline.ClipViewer;
import org.microexpression.imagej.timeline.TimelineWindow;
import org.microexpression.model.ModelStore;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionSettings;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;
import org.microexpression.timeline.ClipSpotting;
import org.microexpression.timeline.FrameTimes;
import org.microexpression.timeline.Timeline;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Finds when in the active clip something happened in the face, and recognizes what may be an expression. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Spot Expressions...", headless = true,
	visible = false)
public class SpotExpressions extends MotionCommand implements ShowsNoImage {

	@Parameter(label = "Sensitivity", min = "0", max = "1", stepSize = "0.1", persist = false,
		description = DialogTexts.SENSITIVITY)
	private double sensitivity = SpotterSettings.defaults().sensitivity();

	@Parameter(label = "Longest micro-expression (ms)", min = "40", persist = false,
		description = DialogTexts.LONGEST_MICRO)
	private double longestmicro = SpotterSettings.defaults().longestMicro();

	@Parameter(label = "Longest expression (ms)", min = "40", persist = false, description = DialogTexts.LONGEST)
	private double longest = SpotterSettings.defaults().longest();

	@Parameter(label = "Spotter", initializer = "offerSpotters", persist = false, description = DialogTexts.SPOTTER)
	private String spotter = Spotter.DEFAULT;

	@Parameter(label = "CSV file to write", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "The table with all digits, and beside it NAME-motion.csv with the motion; Open Timeline opens both " +
			"again. Empty for none.")
	private File csv = new File("");

	@Parameter(label = "Open the timeline", persist = false,
		description = "Opens the window with curves and intervals; not in batch mode and not without a display.")
	private boolean timeline = true;

	/** Made by SciJava. */
	public SpotExpressions() {
		super(DialogTexts.SPOT);
	}

	@Override
	protected void execute(final Progress progress) {
		final Spotter chosen = Spotter.named(spotter);
		final SpotterSettings wanted = new SpotterSettings(sensitivity, longestmicro, longest);
		final ImagePlus shown = active();
		final Optional<Path> file = path(csv);
		file.ifPresent(table -> {
			Replaceable.requireFolder(table);
			Timeline.requireReplaceable(table);
			requireReplaceableMotion(TimelineWindow.motionFile(table), shown);
			WrittenFiles.requireOurs(table);
			name(shown).requireSame(table);
		});
		final Hardware hardware = hardware();
		final DisplacementMethod displacement = method();
		final ModelStore store = models();
		final MotionSettings measuring = settings(shown);
		final ClipSpotting.Result result;
		try (Clip clip = ClipImages.fromImagePlus(shown);
				FacialMotion motion = new FacialMotion(store, model(), hardware, displacement, loadedModels());
				ExpressionPipeline pipeline = pipeline(store, model(), hardware, displacement))
		{
			confirmFollowing(clip, shown);
			result = new ClipSpotting(motion, chosen, wanted, pipeline).spot(clip, ClipImages.path(shown), FaceMarks.selected(
				shown), measuring, progress);
		}
		progress.checkCanceled();
		result.remarks().forEach(ExpressionCommand::say);
		file.ifPresent(table -> {
			final Path curves = TimelineWindow.motionFile(table);
			WrittenFiles.write(table, () -> result.timeline().write(table));
			WrittenFiles.write(curves, () -> result.trace().table().writeCsv(curves));
		});
		ResultsTables.show(result.timeline().table());
		say(sentence(result.timeline()));
		final String model = model();
		if (timeline && hasWindows()) show(result, new ClipViewer(shown, result.timeline().path(), measuring.area(),
			() -> pipeline(store, model, hardware, displacement)));
	}

	static ExpressionPipeline pipeline(final ModelStore store, final String model, final Hardware hardware,
		final DisplacementMethod method)
	{
		return new ExpressionPipeline(store, model, hardware, method, ApexFinder.named(ApexFinder.DEFAULT));
	}

	/** @return whether somebody is there to see a window */
	static boolean hasWindows() {
		return !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
	}

	private static void show(final ClipSpotting.Result result, final ClipViewer viewer) {
		SwingUtilities.invokeLater(() -> new TimelineWindow(result.timeline(), FrameTimes.of(result.trace()), Optional.of(
			result.trace()), viewer).setVisible(true));
	}

	private static String sentence(final Timeline timeline) {
		final int candidates = timeline.candidates().size();
		return String.format(Locale.ROOT, "%s: %s, %s; a candidate is for a person to confirm.", timeline.clip(), Counts.of(
			candidates, "candidate", "candidates"), Counts.of(timeline.spans().size() - candidates, "other interval",
				"other intervals"));
	}

	/**
	 * @param file a parameter
	 * @param name its name
	 * @return the file
	 * @throws InputException if none is given
	 */
	static Path required(final File file, final String name) {
		require(name, file, "the CSV file of a timeline, as Spot Expressions writes it");
		return file.toPath();
	}
}
