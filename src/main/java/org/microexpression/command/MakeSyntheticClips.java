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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.OutputNames;
import org.microexpression.base.Progress;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceFinder;
import org.microexpression.imagej.NewImages;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.imagej.SyntheticImages;
import org.microexpression.network.Device;
import org.microexpression.synthetic.FilmedFace;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideoScript;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.SyntheticDataset;
import org.microexpression.synthetic.VideoDataset;
import org.microexpression.synthetic.VideoOrder;
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

	private static final String ALL = "all in turn";
	private static final int MOST_OPEN = 12;
	private static final String OWN_FACES =
		"Faces: the astronaut portrait (a public-domain picture of NASA) with other " +
			"proportions, and faces painted by the program. The clips may be used without restriction.";

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
		description = "For instance L12:0.6+4:1.5: units of FACS joined by +, a side L or R of the person (whose left is the image's right), none for both, and " +
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
		if (isBlank(output) && subjects * clips > MOST_OPEN) throw new InputException(
			"The parameter 'output' is empty, and " + subjects * clips +
				" clips are too many windows; give a folder, or at most " + MOST_OPEN + " clips.");
		if (seconds > 0 || !units.isBlank() || !isBlank(photograph)) makeVideos(progress);
		else makeClips(new SyntheticDataset(seed, setting(), chosenClasses()), progress);
	}

	private void makeClips(final SyntheticDataset dataset, final Progress progress) {
		// All are made before the first is shown: after a cancel no half of them stays open.
		if (isBlank(output)) SyntheticImages.of(dataset, subjects, clips, progress).forEach(NewImages::show);
		else {
			final Path manifest = wholly(person -> Stream.of(SyntheticDataset.person(person)), () -> SyntheticImages.write(
				dataset, output.toPath(), subjects, clips, progress));
			say("The manifest of " + Counts.of(subjects * clips, "clip", "clips") + " is " + manifest + ".");
		}
		ResultsTables.show(dataset.table(subjects, clips));
	}

	private SyntheticClip.Setting setting() {
		final SyntheticClip.Setting base = SyntheticClip.Setting.laboratory();
		return new SyntheticClip.Setting(base.withFrames(frames).format(), new SyntheticClip.Acting(weakest, strongest, base
			.acting().typical(), base.acting().blinks()), new SyntheticClip.HeadSway(shift, turn), new SyntheticClip.Camera(
				noise, quality, base.camera().light()), base.shape());
	}

	private void makeVideos(final Progress progress) {
		final List<ExpressionClass> labels = chosenClasses();
		final VideoOrder order = new VideoOrder(seconds, fps, events, units, course);
		final VideoOrder.Plan plan = order.plan(new LongVideoScript.Range(weakest, strongest), shift, new LongVideo.Camera(
			noise, quality, 50, 0, 0));
		final VideoDataset dataset = plan.dataset(seed, face(plan.setting().format()));
		if (isBlank(output)) {
			SyntheticImages.of(dataset, subjects, clips, order.isShort(), progress).forEach(NewImages::show);
			say(owner());
		}
		else {
			final Path folder = output.toPath();
			final Path list = wholly(person -> IntStream.range(0, clips).mapToObj(number -> VideoDataset.name(person, number))
				.flatMap(name -> Stream.of(name, name + ".avi", name + ".mp4")), () -> {
					final Path written = order.isShort() ? dataset.writeFrames(folder, subjects, clips, labels.size() == 1
						? labels.get(0).label() : VideoDataset.BY_HAND, progress) : dataset.writeMovies(folder, subjects, clips,
							mp4, progress);
					SyntheticImages.writeTruth(dataset, folder, subjects, clips, owner(), progress);
					return written;
				});
			say("The " + (order.isShort() ? "manifest" : "truth") + " of " + Counts.of(subjects * clips, "video", "videos") +
				" is " + list + ".");
		}
		ResultsTables.show(dataset.table(subjects, clips));
	}

	private Optional<FilmedFace> face(final LongVideo.Format format) {
		if (isBlank(photograph)) return Optional.empty();
		if (licence.isBlank()) throw new InputException("The parameter 'licence' is empty; say whose picture '" +
			photograph + "' is and under which licence, since it goes with the clips.");
		try (FaceFinder finder = FaceFinder.open(models().face(), Device.CPU)) {
			return Optional.of(SyntheticImages.face(photograph.toPath(), format, finder));
		}
	}

	/** Whose faces are shown. */
	private String owner() {
		return isBlank(photograph) ? OWN_FACES : "Face: the photograph '" + photograph.getName() +
			"'. Licence, as given: " + licence.strip();
	}

	/**
	 * Writes all or nothing, and nothing where there is something of these names.
	 *
	 * @param clips names of what holds the clips of a person
	 * @param work  writes them, with the list that it returns
	 */
	private Path wholly(final IntFunction<Stream<String>> clips, final Supplier<Path> work) {
		final Set<String> names = Stream.concat(Stream.of("manifest.csv", "truth.csv", "truth", SyntheticImages.LICENCE),
			IntStream.range(0, subjects).boxed().flatMap(clips::apply)).collect(Collectors.toSet());
		OutputNames.requireFree(output.toPath(), names);
		try {
			return work.get();
		}
		catch (final RuntimeException | Error e) {
			OutputNames.takeBack(output.toPath(), names);
			throw e;
		}
	}

	private List<ExpressionClass> chosenClasses() {
		final List<ExpressionClass> every = List.of(ExpressionClass.values());
		if (classes.strip().equalsIgnoreCase(ALL)) return every;
		return List.of(every.stream().filter(c -> c.label().equalsIgnoreCase(classes.strip())).findFirst().orElseThrow(
			() -> new InputException("The parameter 'classes' is '" + classes + "'; give '" + ALL +
				"', negative, positive or surprise.")));
	}

	/** Initializer of the parameter 'classes'. */
	protected void offerClasses() {
		offer("classes", Stream.concat(Stream.of(ALL), Arrays.stream(ExpressionClass.values()).map(ExpressionClass::label))
			.toList());
	}
}
