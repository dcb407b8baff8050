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

package org.microexpression.face;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;

/**
 * Finds the largest face of a frame and its 68 landmarks, with the networks in {@code models/face} (their source and
 * licence stand beside them). Thread-safe; owns native memory until closed.
 */
public final class FaceFinder implements AutoCloseable {

	/** Widths and heights of the five anchors in cells, as the detector was trained. */
	private static final double[][] ANCHORS = { { 1.603231, 2.094468 }, { 6.041143, 7.080126 }, { 2.882459, 3.518061 }, {
		4.266906, 5.178857 }, { 9.041765, 10.66308 } };

	/** Names of the networks' files. */
	private static final String DETECTOR = "detector";
	private static final String LANDMARKS = "landmarks";

	/** Boxes that overlap by more are the same face. */
	private static final double SAME_FACE = 0.4;

	/** Scores from here on are taken at once; those from the lower one on only if nothing better is found. */
	private static final double SURE = 0.5;
	private static final double LEAST_SCORE = 0.35;

	/**
	 * What is tried in turn until a face is found: how large the detector's input is, and how wide a black border is put
	 * around the frame, as a share of its longer side. The detector misses faces that fill the whole frame, as in cropped
	 * clips (a border or a small input makes them smaller), and very small ones (a large input makes them larger).
	 */
	private static final List<Attempt> ATTEMPTS = List.of(new Attempt(416, 0), new Attempt(416, 0.5), new Attempt(416, 1),
		new Attempt(224, 0), new Attempt(224, 0.5), new Attempt(128, 0), new Attempt(96, 0), new Attempt(608, 0),
		new Attempt(832, 0));

	/** In frames from this size on, smaller faces beside the one found are counted at a larger input. */
	private static final int WIDE_FRAME = 600;
	private static final Attempt COUNTING = new Attempt(608, 0);

	private record Attempt(int size, double border) {
	}

	/**
	 * Root mean square distance of the landmarks to the best-placed mean face, in eye distances, beyond which there is no
	 * face, for sure and unsure finds. Measured: 0.06 to 0.13 on faces, 0.15 to 0.23 on what is none.
	 */
	private static final double LARGEST_MISFIT = 0.25;
	private static final double UNSURE_MISFIT = 0.14;

	/**
	 * Misfit from which the picture is turned to see whether a better face is there, and the share of it that the better
	 * one's may be. Measured on four pictures of one portrait, turned in steps of 15 degrees: .07 to .13 on the face itself,
	 * up to 45 degrees; .12 to .25 on what is found beyond. Of 30 such finds one passes.
	 */
	private static final double DOUBTFUL_MISFIT = 0.1;
	private static final double UPRIGHT_MISFIT = 0.75;

	/** How much more than the face's box is looked at then, as a factor of its side. */
	private static final double AROUND = 1.6;

	/** Share of a face's box outside the frame, along one axis, from which the face counts as cut off. */
	private static final double LARGEST_CUT = 0.2;

	/**
	 * A box nearer to the border than this share of its side touches it. There the landmark network squeezes a face that
	 * is cut into what is left, which shows as a larger misfit: 0.14 to 0.16 measured when an outer eye corner or a brow
	 * is cut, or on a blurred face that is whole, 0.2 when half an eye is cut. In between, another attempt often places
	 * it better.
	 */
	private static final double TOUCHES = 0.05;
	private static final double CUT_MISFIT = 0.17;

	private final GraphSession detector;
	private final GraphSession landmarker;

	private FaceFinder(final GraphSession detector, final GraphSession landmarker) {
		this.detector = detector;
		this.landmarker = landmarker;
	}

	/**
	 * Loads the networks.
	 *
	 * @param folder the folder {@code models/face}
	 * @param device where they shall run
	 * @return the finder
	 * @throws InputException if the folder is missing or damaged, or a GPU was asked for and there is none
	 */
	public static FaceFinder open(final Path folder, final Device device) {
		final DetectorNetwork detection = new DetectorNetwork();
		final LandmarkNetwork landmarks = new LandmarkNetwork();
		final GraphSession detector = GraphSession.open(detection, FaceWeights.read(folder, DETECTOR, detection), device);
		try {
			return new FaceFinder(detector, GraphSession.open(landmarks, FaceWeights.read(folder, LANDMARKS, landmarks),
				device));
		}
		catch (final RuntimeException | Error e) {
			detector.close();
			throw e;
		}
	}

	/**
	 * @param folder the folder {@code models/face}
	 * @return the SHA-256 of the networks' files: of the same hash are the same networks
	 * @throws InputException if the folder is missing or a file cannot be read
	 */
	public static String hash(final Path folder) {
		return FaceWeights.hash(folder, DETECTOR, LANDMARKS);
	}

	/**
	 * Finds the largest face.
	 *
	 * @param frame grey levels 0..255, of any size
	 * @return the face, its landmarks, and how many faces there are
	 * @throws InputException if there is no face, or the border of the frame cuts off its eyes, nose or mouth
	 */
	public FoundFace find(final ArrayImg<FloatType, FloatArray> frame) {
		return find(frame, FaceArea.EVERYWHERE);
	}

	/**
	 * Finds the largest face whose middle lies in a part of the frame.
	 *
	 * @param frame grey levels 0..255, of any size
	 * @param area  the part
	 * @return the face, its landmarks, and how many faces there are in that part
	 * @throws InputException if there is no face, or the border of the frame cuts off its eyes, nose or mouth
	 */
	public FoundFace find(final ArrayImg<FloatType, FloatArray> frame, final FaceArea area) {
		return find(ColourFrame.grey(frame), area);
	}

	FoundFace find(final ColourFrame picture) {
		return find(picture, FaceArea.EVERYWHERE);
	}

	private FoundFace find(final ColourFrame picture, final FaceArea area) {
		final FoundFace found = searchCloser(picture, area);
		requireUpright(found, picture, area);
		return found;
	}

	/** Where the whole frame is too large to show the selected face, the part round the selection is searched. */
	private FoundFace searchCloser(final ColourFrame picture, final FaceArea area) {
		try {
			return search(picture, area);
		}
		catch (final InputException whole) {
			final SelectedPart part = SelectedPart.of(area, picture.width(), picture.height()).orElseThrow(() -> whole);
			try {
				return part.inFrame(search(part.of(picture), part.within(area)));
			}
			catch (final InputException again) {
				throw whole;
			}
		}
	}

	/**
	 * On a face that lies on its side or stands on its head the networks find one that is not there. It looks less like a
	 * face than the true one does once the picture is turned.
	 */
	private void requireUpright(final FoundFace found, final ColourFrame picture, final FaceArea area) {
		final double misfit = misfit(found.landmarks());
		if (misfit <= DOUBTFUL_MISFIT) return;
		final FaceBox box = found.box();
		final double half = AROUND * Math.max(box.width(), box.height()) / 2;
		final double x = box.x() + box.width() / 2, y = box.y() + box.height() / 2;
		final int left = (int) Math.max(0, x - half), top = (int) Math.max(0, y - half);
		ColourFrame part = picture.crop(left, top, (int) Math.min(picture.width(), x + half) - left, (int) Math.min(picture
			.height(), y + half) - top);
		for (int quarters = 1; quarters < 4; quarters++) {
			part = part.turned();
			final FoundFace turned;
			try {
				turned = search(part, FaceArea.EVERYWHERE);
			}
			catch (final InputException e) {
				// So it shows no face.
				continue;
			}
			if (misfit(turned.landmarks()) <= UPRIGHT_MISFIT * misfit) throw new InputException("The face in " + area.part() +
				"the frame of " + picture.width() + " x " + picture.height() +
				" pixels seems turned by 45 degrees or more, or stretched; turn the pictures upright (Image > Transform) in the " +
				"proportions they were taken in.");
		}
	}

	private FoundFace search(final ColourFrame picture, final FaceArea area) {
		FoundFace unsure = null;
		boolean cut = false;
		final List<FaceBox> doubtful = new ArrayList<>();
		for (final Attempt attempt : ATTEMPTS) {
			final List<FaceBox> boxes = detect(picture, attempt, area);
			// None of them can be sure: their landmarks are worth the time only where nothing better is found.
			if (boxes.stream().allMatch(box -> box.score() <= SURE)) {
				doubtful.addAll(boxes);
				continue;
			}
			final List<FoundFace> sure = new ArrayList<>();
			int seen = 0;
			for (final FaceBox box : boxes) {
				final FoundFace face = new FoundFace(box, landmarks(picture, box), 1);
				final Grade grade = grade(face, picture);
				if (grade == Grade.SURE) sure.add(face);
				if (grade == Grade.UNSURE) unsure = better(unsure, face);
				if (grade == Grade.SURE || grade == Grade.UNSURE) seen++;
				cut |= grade == Grade.CUT;
			}
			if (sure.isEmpty()) continue;
			sure.sort(Comparator.comparingDouble((final FoundFace face) -> face.box().area()).reversed());
			final FoundFace largest = sure.get(0);
			return new FoundFace(largest.box(), largest.landmarks(), Math.max(seen, countCloser(attempt, picture, area)));
		}
		for (final FaceBox box : doubtful) {
			final FoundFace face = new FoundFace(box, landmarks(picture, box), 1);
			final Grade grade = grade(face, picture);
			if (grade == Grade.UNSURE) unsure = better(unsure, face);
			cut |= grade == Grade.CUT;
		}
		if (unsure != null && !cut) return unsure;
		final String frame = area.part() + "the frame of " + picture.width() + " x " + picture.height() + " pixels";
		if (cut) throw new InputException("The border of " + frame +
			" cuts off the face; choose frames that show eyes, nose and mouth, or give landmarks as a point selection.");
		throw new InputException("No face was found in " + frame + "; " + area.remedy() + ".");
	}

	/** The one of higher score; the first may be missing. */
	private static FoundFace better(final FoundFace first, final FoundFace second) {
		return first == null || second.box().score() > first.box().score() ? second : first;
	}

	/** In wide frames, how many faces a larger input shows; 0 where it is not worth the time. */
	private int countCloser(final Attempt attempt, final ColourFrame picture, final FaceArea area) {
		if (attempt.size >= COUNTING.size || Math.max(picture.width(), picture.height()) < WIDE_FRAME) return 0;
		int seen = 0;
		for (final FaceBox box : detect(picture, COUNTING, area)) {
			final Grade grade = grade(new FoundFace(box, landmarks(picture, box), 1), picture);
			if (grade == Grade.SURE || grade == Grade.UNSURE) seen++;
		}
		return seen;
	}

	/** What a find is worth. */
	private enum Grade {
			/** No face. */
			NONE,
			/** A face of which the border of the frame cuts off what is needed. */
			CUT,
			/** A face unless something better is found. */
			UNSURE, SURE
	}

	private static Grade grade(final FoundFace face, final ColourFrame picture) {
		final FaceBox box = face.box();
		final double misfit = misfit(face.landmarks());
		final boolean high = box.score() > SURE;
		if (misfit > (high ? LARGEST_MISFIT : UNSURE_MISFIT)) return Grade.NONE;
		final double sides = Math.max(-box.x(), box.x() + box.width() - picture.width()) / box.width();
		final double ends = Math.max(-box.y(), box.y() + box.height() - picture.height()) / box.height();
		final double outside = Math.max(sides, ends);
		final boolean touches = outside > -TOUCHES;
		if (outside > LARGEST_CUT || touches && misfit > CUT_MISFIT || FaceRegistration.firstOutside(face.landmarks(),
			picture.width(), picture.height()) >= 0) return Grade.CUT;
		return high && !(touches && misfit > UNSURE_MISFIT) ? Grade.SURE : Grade.UNSURE;
	}

	/** All faces in an area at one input size, none twice. */
	private List<FaceBox> detect(final ColourFrame picture, final Attempt attempt, final FaceArea area) {
		final double longer = Math.max(picture.width(), picture.height());
		final int size = attempt.size;
		final double margin = attempt.border * longer, side = longer + 2 * margin;
		final double cell = side / size * DetectorNetwork.CELL;
		final FloatTensor cells = detector.run(Map.of(DetectorNetwork.IMAGE, picture.square(-margin, -margin, side, size)))
			.get(DetectorNetwork.CELLS);
		final int rows = (int) cells.shape()[1], columns = (int) cells.shape()[2];
		final List<FaceBox> candidates = new ArrayList<>();
		for (int i = 0; i < rows * columns * DetectorNetwork.ANCHORS; i++) {
			final double score = sigmoid(cells.data()[i * 5 + 4]);
			if (!(score > LEAST_SCORE)) continue;
			final int place = i / DetectorNetwork.ANCHORS;
			final double[] anchor = ANCHORS[i % DetectorNetwork.ANCHORS];
			final double x = (place % columns + sigmoid(cells.data()[i * 5])) * cell - margin;
			final double y = (place / columns + sigmoid(cells.data()[i * 5 + 1])) * cell - margin;
			final double width = Math.exp(cells.data()[i * 5 + 2]) * anchor[0] * cell;
			final double height = Math.exp(cells.data()[i * 5 + 3]) * anchor[1] * cell;
			candidates.add(new FaceBox(x - width / 2, y - height / 2, width, height, score));
		}
		candidates.sort(Comparator.comparingDouble(FaceBox::score).reversed());
		final List<FaceBox> kept = new ArrayList<>();
		for (final FaceBox candidate : candidates)
			if (kept.stream().noneMatch(box -> box.overlap(candidate) > SAME_FACE)) kept.add(candidate);
		kept.removeIf(box -> !area.contains(box.x() + box.width() / 2, box.y() + box.height() / 2));
		return kept;
	}

	private static double sigmoid(final double x) {
		return 1 / (1 + Math.exp(-x));
	}

	/** The landmarks in the box, which is cut at the frame's borders and made square by black borders, as in training. */
	private FacialLandmarks landmarks(final ColourFrame picture, final FaceBox box) {
		final int left = (int) Math.max(0, Math.floor(box.x())), top = (int) Math.max(0, Math.floor(box.y()));
		final int width = (int) Math.max(1, Math.min(Math.floor(box.width()), picture.width() - left));
		final int height = (int) Math.max(1, Math.min(Math.floor(box.height()), picture.height() - top));
		final int side = Math.max(width, height);
		final double borderX = (side - width) / 2.0, borderY = (side - height) / 2.0;
		final FloatTensor points = landmarker.run(Map.of(LandmarkNetwork.IMAGE, picture.crop(left, top, width, height)
			.square(-Math.floor(borderX), -Math.floor(borderY), side, LandmarkNetwork.SIZE))).get(LandmarkNetwork.POINTS);
		final double[] x = new double[FacialLandmarks.COUNT], y = new double[FacialLandmarks.COUNT];
		for (int i = 0; i < FacialLandmarks.COUNT; i++) {
			x[i] = left - borderX + side * points.data()[2 * i];
			y[i] = top - borderY + side * points.data()[2 * i + 1];
		}
		return new FacialLandmarks(x, y);
	}

	/** How badly the landmarks look like a face: RMS distance to the mean face laid on them, in eye distances. */
	static double misfit(final FacialLandmarks landmarks) {
		final SimilarityTransform place = FaceRegistration.canonicalToFrame(landmarks);
		final FacialLandmarks mean = CanonicalFace.landmarks().transform(place);
		double sum = 0;
		for (int i = 0; i < FacialLandmarks.COUNT; i++) {
			final double dx = landmarks.x()[i] - mean.x()[i], dy = landmarks.y()[i] - mean.y()[i];
			sum += dx * dx + dy * dy;
		}
		return Math.sqrt(sum / FacialLandmarks.COUNT) / mean.eyeDistance();
	}

	/** @return the device that runs the networks */
	public Device device() {
		return detector.device();
	}

	@Override
	public void close() {
		detector.close();
		landmarker.close();
	}
}
