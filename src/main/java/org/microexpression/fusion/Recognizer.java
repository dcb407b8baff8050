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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.network.Device;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.ModelPorts;
import org.tensorflow.ndarray.Shape;

/**
 * Recognizes micro-expressions in displacement fields with an exported fusion network, and says how much each AU region
 * contributed.
 * <p>
 * The contribution of a region is measured by taking its motion away: the prepared field is set to no motion inside the
 * region's windows on both sides, and the log odds of the predicted class against the others fall by some amount. Rises
 * count as zero; shares are the falls divided by their sum. Where taking away no region lowers the odds, shares are
 * those of the motion's energy (sum of squares) in the regions, and where nothing moves at all they are equal. The
 * paper does not state how it looks into its network; occlusion is our choice, because it needs no access to the
 * network's inside and holds for every ablation.
 * </p>
 * Thread-safe; owns native memory until closed.
 */
public final class Recognizer implements AutoCloseable {

	private static final int REGIONS = AuRegion.values().length;
	private static final int VARIANTS = 1 + REGIONS;
	private static final int FIELDS_AT_ONCE = 32;
	private static final double SMALLEST = 1e-12;

	/**
	 * Falls of the log odds below this are single-precision rounding, which differs with a field's place in the batch.
	 */
	private static final double ROUNDING = 1e-5;

	private final ExportedModel model;
	private final List<String> classes;

	private Recognizer(final ExportedModel model, final List<String> classes) {
		this.model = model;
		this.classes = List.copyOf(classes);
	}

	/**
	 * @param modelFolder a model's folder that holds {@code fusion/}
	 * @param classes     names of its classes, in label order, as its card has them
	 * @param device      where it shall run
	 * @return the recognizer
	 * @throws org.microexpression.base.InputException if there is no readable model, or a GPU was asked for and there is
	 *                                                 none
	 */
	public static Recognizer open(final Path modelFolder, final List<String> classes, final Device device) {
		return open(modelFolder, classes, Hardware.of(device));
	}

	/**
	 * @param modelFolder a model's folder that holds {@code fusion/}
	 * @param classes     names of its classes, in label order, as its card has them
	 * @param hardware      where it shall run
	 * @return the recognizer
	 * @throws org.microexpression.base.InputException if there is no readable model, or a GPU was asked for and there is
	 *                                                 none
	 */
	public static Recognizer open(final Path modelFolder, final List<String> classes, final Hardware hardware) {
		return new Recognizer(ExportedModel.open(modelFolder.resolve("fusion"), ports(classes.size()), hardware), classes);
	}

	/**
	 * @param classes number of classes
	 * @return the inputs and outputs that a fusion network has when it is exported
	 */
	public static ModelPorts ports(final int classes) {
		final int n = CanonicalFace.GRID;
		return new ModelPorts(Map.of(Fusion.FIELDS, Shape.of(-1, n, n, 2)), Map.of(Fusion.PROBABILITIES, Shape.of(-1,
			classes)));
	}

	/**
	 * @param field     displacement field of a registered face, 28 × 28 or larger
	 * @param landmarks the registered face's landmarks, or {@code null} where they are not known
	 * @return what it shows
	 * @throws org.microexpression.base.InputException if the field is too small or holds a value that is not a number
	 */
	public Prediction recognize(final DisplacementField field, final FacialLandmarks landmarks) {
		return recognize(List.of(field), Collections.singletonList(landmarks)).get(0);
	}

	/**
	 * @param fields    displacement fields of registered faces, each 28 × 28 or larger
	 * @param landmarks the landmarks of each registered face, {@code null} for any of them or for the whole list where
	 *                  they are not known
	 * @return what each shows, in their order
	 * @throws org.microexpression.base.InputException if a field is too small or holds a value that is not a number
	 */
	public List<Prediction> recognize(final List<DisplacementField> fields, final List<FacialLandmarks> landmarks) {
		final List<float[]> prepared = new ArrayList<>();
		for (int i = 0; i < fields.size(); i++)
			prepared.add(FusionInput.of(fields.get(i), landmarks == null ? null : landmarks.get(i)));
		return recognizePrepared(prepared);
	}

	/**
	 * @param prepared fields prepared by {@link FusionInput}
	 * @return what each shows, in their order
	 */
	public List<Prediction> recognizePrepared(final List<float[]> prepared) {
		final List<Prediction> predictions = new ArrayList<>();
		for (int from = 0; from < prepared.size(); from += FIELDS_AT_ONCE)
			predictions.addAll(batch(prepared.subList(from, Math.min(prepared.size(), from + FIELDS_AT_ONCE))));
		return predictions;
	}

	private List<Prediction> batch(final List<float[]> prepared) {
		final int n = CanonicalFace.GRID;
		final float[] values = new float[prepared.size() * VARIANTS * FusionInput.LENGTH];
		for (int i = 0; i < prepared.size(); i++) {
			for (int k = 0; k < VARIANTS; k++) {
				final float[] variant = k == 0 ? prepared.get(i) : without(prepared.get(i), AuRegion.values()[k - 1]);
				System.arraycopy(variant, 0, values, (i * VARIANTS + k) * FusionInput.LENGTH, FusionInput.LENGTH);
			}
		}
		final float[] all = model.run(Map.of(Fusion.FIELDS, FloatTensor.of(values, (long) prepared.size() * VARIANTS, n, n,
			2))).get(Fusion.PROBABILITIES).data();
		final List<Prediction> predictions = new ArrayList<>();
		for (int i = 0; i < prepared.size(); i++) {
			final int length = VARIANTS * classes.size();
			predictions.add(prediction(prepared.get(i), Arrays.copyOfRange(all, i * length, (i + 1) * length)));
		}
		return predictions;
	}

	/** The field with no motion in the windows of a region. */
	private static float[] without(final float[] field, final AuRegion region) {
		final float[] still = field.clone();
		for (int i = 0; i < still.length; i++)
			if (region.contains(i / 2 / CanonicalFace.GRID, i / 2 % CanonicalFace.GRID)) still[i] = 0;
		return still;
	}

	private Prediction prediction(final float[] field, final float[] probabilities) {
		final double[] whole = new double[classes.size()];
		double sum = 0;
		for (int c = 0; c < whole.length; c++)
			sum += whole[c] = probabilities[c];
		int best = 0;
		for (int c = 0; c < whole.length; c++) {
			whole[c] /= sum;
			if (whole[c] > whole[best]) best = c;
		}
		final double[] shares = new double[REGIONS];
		for (int r = 0; r < REGIONS; r++) {
			final double fall = logOdds(whole[best]) - logOdds(probabilities[(r + 1) * whole.length + best]);
			shares[r] = fall < ROUNDING ? 0 : fall;
		}
		return new Prediction(classes, best, whole, normalized(shares, field));
	}

	private static double logOdds(final double probability) {
		return Math.log(Math.max(SMALLEST, probability) / Math.max(SMALLEST, 1 - probability));
	}

	private static double[] normalized(final double[] falls, final float[] field) {
		double sum = Arrays.stream(falls).sum();
		double[] shares = falls;
		if (sum <= SMALLEST) {
			shares = energies(field);
			sum = Arrays.stream(shares).sum();
		}
		for (int r = 0; r < REGIONS; r++)
			shares[r] = sum > SMALLEST ? shares[r] / sum : 1.0 / REGIONS;
		return shares;
	}

	private static double[] energies(final float[] field) {
		final double[] energies = new double[REGIONS];
		for (int i = 0; i < field.length; i++) {
			for (int r = 0; r < REGIONS; r++)
				if (AuRegion.values()[r].contains(i / 2 / CanonicalFace.GRID, i / 2 % CanonicalFace.GRID)) energies[r] +=
					field[i] * field[i];
		}
		return energies;
	}

	/** @return the device that really runs it */
	public Device device() {
		return model.device();
	}

	@Override
	public void close() {
		model.close();
	}
}
