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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import ij.ImagePlus;
import ij.io.FileSaver;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table.Type;
import org.microexpression.base.Table;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldOrigin;
import org.microexpression.imagej.FieldImages;
import org.microexpression.imagej.NewImages;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideoScript;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.SyntheticClipFiles;
import org.microexpression.synthetic.SyntheticDataset;
import org.microexpression.synthetic.VideoDataset;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Makes clips of expressions of which everything is known, for teaching and for testing: as images with the true
 * displacement beside them, or as a dataset on disk that training and evaluation take.
 */
@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Make Synthetic Expression Clips...",
	headless = true, visible = false)
public class MakeSyntheticClips extends ExpressionCommand {

	private static final String WINDOW = "Synthetic Clips";
	private static final String ALL = "all in turn";
	private static final int MOST_OPEN = 12;

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.MAKE;

	@Parameter(label = "Subjects", min = "1", max = "99", persist = false,
		description = "Made-up people: one portrait with other proportions, side, tone and framing.")
	private Integer subjects = 1;

	@Parameter(label = "Clips of each subject", min = "1", max = "99", persist = false, description = "1 to 99.")
	private Integer clips = 3;

	@Parameter(label = "Classes", initializer = "offerClasses", persist = false,
		description = "All classes in turn, or clips of one class.")
	private String classes = ALL;

	@Parameter(label = "Frames of each clip", min = "12", max = "2000", persist = false,
		description = "At 200 frames a second.")
	private Integer frames = 36;

	@Parameter(label = "Weakest motion (pixels)", min = "0.05", max = "6", stepSize = "0.1", persist = false,
		description = "Smallest strength of the leading action unit at the apex, in pixels of the registered 128 x 128 " +
			"frame.")
	private Double weakest = 0.5;

	@Parameter(label = "Strongest motion (pixels)", min = "0.05", max = "6", stepSize = "0.1", persist = false,
		description = "Its largest strength; micro-expressions move 0.2 to 3 pixels.")
	private Double strongest = 2.5;

	@Parameter(label = "Head shift (pixels)", min = "0", max = "10", stepSize = "0.1", persist = false,
		description = "Standard deviation of the head's shift in the clip, in pixels of its 320 x 256 frames; 0 for none.")
	private Double shift = 0.6;

	@Parameter(label = "Head rotation (degrees)", min = "0", max = "10", stepSize = "0.1", persist = false,
		description = "Standard deviation of the head's rotation in the image plane; 0 for none.")
	private Double turn = 0.3;

	@Parameter(label = "Noise (grey levels)", min = "0", max = "50", stepSize = "0.5", persist = false,
		description = "Standard deviation of the camera noise, of 255 grey levels.")
	private Double noise = 1.5;

	@Parameter(label = "JPEG quality", min = "0", max = "100", persist = false,
		description = "Quality of the recording's compression, 1 to 100; 0 for none.")
	private Integer quality = 92;

	@Parameter(label = "Seed", persist = false, description = "The same seed and settings give the same clips.")
	private Integer seed = 1;

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, required = false, persist = false,
		description = "Frames, true displacements and manifest.csv are written here. Empty to open the clips and their " +
			"true displacements as images.")
	private File output = new File("");

	@Parameter(label = "Length of long videos (s)", min = "0", max = "3600", stepSize = "10", persist = false,
		description = "Makes videos of this length, in which micro- and macro-expressions come and go, with truth.csv; 0 for " +
			"clips of one expression. They are Motion-JPEG AVI files of 240 x 208 pixels.")
	private Double seconds = 0.0;

	@Parameter(label = "Long videos as MP4", persist = false, description = "Writes long videos as H.264 in MP4 files.")
	private Boolean mp4 = false;

	@Parameter(label = "Frames a second", min = "5", max = "500", persist = false,
		description = "Of long videos and of clips by hand.")
	private Double fps = 30.0;

	@Parameter(label = "Events in videos", required = false, persist = false,
		description = "What happens besides expressions: any of blinks, talking, head and flicker (lamps on 50 Hz), or " +
			"neutral for no expression by chance, parted by commas; 'none' for nothing. Empty: all in long videos, nothing in " +
			"clips by hand.")
	private String events = "";

	@Parameter(label = "Action units by hand", required = false, persist = false,
		description = "For instance 12L:0.6+4:1.5: units of FACS joined by +, a side L or R of the person (whose left is the image's right), none for both, and " +
			"the largest displacement in pixels of the registered frame (1 without). Empty: drawn by class.")
	private String units = "";

	@Parameter(label = "Course by hand (ms)", required = false, persist = false,
		description = "Onset, apex and offset of the expression by hand in milliseconds from the start, parted by commas; a " +
			"clip by hand ends as long after the offset as the onset is from its start.")
	private String course = "500,620,900";

	@Parameter(label = "Photograph", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "A picture of a face that looks into the camera: everybody in the videos or clips by hand has it. " +
			"Empty: made-up people.")
	private File photograph = new File("");

	@Parameter(label = "Licence of the photograph", required = false, persist = false,
		description = "Whose picture it is and under which licence; written beside the clips.")
	private String licence = "";

	@Override
	protected void execute(final Progress progress) {
		if (weakest > strongest) throw new InputException("The parameter 'weakest' is " + weakest + " and 'strongest' is " +
			strongest + "; give a weakest motion that is not above the strongest.");
		final SyntheticDataset dataset = new SyntheticDataset(seed, setting(), chosenClasses());
		if (seconds > 0 || !units.isBlank() || !isBlank(photograph)) {
			makeVideos(progress);
			return;
		}
		if (isBlank(output)) open(dataset, progress);
		else write(dataset, output.toPath(), progress);
		ResultsTables.show(table(dataset));
	}

	private SyntheticClip.Setting setting() {
		final SyntheticClip.Setting base = SyntheticClip.Setting.laboratory();
		return new SyntheticClip.Setting(base.withFrames(frames).format(), new SyntheticClip.Acting(weakest, strongest, base
			.acting().typical(), base.acting().blinks()), new SyntheticClip.HeadSway(shift, turn), new SyntheticClip.Camera(
				noise, quality, base.camera().light()), base.shape());
	}

	private void makeVideos(final Progress progress) {
		final SyntheticVideos videos = new SyntheticVideos(new SyntheticVideos.Wish(seconds, mp4, fps, events, units,
			course), new LongVideoScript.Range(weakest, strongest), shift, new LongVideo.Camera(noise, quality, 50, 0, 0));
		final String owner = videos.face(photograph, licence);
		final VideoDataset dataset = videos.dataset(seed);
		if (isBlank(output)) {
			if (subjects * clips > MOST_OPEN) throw tooMany(subjects * clips);
			final List<ImagePlus> images = videos.images(dataset, subjects, clips, progress);
			images.forEach(NewImages::show);
			say(owner);
		}
		else {
			for (final String name : List.of("manifest.csv", "truth.csv"))
				requireNew(output.toPath(), name);
			say(videos.write(dataset, output.toPath(), new int[] { subjects, clips }, chosenClasses().size() == 1
				? chosenClasses().get(0).label() : VideoDataset.BY_HAND, progress));
			AtomicFile.write(output.toPath().resolve("LICENCE.txt"), owner + System.lineSeparator());
		}
		ResultsTables.show(videos.table(dataset, subjects, clips));
	}

	private static InputException tooMany(final int count) {
		return new InputException("The parameter 'output' is empty, and " + count +
			" clips are too many windows; give a folder, or at most " + MOST_OPEN + " clips.");
	}

	private static void requireNew(final Path folder, final String name) {
		if (Files.exists(folder.resolve(name))) throw new InputException("The output folder '" + folder +
			"' already holds a " + name + "; choose another folder, so that nothing is lost.");
	}

	private List<ExpressionClass> chosenClasses() {
		final List<ExpressionClass> every = List.of(ExpressionClass.values());
		if (classes.strip().equalsIgnoreCase(ALL)) return every;
		return List.of(every.stream().filter(c -> c.label().equalsIgnoreCase(classes.strip())).findFirst().orElseThrow(
			() -> new InputException("The parameter 'classes' is '" + classes + "'; give '" + ALL +
				"', negative, positive or surprise.")));
	}

	private void open(final SyntheticDataset dataset, final Progress progress) {
		final int count = subjects * clips;
		if (count > MOST_OPEN) throw tooMany(count);
		// All are made before the first is shown: after a cancel no half of them stays open.
		final List<ImagePlus> images = new ArrayList<>();
		for (final SyntheticClip clip : all(dataset)) {
			progress.checkCanceled();
			images.add(SyntheticClipFiles.toImagePlus(clip).duplicate());
			images.get(images.size() - 1).setTitle(clip.name());
			images.add(truth(clip));
			progress.report("Synthetic clips", images.size() / 2, count);
		}
		images.forEach(NewImages::show);
	}

	private void write(final SyntheticDataset dataset, final Path folder, final Progress progress) {
		requireNew(folder, "manifest.csv");
		final Path manifest = dataset.write(folder, subjects, clips, "png", progress);
		for (int s = 0; s < subjects; s++) {
			for (int c = 0; c < clips; c++) {
				progress.checkCanceled();
				final SyntheticClip clip = dataset.clip(s, c);
				writeTruth(truth(clip), folder.resolve("truth").resolve(person(s) + "_" + clip.name() + ".tif"));
			}
		}
		say("The manifest of " + subjects * clips + " clips is " + manifest + ".");
	}

	private static ImagePlus truth(final SyntheticClip clip) {
		return truth(clip.truth(clip.course().apex()), clip.name());
	}

	/** The true displacement at an apex as an image. */
	static ImagePlus truth(final DisplacementField field, final String clip) {
		return FieldImages.toImagePlus(field, new FieldOrigin(clip + " true", "truth of the synthetic clip", "none"));
	}

	/** Writes the true displacement of a clip. */
	static void writeTruth(final ImagePlus truth, final Path file) {
		file.getParent().toFile().mkdirs();
		if (!new FileSaver(truth).saveAsTiff(file.toString())) throw new InputException("The true displacement '" + file +
			"' cannot be written; check that its folder can be written and has room.");
	}

	private List<SyntheticClip> all(final SyntheticDataset dataset) {
		final List<SyntheticClip> all = new ArrayList<>();
		for (int s = 0; s < subjects; s++)
			for (int c = 0; c < clips; c++)
				all.add(dataset.clip(s, c));
		return all;
	}

	private static String person(final int subject) {
		return String.format(Locale.ROOT, "s%02d", subject + 1);
	}

	private Table table(final SyntheticDataset dataset) {
		final Table.Builder table = new Table.Builder(WINDOW).columns(Type.TEXT, "subject", "clip", "class").columns(
			Type.INTEGER, "onset", "apex", "offset").columns(Type.TEXT, "aus");
		for (int i = 0; i < subjects * clips; i++) {
			final String person = person(i / clips);
			final SyntheticClip clip = dataset.clip(i / clips, i % clips);
			table.row(row -> row.put("subject", person).put("clip", clip.name()).put("class", clip.expression().expression()
				.label()).put("onset", clip.frameNumber(clip.course().onset())).put("apex", clip.frameNumber(clip.course()
					.apex())).put("offset", clip.frameNumber(clip.course().offset())).put("aus", clip.actionUnits()));
		}
		return table.build();
	}

	/** Initializer of the parameter 'classes'. */
	protected void offerClasses() {
		offer("classes", Stream.concat(Stream.of(ALL), Arrays.stream(ExpressionClass.values()).map(ExpressionClass::label))
			.toList());
	}
}
