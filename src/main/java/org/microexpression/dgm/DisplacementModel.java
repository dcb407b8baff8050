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

package org.microexpression.dgm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.GreyPair;
import org.microexpression.network.Device;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.TensorFlowRuntime;

/**
 * A trained DGM: gives the displacement field of registered pairs. Every pair goes through the network twice, as it is
 * and mirrored, and the field is the average of both: so, but for rounding, a mirrored pair gives the mirrored field;
 * it takes 2 % off the error, and on a CPU both are computed at once. Thread-safe: calls run one after another. Owns
 * native memory until closed.
 */
public final class DisplacementModel implements DisplacementEstimator {

	/** The folder within a model's folder that holds the DGM. */
	public static final String FOLDER = "dgm";

	/** Pairs computed at once: more gain no speed and need memory. */
	private static final int LARGEST_BATCH = 16;

	private static final int SIZE = CanonicalFace.SIZE;
	private static final int PIXELS = SIZE * SIZE;

	private final ExportedModel model;

	/** How often each pair is computed: 2 with its mirrored copy. */
	private final int copies;

	private DisplacementModel(final Path modelFolder, final Hardware hardware, final int copies) {
		model = ExportedModel.open(modelFolder.resolve(FOLDER), new DgmNetwork(Dgm.standard()).ports(), hardware);
		this.copies = copies;
	}

	/**
	 * @param modelFolder a model's folder, which holds the DGM in its folder {@value #FOLDER}
	 * @param device      where it shall run
	 * @return the loaded model
	 * @throws InputException if the folder holds no readable model, or a GPU was asked for and there is none
	 */
	public static DisplacementModel open(final Path modelFolder, final Device device) {
		return open(modelFolder, Hardware.of(device));
	}

	/**
	 * @param modelFolder a model's folder, which holds the DGM in its folder {@value #FOLDER}
	 * @param hardware      where it shall run
	 * @return the loaded model
	 * @throws InputException if the folder holds no readable model, or a GPU was asked for and there is none
	 */
	public static DisplacementModel open(final Path modelFolder, final Hardware hardware) {
		return new DisplacementModel(modelFolder, hardware, 2);
	}

	/**
	 * Without the mirrored copy of each pair, whose field is otherwise averaged in: in half the time.
	 *
	 * @param modelFolder a model's folder, as above
	 * @param hardware    where it shall run
	 * @return the loaded model
	 * @throws InputException as above
	 */
	public static DisplacementModel openQuick(final Path modelFolder, final Hardware hardware) {
		return new DisplacementModel(modelFolder, hardware, 1);
	}

	/**
	 * @param pair a registered pair of {@value CanonicalFace#SIZE} × {@value CanonicalFace#SIZE} pixels, grey levels
	 *             0..255
	 * @return its displacement field, of the same size, in pixels
	 * @throws InputException if a frame has another size or a grey level that is no number
	 */
	@Override
	public DisplacementField compute(final GreyPair pair) {
		return compute(List.of(pair)).get(0);
	}

	@Override
	public List<DisplacementField> compute(final List<? extends GreyPair> pairs, final Progress progress) {
		return compute(pairs, copies, progress);
	}

	/** Without the mirrored copies. What is noise comes out 4 % stronger so (docs/measurements.md). */
	@Override
	public List<DisplacementField> computeQuickly(final List<? extends GreyPair> pairs, final Progress progress) {
		return compute(pairs, 1, progress);
	}

	private List<DisplacementField> compute(final List<? extends GreyPair> pairs, final int each,
		final Progress progress)
	{
		final List<DisplacementField> fields = new ArrayList<>();
		for (int from = 0; from < pairs.size(); from += LARGEST_BATCH) {
			progress.checkCanceled();
			progress.report("Computing displacement fields", from, pairs.size());
			fields.addAll(batch(pairs.subList(from, Math.min(pairs.size(), from + LARGEST_BATCH)), each));
		}
		return fields;
	}

	/**
	 * @param pairs registered pairs as in {@link #compute(GreyPair)}
	 * @return the displacement field of each, in order
	 * @throws InputException if a frame has another size or a grey level that is no number
	 */
	public List<DisplacementField> compute(final List<? extends GreyPair> pairs) {
		return compute(pairs, Progress.none());
	}

	private List<DisplacementField> batch(final List<? extends GreyPair> pairs, final int each) {
		final int n = pairs.size();
		final float[] onset = new float[each * n * PIXELS];
		final float[] apex = new float[onset.length];
		for (int i = 0; i < n; i++) {
			put(pairs.get(i).onsetPixels(), "onset", onset, i, n);
			put(pairs.get(i).apexPixels(), "apex", apex, i, n);
		}
		final long rows = (long) each * n;
		final float[] d = model.run(Map.of(DgmNetwork.ONSET, FloatTensor.of(onset, rows, SIZE, SIZE), DgmNetwork.APEX,
			FloatTensor.of(apex, rows, SIZE, SIZE))).get(DgmNetwork.DISPLACEMENT).data();
		final List<DisplacementField> fields = new ArrayList<>();
		for (int i = 0; i < n; i++)
			fields.add(each == 1 ? field(d, i, SIZE) : average(field(d, i, SIZE), field(d, n + i, SIZE).mirrored()));
		return fields;
	}

	private static DisplacementField average(final DisplacementField a, final DisplacementField b) {
		for (int i = 0; i < PIXELS; i++) {
			a.u()[i] = (a.u()[i] + b.u()[i]) * 0.5f;
			a.v()[i] = (a.v()[i] + b.v()[i]) * 0.5f;
		}
		return a;
	}

	/** Puts a frame in its place, and its mirrored copy, if wanted, {@code n} places behind it. */
	private void put(final float[] frame, final String name, final float[] batch, final int position, final int n) {
		if (frame.length != PIXELS) throw new InputException("The " + name + " frame of the registered pair has " +
			frame.length + " pixels instead of " + SIZE + " x " + SIZE + "; register onset and apex first.");
		for (int i = 0; i < PIXELS; i++) {
			if (!Float.isFinite(frame[i])) throw new InputException("The " + name + " frame holds " + frame[i] +
				" at column " + i % SIZE + ", row " + i / SIZE + "; replace it by a grey level first.");
			batch[position * PIXELS + i] = frame[i];
			if (batch.length > n * PIXELS) batch[(n + position) * PIXELS + i + SIZE - 1 - 2 * (i % SIZE)] = frame[i];
		}
	}

	/** Field number {@code index} of a network's output [batch, size, size, 2]. */
	static DisplacementField field(final float[] output, final int index, final int size) {
		final float[] u = new float[size * size];
		final float[] v = new float[size * size];
		final int offset = 2 * index * size * size;
		for (int i = 0; i < u.length; i++) {
			u[i] = output[offset + 2 * i];
			v[i] = output[offset + 2 * i + 1];
		}
		return new DisplacementField(size, size, u, v);
	}

	@Override
	public boolean isExact() {
		return true;
	}

	@Override
	public String device() {
		return TensorFlowRuntime.describe(model.device());
	}

	@Override
	public void close() {
		model.close();
	}
}
