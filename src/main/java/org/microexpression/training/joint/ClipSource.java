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

package org.microexpression.training.joint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.dataset.Sample;
import org.microexpression.expression.ClassScheme;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.image.Bilinear;
import org.microexpression.training.DataHash;

/**
 * Labelled clips, each drawn with key frames near the labelled ones and changed as another recording of the same
 * expression could differ: mirrored, moved, turned, grown, lit and noisy in another way.
 */
public final class ClipSource implements TrainingSource {

	private static final int SIZE = CanonicalFace.SIZE;

	private final RegisteredClips clips;
	private final int[] rows;
	private final int[] labels;
	private final int classes;
	private final Augmentation augmentation;

	/**
	 * How far an example may differ from its clip; normal distributions.
	 *
	 * @param nearFrames whether onset and apex are drawn near the labelled frames
	 * @param mirror     share of mirrored examples
	 * @param scale      standard deviation of the logarithm of the size
	 * @param rotation   standard deviation of the turn, radians
	 * @param shift      standard deviation of the shift, registered pixels
	 * @param gain       standard deviation of the relative change of each frame's brightness
	 * @param offset     standard deviation of the change of each frame's brightness, grey levels
	 * @param noise      largest standard deviation of added noise, grey levels
	 */
	public record Augmentation(boolean nearFrames, double mirror, double scale, double rotation, double shift,
			double gain, double offset, double noise) {

		/** @return what the design study of the fusion found to work (affine part), and light camera changes */
		public static Augmentation typical() {
			return new Augmentation(true, 0.5, 0.04, 0.03, 3.6, 0.03, 3, 1.5);
		}

		/** @return the labelled frames as they are */
		public static Augmentation none() {
			return new Augmentation(false, 0, 0, 0, 0, 0, 0, 0);
		}
	}

	/**
	 * @param clips        registered clips, every one of a class of the scheme
	 * @param scheme       the classes
	 * @param augmentation how examples differ from them
	 * @throws InputException if there is no clip, one subject only, or a class without a clip
	 */
	public ClipSource(final RegisteredClips clips, final ClassScheme scheme, final Augmentation augmentation) {
		this(clips, IntStream.range(0, clips.samples().size()).toArray(), clips.samples().stream().mapToInt(s -> label(s,
			scheme)).toArray(), scheme.size(), augmentation);
		if (clips.samples().stream().map(Sample::person).distinct().count() < 2) throw new InputException(
			"Training needs clips of at least two subjects, and the manifest's usable clips are of fewer; add clips of more subjects.");
		final List<String> present = scheme.present(labels);
		for (final String name : scheme.labels())
			if (!present.contains(name)) throw new InputException(
				"Training needs clips of every class, and none of the usable clips is " + name +
					"; add such clips or train on synthetic expressions alone.");
	}

	/**
	 * Some of the clips, with labels that are given and not taken from the manifest, as for a fold of an evaluation.
	 *
	 * @param clips        registered clips
	 * @param rows         numbers of the clips that are drawn, at least one
	 * @param labels       the class of each of these
	 * @param classes      how many classes there are; some may have no clip
	 * @param augmentation how examples differ from them
	 */
	public ClipSource(final RegisteredClips clips, final int[] rows, final int[] labels, final int classes,
		final Augmentation augmentation)
	{
		if (rows.length == 0) throw new InputException("There is no training clip; give clips of two subjects or more.");
		this.clips = clips;
		this.rows = rows;
		this.labels = labels;
		this.classes = classes;
		this.augmentation = augmentation;
	}

	/**
	 * @param clips  registered clips
	 * @param scheme the classes
	 * @return the class of every clip
	 * @throws InputException if one has a class that the scheme does not name
	 */
	public static int[] labels(final RegisteredClips clips, final ClassScheme scheme) {
		return clips.samples().stream().mapToInt(sample -> label(sample, scheme)).toArray();
	}

	private static int label(final Sample sample, final ClassScheme scheme) {
		final int label = scheme.indexOf(sample.label());
		if (label < 0) throw new InputException("The clip " + sample.key() + " has the class '" + sample.label() +
			"'; training takes " + String.join(", ", scheme.labels()) + ".");
		return label;
	}

	/** @return for each class, N / (classes · n): the weight that makes classes count alike; 0 for one without a clip */
	@Override
	public double[] classWeights(final int number) {
		if (number != classes) throw new IllegalArgumentException(number + " classes instead of " + classes);
		return weights(labels, classes);
	}

	/** As {@link #classWeights} for clips of these classes. */
	static double[] weights(final int[] labels, final int classes) {
		final double[] weights = new double[classes];
		for (int c = 0; c < classes; c++) {
			final int wanted = c;
			final long n = Arrays.stream(labels).filter(label -> label == wanted).count();
			weights[c] = n == 0 ? 0 : labels.length / (double) (classes * n);
		}
		return weights;
	}

	/** @return how many clips there are */
	int size() {
		return rows.length;
	}

	/**
	 * @param clip number of a clip of this source
	 * @return its labelled frames as they are
	 */
	TrainingPair labelled(final int clip) {
		final RegisteredPair pair = clips.labelled(rows[clip]);
		return new TrainingPair(pair.onsetPixels(), pair.apexPixels(), Optional.empty(), labels[clip], pair.landmarks());
	}

	/** All frames that examples are drawn from, and the classes. */
	@Override
	public void addTo(final DataHash hash) {
		hash.add(labels).add(augmentation.toString());
		for (final int row : rows)
			clips.addTo(hash, row);
	}

	@Override
	public TrainingPair draw(final SplittableRandom random) {
		return changed(random.nextInt(rows.length), random);
	}

	/**
	 * @param drawn  number of a clip of this source
	 * @param random all chance comes from here
	 * @return an example of it
	 */
	TrainingPair changed(final int drawn, final SplittableRandom random) {
		final RegisteredPair pair = augmentation.nearFrames ? clips.near(rows[drawn], random) : clips.labelled(rows[drawn]);
		final double turn = augmentation.rotation * random.nextGaussian();
		final double size = Math.exp(augmentation.scale * random.nextGaussian());
		final double dx = augmentation.shift * random.nextGaussian();
		final double dy = augmentation.shift * random.nextGaussian();
		final boolean mirror = random.nextDouble() < augmentation.mirror;
		final float[] onset = moved(pair.onsetPixels(), size, turn, dx, dy, mirror);
		final float[] apex = moved(pair.apexPixels(), size, turn, dx, dy, mirror);
		final double noise = augmentation.noise * random.nextDouble();
		light(onset, noise, random);
		light(apex, noise, random);
		return new TrainingPair(onset, apex, Optional.empty(), labels[drawn], pair.landmarks().map(face -> moved(face, size,
			turn, dx, dy, mirror)));
	}

	/** Moves a frame about its centre, bilinear, the border repeated. */
	private static float[] moved(final float[] pixels, final double size, final double turn, final double dx,
		final double dy, final boolean mirror)
	{
		if (size == 1 && turn == 0 && dx == 0 && dy == 0 && !mirror) return Arrays.copyOf(pixels, pixels.length);
		final Bilinear frame = new Bilinear(pixels, SIZE, SIZE, Border.REPEATED, Mixing.WEIGHTED_DOUBLE);
		final float[] out = new float[pixels.length];
		final double cos = Math.cos(turn) / size;
		final double sin = Math.sin(turn) / size;
		final double centre = (SIZE - 1) / 2.0;
		for (int y = 0, i = 0; y < SIZE; y++) {
			for (int x = 0; x < SIZE; x++, i++) {
				final double px = (mirror ? SIZE - 1 - x : x) - centre - dx;
				final double py = y - centre - dy;
				out[i] = (float) frame.at(cos * px + sin * py + centre, cos * py - sin * px + centre);
			}
		}
		return out;
	}

	/**
	 * Moves landmarks as {@link #moved} moves what they lie on; left and right keep their numbers, since rows alone
	 * count.
	 */
	private static FacialLandmarks moved(final FacialLandmarks landmarks, final double size, final double turn,
		final double dx, final double dy, final boolean mirror)
	{
		final double[] x = new double[FacialLandmarks.COUNT];
		final double[] y = new double[FacialLandmarks.COUNT];
		final double cos = size * Math.cos(turn);
		final double sin = size * Math.sin(turn);
		final double centre = (SIZE - 1) / 2.0;
		for (int i = 0; i < x.length; i++) {
			final double px = landmarks.x()[i] - centre;
			final double py = landmarks.y()[i] - centre;
			final double to = cos * px - sin * py + centre + dx;
			x[i] = mirror ? SIZE - 1 - to : to;
			y[i] = sin * px + cos * py + centre + dy;
		}
		return new FacialLandmarks(x, y);
	}

	private void light(final float[] pixels, final double noise, final SplittableRandom random) {
		final double gain = 1 + augmentation.gain * random.nextGaussian();
		final double offset = augmentation.offset * random.nextGaussian();
		for (int i = 0; i < pixels.length; i++) {
			final double value = gain * pixels[i] + offset + (noise > 0 ? noise * random.nextGaussian() : 0);
			pixels[i] = (float) Math.max(0, Math.min(255, value));
		}
	}

	@Override
	public String description() {
		final long subjects = Arrays.stream(rows).mapToObj(row -> clips.samples().get(row).person()).distinct().count();
		return Counts.of(rows.length, "clip", "clips") + " of " + Counts.of(subjects, "subject", "subjects");
	}
}
