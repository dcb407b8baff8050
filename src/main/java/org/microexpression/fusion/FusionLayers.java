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

package org.microexpression.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.face.CanonicalFace;
import org.microexpression.network.AttentionStage;
import org.microexpression.network.Initializer;
import org.microexpression.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Puts the layers of {@link Fusion} together, from the halves of a field to the scores. */
final class FusionLayers {

	private static final int N = CanonicalFace.GRID;
	private static final int HALF = N / 2;
	private static final int REGIONS = AuRegion.values().length;
	private static final int PATCH = AuRegion.SIZE / 2;
	private static final int PATCHES = 4;
	private static final int FACE_ROWS = 4;
	private static final int FACE_COLUMNS = 7;
	private static final int FACE_PATCHES = N / FACE_ROWS * (HALF / FACE_COLUMNS);

	private final FusionSettings settings;
	private final int classes;
	private final Layers layers;
	private final Ops tf;
	private final int folds;
	private final int width;

	FusionLayers(final Fusion fusion, final Layers layers) {
		settings = fusion.settings();
		classes = fusion.classes().size();
		width = settings.channels();
		this.layers = layers;
		tf = layers.tf();
		folds = layers.folds();
	}

	Fusion.Scores scores(final Operand<TFloat32> fields) {
		final Operand<TFloat32> halves = halves(fields);
		Operand<TFloat32> regions = localFusion(patchTokens(halves));
		regions = tokenDropout(regions, REGIONS);
		if (settings.globalFusion()) regions = bothSides("global", regions, REGIONS);
		Operand<TFloat32> tokens = regions;
		if (settings.fullFaceFusion()) {
			final Operand<TFloat32> all = tf.concat(List.of(regions, tokenDropout(faceTokens(halves), FACE_PATCHES)), tf
				.constant(2));
			tokens = tf.slice(bothSides("face", all, REGIONS + FACE_PATCHES), tf.constant(new int[] { 0, 0, 0, 0 }), tf
				.constant(new int[] { -1, -1, REGIONS, -1 }));
		}
		final Operand<TFloat32> normal = tf.reshape(layers.layerNorm("head/norm", tokens, width), shape(folds, -1, 2,
			REGIONS * width));
		final Operand<TFloat32> joined = layers.dropout(tf.math.mean(normal, tf.constant(2)), settings.headDropout());
		// The classes' layer comes first: parameters of models of format 2 lie in this order.
		final Operand<TFloat32> logits = layers.dense(Fusion.CLASSIFIER, joined, REGIONS * width, classes);
		// Each half has its own say on the units: averaged before, nothing would tell the sides apart.
		return new Fusion.Scores(logits, layers.dense("head/units", layers.dropout(normal, settings.headDropout()),
			REGIONS * width, Fusion.UNITS));
	}

	/** The left half and the right one as if it were a left one: [fold, batch · 2, 28, 14, 2]. */
	private Operand<TFloat32> halves(final Operand<TFloat32> fields) {
		final Operand<TFloat32> left = tf.slice(fields, tf.constant(new int[5]), tf.constant(new int[] { -1, -1, -1, HALF,
			-1 }));
		final Operand<TFloat32> right = tf.math.mul(tf.reverse(tf.slice(fields, tf.constant(new int[] { 0, 0, 0, HALF, 0 }),
			tf.constant(new int[] { -1, -1, -1, HALF, -1 })), tf.constant(new int[] { 3 })), tf.constant(new float[] { -1,
				1 }));
		return tf.reshape(tf.stack(List.of(left, right), Stack.axis(2L)), shape(folds, -1, N, HALF, 2));
	}

	/** The patches of every region: [fold, batch · 2, 8 · 4, channels]. */
	private Operand<TFloat32> patchTokens(final Operand<TFloat32> halves) {
		final List<Operand<TFloat32>> windows = new ArrayList<>();
		for (final AuRegion region : AuRegion.values()) {
			windows.add(tf.reshape(tf.slice(halves, tf.constant(new int[] { 0, 0, region.row(), region.column(), 0 }), tf
				.constant(new int[] { -1, -1, AuRegion.SIZE, AuRegion.SIZE, -1 })), shape(folds, -1, AuRegion.SIZE *
					AuRegion.SIZE * 2)));
		}
		// In two halves: TensorFlow goes through more than eight inputs of an operation in an order that changes from
		// process to process, and with it the rounding of the gradient that the windows' overlaps sum up.
		final Operand<TFloat32> joined = tf.concat(List.of(tf.concat(windows.subList(0, REGIONS / 2), tf.constant(2)), tf
			.concat(windows.subList(REGIONS / 2, REGIONS), tf.constant(2))), tf.constant(2));
		final Operand<TFloat32> cells = tf.reshape(joined, shape(-1, 2, PATCH, 2, PATCH * 2));
		final Operand<TFloat32> patches = tf.reshape(tf.linalg.transpose(cells, tf.constant(new int[] { 0, 1, 3, 2, 4 })),
			shape(folds, -1, REGIONS * PATCHES, PATCH * PATCH * 2));
		return placed("patch", layers.dense("patch", patches, (long) PATCH * PATCH * 2, width, plain(PATCH * PATCH * 2)),
			REGIONS * PATCHES);
	}

	/** The patches of the whole half: [fold, batch · 2, 14, channels]. */
	private Operand<TFloat32> faceTokens(final Operand<TFloat32> halves) {
		final int columns = HALF / FACE_COLUMNS;
		final int length = FACE_ROWS * FACE_COLUMNS * 2;
		final Operand<TFloat32> cells = tf.reshape(halves, shape(-1, N / FACE_ROWS, FACE_ROWS, columns, FACE_COLUMNS * 2));
		final Operand<TFloat32> patches = tf.reshape(tf.linalg.transpose(cells, tf.constant(new int[] { 0, 1, 3, 2, 4 })),
			shape(folds, -1, FACE_PATCHES, length));
		return placed("face/patch", layers.dense("face/patch", patches, length, width, plain(length)), FACE_PATCHES);
	}

	/** Adds to each token what tells where it is. */
	private Operand<TFloat32> placed(final String name, final Operand<TFloat32> tokens, final int count) {
		final Operand<TFloat32> place = layers.stackedWeight(name + "/place", Initializer.normal(0.3), false, count, width);
		return tf.math.add(tokens, layers.perFold(place, 4));
	}

	/** One token a region: [fold, batch · 2, 8, channels]. */
	private Operand<TFloat32> localFusion(final Operand<TFloat32> patches) {
		if (!settings.fusedFirst()) return localWithoutFusion(patches);
		final int joined = PATCHES * width;
		final Operand<TFloat32> weight = layers.stackedWeight("local/fuse/weight", plain(joined), true, REGIONS, joined,
			width);
		final Operand<TFloat32> byRegion = tf.linalg.transpose(tf.reshape(patches, shape(folds, -1, REGIONS, joined)), tf
			.constant(new int[] { 0, 2, 1, 3 }));
		final Operand<TFloat32> fused = placed("local", tf.linalg.transpose(layers.batchMatMul(byRegion, weight, false), tf
			.constant(new int[] { 0, 2, 1, 3 })), REGIONS);
		if (!settings.localFusion()) return fused;
		final Operand<TFloat32> queries = tf.reshape(fused, shape(folds, -1, 1, width));
		final Operand<TFloat32> tokens = tf.concat(List.of(queries, tf.reshape(patches, shape(folds, -1, PATCHES, width))),
			tf.constant(2));
		return tf.reshape(stage("local", queries, tokens, Optional.empty()), shape(folds, -1, REGIONS, width));
	}

	/** The ablation of Fu-B-Attn: attention among the patches first, their mean afterwards. */
	private Operand<TFloat32> localWithoutFusion(final Operand<TFloat32> patches) {
		Operand<TFloat32> tokens = tf.reshape(patches, shape(folds, -1, PATCHES, width));
		if (settings.localFusion()) tokens = stage("local", tokens, tokens, Optional.empty());
		final Operand<TFloat32> means = tf.reshape(tf.math.mean(tokens, tf.constant(2), Mean.keepDims(true)), shape(folds,
			-1, REGIONS, width));
		return placed("local", means, REGIONS);
	}

	/** Attention among the tokens of both halves, with a learned preference for the same half. */
	private Operand<TFloat32> bothSides(final String name, final Operand<TFloat32> tokens, final int count) {
		final float[][][][][] same = new float[1][1][1][2 * count][2 * count];
		for (int i = 0; i < 2 * count; i++) {
			for (int j = 0; j < 2 * count; j++)
				same[0][0][0][i][j] = i / count == j / count ? 1 : 0;
		}
		final Operand<TFloat32> preference = tf.reshape(layers.stackedWeight(name + "/side", Initializer.zeros(), false,
			settings.heads()), shape(folds, 1, settings.heads(), 1, 1));
		final Operand<TFloat32> joined = tf.reshape(tokens, shape(folds, -1, 2L * count, width));
		return tf.reshape(stage(name, joined, joined, Optional.of(tf.math.mul(preference, tf.constant(StdArrays.ndCopyOf(
			same))))), shape(folds, -1, count, width));
	}

	private Operand<TFloat32> stage(final String name, final Operand<TFloat32> queries, final Operand<TFloat32> tokens,
		final Optional<Operand<TFloat32>> bias)
	{
		return new AttentionStage(layers, width, settings.heads(), settings.dropout()).of(name, queries, tokens, bias);
	}

	/** Whole tokens become zero while training. */
	private Operand<TFloat32> tokenDropout(final Operand<TFloat32> tokens, final int count) {
		if (!layers.training() || settings.tokenDropout() <= 0) return tokens;
		final Operand<TInt32> batch = tf.slice(tf.shape(tokens), tf.constant(new int[] { 1 }), tf.constant(new int[] {
			1 }));
		return layers.dropout(tokens, settings.tokenDropout(), tf.concat(List.of(tf.constant(new int[] { 1 }), batch, tf
			.constant(new int[] { count, 1 })), tf.constant(0)));
	}

	private Initializer plain(final int fanIn) {
		return Initializer.normal(1 / Math.sqrt(fanIn));
	}

	private Operand<TInt64> shape(final long... lengths) {
		return tf.constant(lengths);
	}
}
