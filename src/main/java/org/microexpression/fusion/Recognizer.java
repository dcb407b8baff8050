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
import java.util.Collections;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Device;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.ModelPorts;
import org.tensorflow.ndarray.Shape;

/**
 * Recognizes micro-expressions in displacement fields with an exported fusion network, says which action units are at
 * work on which side of the face and how strongly, and how much each AU region contributed.
 * <p>
 * The contribution of a region is measured by taking its motion away from the prepared field on both sides, and the log
 * odds of the predicted class against the others fall by some amount. Windows of regions overlap: what moves in several
 * of them is taken away from each in the share by which it is nearer to that region's landmarks than to the others'
 * ({@link RegionMasks}). Rises count as zero; shares are the falls divided by their sum. Where taking away no region
 * lowers the odds, shares are those of the motion's energy (sum of squares) in the regions, which {@link
 * Prediction#shares()} tells, and where nothing moves at all they are equal. The paper does not state how it looks into
 * its network; occlusion is our choice, because it needs no access to the network's inside and holds for every
 * ablation.
 * </p>
 * <p>
 * Strengths are known for fields of the registered frame's own size, {@value CanonicalFace#SIZE} columns, whose values
 * are its pixels; fields of other sizes may have been stretched, and their strengths are NaN.
 * </p>
 * Thread-safe; owns native memory until closed.
 */
public final class Recognizer implements AutoCloseable {

	private static final int N = CanonicalFace.GRID;
	private static final int VARIANTS = 1 + AuRegion.values().length;
	private static final int FIELDS_AT_ONCE = 32;

	/** Between the eye centres of every registered face, px. */
	private static final double EYE_DISTANCE = CanonicalFace.RIGHT_EYE_X - CanonicalFace.LEFT_EYE_X;

	private final ExportedModel model;
	private final List<String> classes;
	private final Calibration calibration;

	private Recognizer(final ExportedModel model, final List<String> classes, final Calibration calibration) {
		this.model = model;
		this.classes = List.copyOf(classes);
		this.calibration = calibration;
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
	 * @return the recognizer, without calibration
	 * @throws org.microexpression.base.InputException if there is no readable model, or a GPU was asked for and there is
	 *                                                 none
	 */
	public static Recognizer open(final Path modelFolder, final List<String> classes, final Hardware hardware) {
		return open(modelFolder, classes, Calibration.none(), hardware);
	}

	/**
	 * @param modelFolder a model's folder
	 * @param card        its card, which has the classes and the calibration
	 * @param hardware    where it shall run
	 * @return the recognizer, with the card's calibration and rule
	 * @throws org.microexpression.base.InputException as above, or if the card is damaged
	 */
	public static Recognizer open(final Path modelFolder, final ModelCard card, final Hardware hardware) {
		return open(modelFolder, card.classes(), Calibration.of(card), hardware);
	}

	/**
	 * @param modelFolder a model's folder that holds {@code fusion/}
	 * @param classes     names of its classes, in label order
	 * @param calibration what turns its scores into probabilities and answers
	 * @param hardware    where it shall run
	 * @return the recognizer
	 * @throws org.microexpression.base.InputException as above
	 */
	public static Recognizer open(final Path modelFolder, final List<String> classes, final Calibration calibration,
		final Hardware hardware)
	{
		return new Recognizer(ExportedModel.open(modelFolder.resolve("fusion"), List.of(portsWithUnits(classes.size()),
			ports(classes.size())), hardware), classes, calibration);
	}

	/**
	 * @param classes number of classes
	 * @return the inputs and outputs that a fusion network has when it is exported without action units
	 */
	public static ModelPorts ports(final int classes) {
		return new ModelPorts(Map.of(Fusion.FIELDS, Shape.of(-1, N, N, 2)), Map.of(Fusion.PROBABILITIES, Shape.of(-1,
			classes)));
	}

	/**
	 * @param classes number of classes
	 * @return the inputs and outputs that a fusion network has when it is exported with action units
	 */
	public static ModelPorts portsWithUnits(final int classes) {
		return new ModelPorts(ports(classes).inputs(), Map.of(Fusion.PROBABILITIES, Shape.of(-1, classes),
			Fusion.UNIT_SCORES, Shape.of(-1, Fusion.SIDES, Fusion.UNITS)));
	}

	/**
	 * @param field     a field of the registered frame, 128 × 128, in its pixels
	 * @param landmarks the registered face's landmarks; empty where they are not known
	 * @return its strength, px, as {@link MotionEvidence#strength()}
	 */
	public static double strength(final DisplacementField field, final Optional<FacialLandmarks> landmarks) {
		return new FieldStrength(FusionInput.reduced(field, landmarks)).whole();
	}

	/** @return what turns the network's scores into probabilities and answers */
	public Calibration calibration() {
		return calibration;
	}

	/**
	 * Recognizes a field whose face is taken to lie where the canonical one does.
	 *
	 * @param field displacement field of a registered face, 28 × 28 or larger
	 * @return what it shows
	 * @throws org.microexpression.base.InputException if the field is too small or holds a value that is not a number
	 */
	public Prediction recognize(final DisplacementField field) {
		return recognize(field, Optional.empty());
	}

	/**
	 * Recognizes fields whose faces are taken to lie where the canonical one does.
	 *
	 * @param fields displacement fields of registered faces, each 28 × 28 or larger
	 * @return what each shows, in their order
	 * @throws org.microexpression.base.InputException if a field is too small or holds a value that is not a number
	 */
	public List<Prediction> recognize(final List<DisplacementField> fields) {
		return recognize(fields, Collections.nCopies(fields.size(), Optional.empty()));
	}

	/**
	 * @param field     displacement field of a registered face, 28 × 28 or larger
	 * @param landmarks the registered face's landmarks; empty where they are not known
	 * @return what it shows
	 * @throws org.microexpression.base.InputException if the field is too small or holds a value that is not a number
	 */
	public Prediction recognize(final DisplacementField field, final Optional<FacialLandmarks> landmarks) {
		return recognize(List.of(field), List.of(landmarks)).get(0);
	}

	/**
	 * @param fields    displacement fields of registered faces, each 28 × 28 or larger
	 * @param landmarks the landmarks of each registered face; empty where they are not known
	 * @return what each shows, in their order
	 * @throws org.microexpression.base.InputException if a field is too small or holds a value that is not a number
	 */
	public List<Prediction> recognize(final List<DisplacementField> fields,
		final List<Optional<FacialLandmarks>> landmarks)
	{
		return all(seen(fields, landmarks));
	}

	private static List<Seen> seen(final List<DisplacementField> fields,
		final List<Optional<FacialLandmarks>> landmarks)
	{
		final List<Seen> seen = new ArrayList<>();
		for (int i = 0; i < fields.size(); i++) {
			final float[][] grids = FusionInput.reduced(fields.get(i), landmarks.get(i));
			seen.add(new Seen(FusionInput.prepared(grids), new FieldStrength(grids), fields.get(i)
				.width() == CanonicalFace.SIZE));
		}
		return seen;
	}

	/**
	 * Reads the action units alone, without class and shares: the same units as {@link #recognize(List, List)} in a
	 * fraction of its time.
	 *
	 * @param fields    displacement fields of registered faces, each 28 × 28 or larger
	 * @param landmarks the landmarks of each registered face; empty where they are not known
	 * @return the units of each, in their order; {@link ActionUnits#UNKNOWN} where the model knows none
	 * @throws org.microexpression.base.InputException if a field is too small or holds a value that is not a number
	 */
	public List<ActionUnits> units(final List<DisplacementField> fields,
		final List<Optional<FacialLandmarks>> landmarks)
	{
		return inParts(seen(fields, landmarks), part -> units(part, run(part, 1), 1));
	}

	/**
	 * @param prepared fields prepared by {@link FusionInput}
	 * @return what each shows, in their order; strengths are not known
	 */
	public List<Prediction> recognizePrepared(final List<float[]> prepared) {
		return all(prepared.stream().map(Seen::of).toList());
	}

	/**
	 * What the network says of a field as it is, before calibration.
	 *
	 * @param probabilities of each class
	 * @param units         scores of the action units, the image's left side first; none where the model knows none
	 */
	record Scores(float[] probabilities, float[] units) {
	}

	/**
	 * @param prepared fields prepared by {@link FusionInput}
	 * @return what the network says of each
	 */
	List<Scores> scores(final List<float[]> prepared) {
		final Map<String, FloatTensor> outputs = run(prepared.stream().map(Seen::of).toList(), 1);
		final FloatTensor units = outputs.get(Fusion.UNIT_SCORES);
		final int length = Fusion.SIDES * Fusion.UNITS;
		return IntStream.range(0, prepared.size()).mapToObj(i -> new Scores(Arrays.copyOfRange(outputs.get(
			Fusion.PROBABILITIES).data(), i * classes.size(), (i + 1) * classes.size()), units == null ? new float[0] : Arrays
				.copyOfRange(units.data(), i * length, (i + 1) * length))).toList();
	}

	/** What a field shows where scores that do not come from it alone decide; regions are those of the field. */
	Prediction recognize(final DisplacementField field, final Optional<FacialLandmarks> landmarks,
		final Scores decisive)
	{
		final Seen seen = seen(List.of(field), List.of(landmarks)).get(0);
		return prediction(seen, run(List.of(seen), VARIANTS).get(Fusion.PROBABILITIES).data(), decisive.probabilities,
			units(decisive.units, 0, seen));
	}

	/** A prepared field and its motion, in pixels of the registered frame where that is known. */
	private record Seen(float[] field, FieldStrength motion, boolean inPixels) {

		static Seen of(final float[] prepared) {
			return new Seen(prepared, FieldStrength.ofPrepared(prepared), false);
		}
	}

	private List<Prediction> all(final List<Seen> seen) {
		return inParts(seen, this::batch);
	}

	private static <T> List<T> inParts(final List<Seen> seen, final Function<List<Seen>, List<T>> read) {
		final List<T> all = new ArrayList<>();
		for (int from = 0; from < seen.size(); from += FIELDS_AT_ONCE)
			all.addAll(read.apply(seen.subList(from, Math.min(seen.size(), from + FIELDS_AT_ONCE))));
		return all;
	}

	private List<Prediction> batch(final List<Seen> seen) {
		final Map<String, FloatTensor> outputs = run(seen, VARIANTS);
		final List<ActionUnits> units = units(seen, outputs, VARIANTS);
		final List<Prediction> predictions = new ArrayList<>();
		for (int i = 0; i < seen.size(); i++) {
			final int length = VARIANTS * classes.size();
			final float[] probabilities = Arrays.copyOfRange(outputs.get(Fusion.PROBABILITIES).data(), i * length, (i + 1) *
				length);
			predictions.add(prediction(seen.get(i), probabilities, probabilities, units.get(i)));
		}
		return predictions;
	}

	/** Of each field the first variants: as it is, then without each region in turn. */
	private Map<String, FloatTensor> run(final List<Seen> seen, final int variants) {
		final float[] values = new float[seen.size() * variants * FusionInput.LENGTH];
		for (int i = 0; i < seen.size(); i++) {
			for (int k = 0; k < variants; k++) {
				final float[] variant = k == 0 ? seen.get(i).field() : RegionMasks.without(seen.get(i).field(), AuRegion
					.values()[k - 1]);
				System.arraycopy(variant, 0, values, (i * variants + k) * FusionInput.LENGTH, FusionInput.LENGTH);
			}
		}
		return model.run(Map.of(Fusion.FIELDS, FloatTensor.of(values, (long) seen.size() * variants, N, N, 2)));
	}

	/** The units of each field as it is. */
	private List<ActionUnits> units(final List<Seen> seen, final Map<String, FloatTensor> outputs, final int variants) {
		final FloatTensor scores = outputs.get(Fusion.UNIT_SCORES);
		return IntStream.range(0, seen.size()).mapToObj(i -> scores == null ? ActionUnits.UNKNOWN : units(scores.data(), i *
			variants * Fusion.SIDES * Fusion.UNITS, seen.get(i))).toList();
	}

	/** The units of one field, whose scores begin at an index. */
	private ActionUnits units(final float[] scores, final int from, final Seen seen) {
		final List<UnitActivity> all = new ArrayList<>();
		for (final ActionUnit unit : ActionUnit.values()) {
			final Calibration.Unit own = calibration.units().get(unit.ordinal());
			final double left = scores[from + unit.ordinal()], right = scores[from + Fusion.UNITS + unit.ordinal()];
			final boolean leftSurer = left - right + calibration.sides().weight() * sideRatio(seen.field(), unit) > 0;
			final double[] motion = { seen.motion().along(unit, FacsSide.inImage(true)), seen.motion().along(unit, FacsSide
				.inImage(false)) };
			for (final FacsSide side : FacsSide.values()) {
				final boolean surer = side.isImageLeft() == leftSurer;
				final double along = motion[side.isImageLeft() ? 0 : 1], opposite = motion[side.isImageLeft() ? 1 : 0];
				final double probability = own.probability(surer ? Math.max(left, right) : Math.min(left, right)) * (surer ? 1
					: calibration.sides().belief(along, opposite));
				final double moved = seen.inPixels() ? own.gain() * along : Double.NaN;
				all.add(new UnitActivity(unit, side, probability, own.threshold(), moved, moved / EYE_DISTANCE));
			}
		}
		return new ActionUnits(all);
	}

	/**
	 * @param prepared a field prepared by {@link FusionInput}
	 * @param unit     an action unit
	 * @return natural logarithm of the motion's energy in the window of the unit's region on the image's left over that
	 *         on its right
	 */
	public static double sideRatio(final float[] prepared, final ActionUnit unit) {
		return RegionMasks.sideRatio(prepared, UnitSite.of(unit).region());
	}

	/**
	 * @param probabilities of the whole field, then without each region in turn
	 * @param said          what decides on the class: the first of these, or what the temporal path makes of them
	 */
	private Prediction prediction(final Seen seen, final float[] probabilities, final float[] said,
		final ActionUnits units)
	{
		final double[] whole = new double[classes.size()];
		double sum = 0;
		for (int c = 0; c < whole.length; c++)
			sum += whole[c] = calibration.temperature() == 1 ? said[c] : Math.pow(said[c], 1 / calibration.temperature());
		int best = 0;
		for (int c = 0; c < whole.length; c++) {
			whole[c] /= sum;
			if (whole[c] > whole[best]) best = c;
		}
		final RegionShares.Found shares = RegionShares.of(seen.field(), probabilities, whole.length, best);
		final MotionEvidence evidence = seen.inPixels() ? MotionEvidence.ofStrength(seen.motion().whole()) : MotionEvidence
			.unknown();
		return new Prediction(classes, best, whole, shares.shares(), shares.by(), units, evidence, Answer.ofClass(classes
			.get(best))).with(evidence, calibration.rule());
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
