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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import ij.ImagePlus;
import ij.io.Opener;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Type;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.face.FaceFinder;
import org.microexpression.network.Device;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.synthetic.Activation;
import org.microexpression.synthetic.Deed;
import org.microexpression.synthetic.FilmedFace;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideoScript;
import org.microexpression.synthetic.SyntheticClipFiles;
import org.microexpression.synthetic.VideoDataset;

/** What {@link MakeSyntheticClips} makes besides clips of drawn expressions: long videos and expressions by hand. */
final class SyntheticVideos {

	/** The title of {@link #table}. */
	static final String WINDOW = "Synthetic Videos";

	private static final List<String> EVENTS = List.of("blinks", "talking", "head", "flicker", "neutral");
	private static final String OWN_FACES =
		"Faces: the astronaut portrait (a public-domain picture of NASA) with other " +
			"proportions, and faces painted by the program. The clips may be used without restriction.";

	/**
	 * What the user wants, as the parameters have it.
	 *
	 * @param seconds length of long videos, 0 for clips by hand
	 * @param mp4     whether long videos are written as MP4
	 * @param fps     frames a second
	 * @param events  what happens besides expressions, empty for the usual
	 * @param units   action units by hand, empty for none
	 * @param course  onset, apex and offset by hand, milliseconds
	 */
	record Wish(double seconds, boolean mp4, double fps, String events, String units, String course) {
	}

	private final Wish wish;
	private final LongVideo.Setting setting;
	private final List<Deed> deeds;
	private FilmedFace face;

	/**
	 * @param wish     what the user wants
	 * @param strength strengths of micro-expressions by chance; macro-expressions are up to 1.8 times as strong
	 * @param sway     how far the head sways, registered px
	 * @param camera   noise and compression
	 * @throws InputException if a parameter cannot be used
	 */
	SyntheticVideos(final Wish wish, final LongVideoScript.Range strength, final double sway,
		final LongVideo.Camera camera)
	{
		this.wish = wish;
		deeds = wish.units.isBlank() ? List.of() : List.of(deed());
		if (isShort() && deeds.isEmpty()) throw new InputException(
			"The parameter 'photograph' is given without 'seconds' " +
				"and 'units'; give the length of a video, or action units by hand, such as 12L:0.6.");
		final double seconds = isShort() ? deeds.get(0).offset() + deeds.get(0).onset() : wish.seconds;
		if (!deeds.isEmpty() && deeds.get(0).offset() > seconds) throw new InputException("The parameter 'course' is '" +
			wish.course + "', which is not over after " + seconds + " s; give a longer video or an earlier expression.");
		final Set<String> events = events();
		final boolean chance = !isShort() && !events.contains("neutral");
		final LongVideo.Setting usual = LongVideo.Setting.usual(seconds, wish.fps);
		final LongVideo.Format format = usual.format();
		if (Math.round(seconds * wish.fps) < 2) throw new InputException("The clips have fewer than two frames (" +
			seconds + " s at " + wish.fps + " frames/s); make them longer, or give more frames a second.");
		final double share = chance ? usual.acting().expressions() : 0;
		final LongVideoScript.Acting acting = new LongVideoScript.Acting(strength, new LongVideoScript.Range(0.9 * strength
			.high(), 1.8 * strength.high()), share, events.contains("talking"), events.contains("head"), events.contains(
				"blinks"), sway);
		setting = new LongVideo.Setting(format, acting, new LongVideo.Camera(camera.noise(), camera.quality(), camera
			.mains(), events.contains("flicker") ? usual.camera().flicker() : 0, isShort() ? 0 : usual.camera().drift()));
	}

	private boolean isShort() {
		return wish.seconds == 0;
	}

	private Deed deed() {
		final double[] times = Arrays.stream(wish.course.split("\\s*[,;]\\s*")).mapToDouble(SyntheticVideos::number)
			.toArray();
		if (times.length != 3) throw new InputException("The parameter 'course' is '" + wish.course +
			"'; give onset, apex and offset in milliseconds, such as 500,620,900.");
		return new Deed(Deed.units(wish.units), times[0] / 1000, times[1] / 1000, times[2] / 1000);
	}

	private static double number(final String text) {
		try {
			return Double.parseDouble(text.strip());
		}
		catch (final NumberFormatException e) {
			throw new InputException("The parameter 'course' holds '" + text +
				"', which is no number; give onset, apex and offset in milliseconds, such as 500,620,900.", e);
		}
	}

	/** The events wanted; by default all in long videos and none in clips by hand. */
	private Set<String> events() {
		if (wish.events.isBlank()) return isShort() ? Set.of() : Set.of("blinks", "talking", "head", "flicker");
		final Set<String> events = new TreeSet<>();
		for (final String event : wish.events.toLowerCase(Locale.ROOT).strip().split("[\\s,;]+")) {
			if (event.equals("none")) continue;
			if (!EVENTS.contains(event)) throw new InputException("The parameter 'events' holds '" + event +
				"'; give any of " + String.join(", ", EVENTS) + ", or none.");
			events.add(event);
		}
		return events;
	}

	/**
	 * Takes the face of a photograph where one is given.
	 *
	 * @param photograph the picture, blank for none
	 * @param licence    whose it is
	 * @return whose faces are shown, a sentence
	 * @throws InputException if the picture cannot be read, shows no face, or nobody says whose it is
	 */
	String face(final File photograph, final String licence) {
		if (ExpressionCommand.isBlank(photograph)) return OWN_FACES;
		if (licence.isBlank()) throw new InputException("The parameter 'licence' is empty; say whose picture '" +
			photograph + "' is and under which licence, since it goes with the clips.");
		final ImagePlus picture = photograph.isFile() ? new Opener().openImage(photograph.getPath()) : null;
		if (picture == null) throw new InputException("The photograph '" + photograph +
			"' cannot be read; give a picture file such as PNG, JPEG or TIFF.");
		try (Clip clip = ClipImages.fromImagePlus(picture);
				FaceFinder finder = FaceFinder.open(ExpressionCommand.models().face(), Device.CPU))
		{
			face = FilmedFace.of(clip.frame(0), finder.find(clip.frame(0)).landmarks(), setting.format());
		}
		return "Face: the photograph '" + photograph.getName() + "'. Licence, as given: " + licence.strip();
	}

	/** @return the videos */
	VideoDataset dataset(final long seed) {
		return new VideoDataset(seed, setting, deeds, deeds.isEmpty() ? "" : Activation.facs(deeds.get(0).units()), face);
	}

	/** @return the videos, their frames rendered when shown, and the true displacement at each apex by hand */
	List<ImagePlus> images(final VideoDataset dataset, final int subjects, final int clips, final Progress progress) {
		final List<ImagePlus> images = new ArrayList<>();
		for (int i = 0; i < subjects * clips; i++) {
			progress.checkCanceled();
			progress.report("Synthetic videos", i, (long) subjects * clips);
			final LongVideo video = dataset.video(i / clips, i % clips);
			final ImagePlus image = SyntheticClipFiles.toImagePlus(video);
			images.add(isShort() ? copy(image, video.name()) : image);
			if (!deeds.isEmpty()) images.add(truth(video));
		}
		return images;
	}

	private static ImagePlus copy(final ImagePlus image, final String name) {
		final ImagePlus copy = image.duplicate();
		copy.setTitle(name);
		return copy;
	}

	private ImagePlus truth(final LongVideo video) {
		final int apex = (int) Math.round(deeds.get(0).apex() * video.framesPerSecond());
		return MakeSyntheticClips.truth(video.displacement(apex), video.name());
	}

	/**
	 * @param counts people, and clips of each
	 * @param label  class of expressions by hand
	 * @return where the truth is, a sentence
	 */
	String write(final VideoDataset dataset, final Path folder, final int[] counts, final String label,
		final Progress progress)
	{
		final Path list = isShort() ? dataset.writeFrames(folder, counts[0], counts[1], label, progress) : dataset
			.writeMovies(folder, counts[0], counts[1], wish.mp4, progress);
		if (!deeds.isEmpty()) for (int i = 0; i < counts[0] * counts[1]; i++) {
			progress.checkCanceled();
			final LongVideo video = dataset.video(i / counts[1], i % counts[1]);
			MakeSyntheticClips.writeTruth(truth(video), folder.resolve("truth").resolve(video.name() + ".tif"));
		}
		return "The " + (isShort() ? "manifest" : "truth") + " of " + counts[0] * counts[1] + " videos is " + list + ".";
	}

	/** @return a row for everything that happens */
	Table table(final VideoDataset dataset, final int subjects, final int clips) {
		final Table.Builder table = new Table.Builder(WINDOW).columns(Type.TEXT, "clip", "kind").columns(Type.INTEGER,
			"onset", "apex", "offset").columns(Type.REAL, "onset_s", "apex_s", "offset_s").columns(Type.TEXT, "aus");
		for (int i = 0; i < subjects * clips; i++) {
			final LongVideo video = dataset.video(i / clips, i % clips);
			for (final SpottedInterval event : video.truth())
				table.row(row -> row.put("clip", video.name()).put("kind", event.kind().label()).put("onset", event.onset()
					.frame()).put("apex", event.apex().frame()).put("offset", event.offset().frame()).put("onset_s", event.onset()
						.seconds()).put("apex_s", event.apex().seconds()).put("offset_s", event.offset().seconds()).put("aus",
							isShort() && event.kind().isExpression() ? dataset.aus() : ""));
		}
		return table.build();
	}
}
