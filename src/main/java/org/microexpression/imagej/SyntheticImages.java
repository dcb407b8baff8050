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

package org.microexpression.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.io.Opener;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.face.FaceFinder;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldOrigin;
import org.microexpression.synthetic.FilmedFace;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.SyntheticClipFiles;
import org.microexpression.synthetic.SyntheticDataset;
import org.microexpression.synthetic.VideoDataset;

/** Made-up clips as images, and on disk, each with the true displacement at its apex. */
public final class SyntheticImages {

	/** File name of what says whose faces are shown. */
	public static final String LICENCE = "LICENCE.txt";

	private SyntheticImages() {
		// Functions only.
	}

	/**
	 * @param dataset  made-up clips
	 * @param subjects how many people
	 * @param clips    how many clips of each
	 * @param progress progress and cancellation
	 * @return every clip, and behind it its true displacement; nothing is shown yet
	 */
	public static List<ImagePlus> of(final SyntheticDataset dataset, final int subjects, final int clips,
		final Progress progress)
	{
		final List<ImagePlus> images = new ArrayList<>();
		for (int i = 0; i < subjects * clips; i++) {
			progress.checkCanceled();
			final SyntheticClip clip = dataset.clip(i / clips, i % clips);
			images.add(copy(SyntheticClipFiles.toImagePlus(clip), clip.name()));
			images.add(truth(clip));
			progress.report("Synthetic clips", i + 1L, (long) subjects * clips);
		}
		return images;
	}

	/**
	 * @param dataset  made-up videos
	 * @param subjects how many people
	 * @param videos   how many of each
	 * @param copied   whether frames are made now; else they are rendered when they are shown
	 * @param progress progress and cancellation
	 * @return every video, and behind it the true displacement of an expression by hand
	 */
	public static List<ImagePlus> of(final VideoDataset dataset, final int subjects, final int videos,
		final boolean copied, final Progress progress)
	{
		final List<ImagePlus> images = new ArrayList<>();
		for (int i = 0; i < subjects * videos; i++) {
			progress.checkCanceled();
			progress.report("Synthetic videos", i, (long) subjects * videos);
			final LongVideo video = dataset.video(i / videos, i % videos);
			final ImagePlus image = SyntheticClipFiles.toImagePlus(video);
			images.add(copied ? copy(image, video.name()) : image);
			if (!dataset.deeds().isEmpty()) images.add(truth(dataset, video));
		}
		return images;
	}

	/**
	 * Writes frames, manifest and {@code truth/s01_c01_positive.tif} ….
	 *
	 * @param dataset  made-up clips
	 * @param folder   where to, made if it is not there
	 * @param subjects how many people
	 * @param clips    how many clips of each
	 * @param progress progress and cancellation
	 * @return the manifest
	 * @throws InputException if a file cannot be written
	 */
	public static Path write(final SyntheticDataset dataset, final Path folder, final int subjects, final int clips,
		final Progress progress)
	{
		final Path manifest = dataset.write(folder, subjects, clips, "png", progress);
		for (int i = 0; i < subjects * clips; i++) {
			progress.checkCanceled();
			final SyntheticClip clip = dataset.clip(i / clips, i % clips);
			writeTruth(truth(clip), folder, SyntheticDataset.person(i / clips) + "_" + clip.name());
		}
		return manifest;
	}

	/**
	 * Writes the true displacements of expressions by hand, {@code truth/s01_v01.tif} …, and whose faces are shown,
	 * {@code LICENCE.txt}, beside videos that are written already.
	 *
	 * @param dataset  made-up videos
	 * @param folder   where they are
	 * @param subjects how many people
	 * @param videos   how many of each
	 * @param licence  whose faces are shown
	 * @param progress progress and cancellation
	 * @throws InputException if a file cannot be written
	 */
	public static void writeTruth(final VideoDataset dataset, final Path folder, final int subjects, final int videos,
		final String licence, final Progress progress)
	{
		if (!dataset.deeds().isEmpty()) for (int i = 0; i < subjects * videos; i++) {
			progress.checkCanceled();
			final LongVideo video = dataset.video(i / videos, i % videos);
			writeTruth(truth(dataset, video), folder, video.name());
		}
		AtomicFile.write(folder.resolve(LICENCE), licence + System.lineSeparator());
	}

	/**
	 * @param photograph a picture of a face that looks into the camera
	 * @param format     size of the videos in which it is to act
	 * @param finder     finds the face
	 * @return that face
	 * @throws InputException if the picture cannot be read or shows no face
	 */
	public static FilmedFace face(final Path photograph, final LongVideo.Format format, final FaceFinder finder) {
		final ImagePlus picture = Files.isRegularFile(photograph) ? new Opener().openImage(photograph.toString()) : null;
		if (picture == null) throw new InputException("The photograph '" + photograph +
			"' cannot be read; give a picture file such as PNG, JPEG or TIFF.");
		try (Clip clip = ClipImages.fromImagePlus(picture)) {
			return FilmedFace.of(clip.frame(0), finder.find(clip.frame(0)).landmarks(), format);
		}
	}

	private static ImagePlus copy(final ImagePlus image, final String name) {
		final ImagePlus copy = image.duplicate();
		copy.setTitle(name);
		return copy;
	}

	private static ImagePlus truth(final SyntheticClip clip) {
		return truth(clip.truth(clip.course().apex()), clip.name());
	}

	private static ImagePlus truth(final VideoDataset dataset, final LongVideo video) {
		return truth(video.displacement((int) Math.round(dataset.deeds().get(0).apex() * video.framesPerSecond())), video
			.name());
	}

	private static ImagePlus truth(final DisplacementField field, final String clip) {
		return FieldImages.toImagePlus(field, new FieldOrigin(clip + " true", "truth of the synthetic clip", "none"));
	}

	private static void writeTruth(final ImagePlus truth, final Path folder, final String name) {
		final Path file = folder.resolve("truth").resolve(name + ".tif");
		try {
			Files.createDirectories(file.getParent());
		}
		catch (final IOException e) {
			throw cannotWrite(file);
		}
		if (!new FileSaver(truth).saveAsTiff(file.toString())) throw cannotWrite(file);
	}

	private static InputException cannotWrite(final Path file) {
		return new InputException("The true displacement '" + file +
			"' cannot be written; check that its folder can be written and has room.");
	}
}
