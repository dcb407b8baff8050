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

package org.microexpression.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FaceFollower;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.FoundFace;

/**
 * Follows one face through the samples of a clip: finds it, follows it, renews the reference, notices a cut between
 * scenes, finds the face again where it was lost. For one thread.
 */
final class FaceTrail {

	/**
	 * Seconds after which the reference is renewed as soon as the eyes look as usual, and at the latest. A reference of
	 * a moment ago differs from the frame by a small motion, which is measured best; each renewal adds the error of one
	 * field to all that follow.
	 */
	private static final double RENEWED_AFTER = 0.8;
	private static final double RENEWED_BY = 1.6;
	private static final double EYES_AS_USUAL = 0.8;

	/** Seconds between two searches for a face while there is none. */
	private static final double SEARCHED_EVERY = 0.5;

	/** Correlation of two frames, and of a face with its reference, below which both together mean a cut. */
	private static final double SAME_SCENE = 0.7;
	private static final double SAME_FACE = 0.8;

	/** Points that frames are compared in, along each axis. */
	private static final int POINTS = 40;

	private final Clip clip;
	private final double framesPerSecond;
	private final BiFunction<ArrayImg<FloatType, FloatArray>, FaceArea, FoundFace> finder;
	private final FaceArea area;
	private final List<String> remarks = new ArrayList<>();
	private final List<String> absences = new ArrayList<>();
	private final List<String> leaps = new ArrayList<>();
	private boolean leapt;
	private Optional<FacialLandmarks> given;
	private FaceFollower follower;
	private FaceSegment segment;
	private EyeOpenness eyes;
	private float[] reference;
	private int referenceIndex;
	private int segments;
	private int lostAt = -1;
	private int searchedAt = Integer.MIN_VALUE / 2;
	private double lastX;
	private double lastY;
	private double lastReach;
	private float[] points;
	private boolean othersTold;

	/**
	 * @param clip            the clip
	 * @param framesPerSecond its frame rate
	 * @param finder          finds a face in an area, or throws
	 * @param area            where to search it
	 * @param given           the landmarks in the first frame; empty to search the face
	 */
	FaceTrail(final Clip clip, final double framesPerSecond,
		final BiFunction<ArrayImg<FloatType, FloatArray>, FaceArea, FoundFace> finder, final FaceArea area,
		final Optional<FacialLandmarks> given)
	{
		this.clip = clip;
		this.framesPerSecond = framesPerSecond;
		this.finder = finder;
		this.area = area;
		this.given = given;
	}

	/**
	 * @param index the next frame to look at
	 * @return what is there
	 * @throws InputException if the frame cannot be read
	 */
	FaceSample next(final int index) {
		final ArrayImg<FloatType, FloatArray> frame = clip.frame(index);
		final float[] before = points;
		points = points(frame);
		final boolean sameScene = before == null || correlation(before, points) >= SAME_SCENE;
		if (follower != null) {
			final Optional<FaceFollower.View> view = follower.follow(frame).filter(seen -> sameScene || seen
				.quality() >= SAME_FACE);
			if (view.isPresent()) return followed(index, view.get());
			lose(index, sameScene);
		}
		return begun(index, frame);
	}

	private FaceSample followed(final int index, final FaceFollower.View view) {
		final double[] open = eyes.next(view.pixels());
		final double age = (index - referenceIndex) / framesPerSecond;
		final boolean renewed = age >= RENEWED_BY || age >= RENEWED_AFTER && (open[0] + open[1]) / 2 > EYES_AS_USUAL;
		final FaceSample sample = FaceSample.next(index, segment, view, reference, renewed, open);
		if (renewed) {
			follower.renew();
			reference = view.pixels();
			referenceIndex = index;
		}
		remember(view);
		return sample;
	}

	private void remember(final FaceFollower.View view) {
		final double middle = (CanonicalFace.SIZE - 1) / 2.0;
		lastX = view.toFrame().applyX(middle, middle);
		lastY = view.toFrame().applyY(middle, middle);
		lastReach = CanonicalFace.SIZE / 2.0 * view.toFrame().scale();
	}

	private void lose(final int index, final boolean sameScene) {
		follower = null;
		lostAt = index;
		leapt = sameScene;
		searchedAt = Integer.MIN_VALUE / 2;
		if (!sameScene) {
			remarks.add("Between the frames before " + clip.frameNumber(index) + " and that one the scene of '" + clip
				.name() + "' is cut; nothing is measured across the cut.");
			lastReach = 0;
		}
	}

	private FaceSample begun(final int index, final ArrayImg<FloatType, FloatArray> frame) {
		if (index - searchedAt < SEARCHED_EVERY * framesPerSecond) return FaceSample.none(index);
		searchedAt = index;
		final Optional<FacialLandmarks> landmarks = given.or(() -> search(index, frame));
		given = Optional.empty();
		if (landmarks.isEmpty()) {
			if (lostAt < 0) lostAt = index;
			return FaceSample.none(index);
		}
		follower = new FaceFollower(landmarks.get());
		final FaceFollower.View view = follower.begin(frame);
		segment = new FaceSegment(++segments, follower.landmarks());
		eyes = new EyeOpenness(follower.landmarks());
		reference = view.pixels();
		referenceIndex = index;
		if (lostAt == index && leapt) leaps.add(Integer.toString(clip.frameNumber(index)));
		if (lostAt >= 0 && index > lostAt) absences.add(clip.frameNumber(lostAt) + " to " + (clip.frameNumber(index) - 1));
		lostAt = -1;
		remember(view);
		return FaceSample.first(index, segment, view, eyes.next(view.pixels()));
	}

	/** Where the face was last, else anywhere: of several people one is kept to. */
	private Optional<FacialLandmarks> search(final int index, final ArrayImg<FloatType, FloatArray> frame) {
		final Optional<FoundFace> near = lastReach > 0 ? find(frame, (x, y) -> area.contains(x, y) && Math.hypot(x - lastX,
			y - lastY) <= lastReach) : Optional.empty();
		final Optional<FoundFace> found = near.or(() -> find(frame, area));
		if (!othersTold) found.filter(face -> face.facesSeen() > 1).ifPresent(face -> {
			othersTold = true;
			remarks.add("Frame " + clip.frameNumber(index) + " of '" + clip.name() + "' shows " + face.facesSeen() +
				" faces; the largest is followed. Select another to have that followed.");
		});
		return found.map(FoundFace::landmarks);
	}

	private Optional<FoundFace> find(final ArrayImg<FloatType, FloatArray> frame, final FaceArea where) {
		try {
			return Optional.of(finder.apply(frame, where));
		}
		catch (final InputException e) {
			return Optional.empty();
		}
	}

	/** @return what the user should know, once all samples were taken */
	List<String> remarks() {
		final List<String> all = new ArrayList<>(remarks);
		if (lostAt >= 0) absences.add(clip.frameNumber(lostAt) + " to " + clip.frameNumber(clip.frameCount() - 1));
		if (!absences.isEmpty()) all.add("No face is followed in frames " + String.join(", ", absences) + " of '" + clip
			.name() + "'.");
		if (!leaps.isEmpty()) all.add("In " + (leaps.size() == 1 ? "frame " : "frames ") + String.join(", ", leaps) +
			" of '" + clip.name() + "' the face leaps, or another takes its place; it is measured anew from there.");
		return all;
	}

	private static float[] points(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] grey = frame.update(null).getCurrentStorageArray();
		final int width = (int) frame.dimension(0), height = (int) frame.dimension(1);
		final float[] points = new float[POINTS * POINTS];
		for (int i = 0; i < points.length; i++)
			points[i] = grey[(2 * (i / POINTS) + 1) * height / (2 * POINTS) * width + (2 * (i % POINTS) + 1) * width / (2 *
				POINTS)];
		return points;
	}

	private static double correlation(final float[] a, final float[] b) {
		double sa = 0, sb = 0, aa = 0, bb = 0, ab = 0;
		for (int i = 0; i < a.length; i++) {
			sa += a[i];
			sb += b[i];
			aa += (double) a[i] * a[i];
			bb += (double) b[i] * b[i];
			ab += (double) a[i] * b[i];
		}
		final double n = a.length;
		final double variances = (aa - sa * sa / n) * (bb - sb * sb / n);
		return variances > 0 ? (ab - sa * sb / n) / Math.sqrt(variances) : 1;
	}
}
