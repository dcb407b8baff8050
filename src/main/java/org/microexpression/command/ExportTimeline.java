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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.Replaceable;
import org.microexpression.base.TableText;
import org.microexpression.base.WrittenFiles;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.video.VideoWriter;
import org.microexpression.imagej.UserSettings;
import org.microexpression.imagej.timeline.AnnotatedMovie;
import org.microexpression.motion.MotionTrace;
import org.microexpression.timeline.BorisFile;
import org.microexpression.timeline.Curve;
import org.microexpression.timeline.ElanFile;
import org.microexpression.timeline.PraatFile;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineColors;
import org.microexpression.timeline.TimelineDrawing;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Writes a timeline for other programs: ELAN, Praat, a figure, a table for a paper, an annotated movie. */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Export Timeline...", headless = true,
	visible = false)
public class ExportTimeline extends ExpressionCommand implements ShowsNoImage {

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.EXPORT_TIMELINE;

	@Parameter(label = "Table of a timeline", style = FileWidget.OPEN_STYLE, persist = false,
		description = "The CSV file that Spot Expressions or the timeline's window has written.")
	private File csv = new File("");

	@Parameter(label = "File to write", style = FileWidget.SAVE_STYLE, persist = false,
		description = "Its ending says what it becomes: .eaf (ELAN), .TextGrid (Praat), .boris (BORIS), .svg or .pdf (curves and " +
			"intervals), .tex or .md (table), .mp4 or .avi (the clip with what was spotted written into the picture).")
	private File output = new File("");

	@Override
	protected void execute(final Progress progress) {
		final Path table = SpotExpressions.required(csv, "csv");
		require("output", output, "the file to write");
		final Path file = output.toPath();
		final Timeline timeline = Timeline.read(table);
		final String name = file.getFileName().toString();
		switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
			case "eaf" -> annotations(ElanFile.bytes(timeline, file), file);
			case "textgrid" -> annotations(PraatFile.bytes(timeline, seconds(OpenTimeline.motion(timeline, table))), file);
			case "boris" -> project(timeline, file, progress);
			case "svg", "pdf" -> figure(timeline, OpenTimeline.motion(timeline, table), file);
			case "tex" -> table(TableText.latex(timeline.table()), file);
			case "md" -> table(TableText.markdown(timeline.table()), file);
			case "avi", "mp4" -> movie(timeline, file, progress);
			default -> throw new InputException("The parameter 'output' is '" + file +
				"'; give a file that ends in .eaf, .TextGrid, .boris, .svg, .pdf, .tex, .md, .mp4 or .avi.");
		}
	}

	/** Without the motion the last interval ends the timeline. */
	private static double seconds(final Optional<MotionTrace> motion) {
		return motion.map(trace -> trace.seconds(trace.rows() - 1)).orElse(0.0);
	}

	private static void annotations(final byte[] content, final Path file) {
		Replaceable.requireSame(file, content);
		AtomicFile.write(file, content);
	}

	/** All tables of timelines have the same first line. */
	private static void table(final String text, final Path file) {
		Replaceable.requireBeginning(file, text.substring(0, text.indexOf('\n')));
		WrittenFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	private static void figure(final Timeline timeline, final Optional<MotionTrace> trace, final Path file) {
		TimelineDrawing.requireReplaceable(file);
		final double last = timeline.spans().stream().mapToDouble(span -> span.interval().offset().seconds()).max().orElse(
			0);
		WrittenFiles.write(file, new TimelineDrawing(trace, List.of(Curve.FACE), TimelineColors.PAPER).bytes(timeline, Math
			.max(last, seconds(trace)), file));
	}

	private static Path film(final Timeline timeline) {
		if (timeline.path().isEmpty()) throw new InputException("The table of the timeline does not say where the clip '" +
			timeline.clip() + "' is; give one that was made of a clip with a file.");
		return Path.of(timeline.path());
	}

	/** A project names the length and the rate of its video, which are the file's. */
	private static void project(final Timeline timeline, final Path file, final Progress progress) {
		final Path film = film(timeline);
		if (Files.isDirectory(film)) throw new InputException("The clip '" + film +
			"' is a folder of pictures, which is not written for BORIS; export it as .eaf or .TextGrid.");
		try (Clip clip = Clips.open(film, Double.NaN, UserSettings.threads(), progress)) {
			final double rate = clip.framesPerSecond();
			if (!(rate > 0)) throw new InputException("The clip '" + film +
				"' does not tell its frame rate, which BORIS needs; export the timeline as .eaf or .TextGrid.");
			final int last = clip.frameCount() - 1;
			annotations(BorisFile.bytes(timeline, clip.seconds(last).orElse(last / rate) + 1 / rate, rate), file);
		}
	}

	private static void movie(final Timeline timeline, final Path file, final Progress progress) {
		final Path film = film(timeline);
		if (isSame(film, file)) throw new InputException("The parameter 'output' is '" + file +
			"', the clip itself; give another file, so that the clip is not lost.");
		Replaceable.requireFolder(file);
		if (AnnotatedMovie.isMp4(file)) {
			Replaceable.requireMark(file, VideoWriter.MARK);
			WrittenFiles.requireOurs(file);
		}
		else Replaceable.requireNew(file);
		try (Clip clip = Clips.open(film, Double.NaN, UserSettings.threads(), progress)) {
			WrittenFiles.write(file, () -> AnnotatedMovie.write(clip, timeline, file, progress, ExpressionCommand::say));
		}
	}

	private static boolean isSame(final Path film, final Path file) {
		try {
			return Files.exists(film) && Files.exists(file) && Files.isSameFile(film, file);
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) + "); give another file.", e);
		}
	}
}
