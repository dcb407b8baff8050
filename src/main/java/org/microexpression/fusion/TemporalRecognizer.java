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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.model.ModelCard;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;

/**
 * Recognizes a sequence of fields from one onset with an exported {@link TemporalFusion}: classes and action units come
 * from all of them, the shares of regions, strengths and the side on which a unit is surer from the apex's field.
 * Thread-safe; owns native memory until closed.
 */
public final class TemporalRecognizer implements AutoCloseable {

	/** The folder within a model's folder that holds the temporal path, where there is one. */
	public static final String FOLDER = "temporal";

	/** Below this a probability or a strength says no less. */
	private static final double LEAST = 1e-6;

	private final ExportedModel model;
	private final Calibration calibration;

	private TemporalRecognizer(final ExportedModel model, final Calibration calibration) {
		this.model = model;
		this.calibration = calibration;
	}

	/**
	 * @param modelFolder a model's folder
	 * @param card        its card
	 * @param hardware    where it shall run
	 * @return the temporal path of the model
	 * @throws InputException if the model has none, it is not readable, or a GPU was asked for and there is none
	 */
	public static TemporalRecognizer open(final Path modelFolder, final ModelCard card, final Hardware hardware) {
		final Path folder = modelFolder.resolve(FOLDER);
		if (!Files.isDirectory(folder)) throw new InputException("The model '" + card.id() +
			"' has no temporal path (no folder '" + FOLDER + "'); choose a model that has one, or leave 'temporal' off.");
		return new TemporalRecognizer(ExportedModel.open(folder, new TemporalFusion(TemporalFusion.Settings.defaults(), card
			.classes().size()).ports(), hardware), Calibration.of(card));
	}

	/**
	 * @param recognizer the fusion of the same model
	 * @param fields     {@value TemporalFusion#FRAMES} fields of one onset, number {@value TemporalFusion#APEX} that of
	 *                   the apex
	 * @param times      when each frame was filmed: 0 at the onset, 1 at the apex
	 * @param landmarks  the registered face's landmarks; empty where they are not known
	 * @return what the clip shows
	 * @throws InputException if the model's fusion knows no action units
	 */
	public Prediction recognize(final Recognizer recognizer, final List<DisplacementField> fields, final double[] times,
		final Optional<FacialLandmarks> landmarks)
	{
		final List<float[]> prepared = fields.stream().map(field -> FusionInput.of(field, landmarks)).toList();
		final double[] strengths = fields.stream().mapToDouble(field -> Recognizer.strength(field, landmarks)).toArray();
		return recognizer.recognize(fields.get(TemporalFusion.APEX), landmarks, decisive(frames(recognizer, prepared,
			strengths, times)));
	}

	/** What the fusion would say, in its own scores: the recognizer calibrates them. */
	private Recognizer.Scores decisive(final Frames frames) {
		final Map<String, FloatTensor> outputs = model.run(inputs(List.of(frames)));
		final float[] probabilities = outputs.get(Fusion.PROBABILITIES).data();
		final float[] units = outputs.get(Fusion.UNIT_SCORES).data();
		for (int c = 0; c < probabilities.length; c++)
			probabilities[c] = (float) Math.pow(probabilities[c], calibration.temperature());
		for (int k = 0; k < units.length; k++) {
			final Calibration.Unit own = calibration.units().get(k % Fusion.UNITS);
			units[k] = (float) ((units[k] - own.offset()) / own.slope());
		}
		return new Recognizer.Scores(probabilities, units);
	}

	/**
	 * What the temporal path is told of one sequence of frames.
	 *
	 * @param classes logarithms of calibrated class probabilities: [frame · class]
	 * @param units   calibrated scores of the units: [frame · 2 · 16]
	 * @param course  time and logarithm of the strength: [frame · 2]
	 */
	public record Frames(float[] classes, float[] units, float[] course) {
	}

	/**
	 * @param recognizer the fusion, with its calibration
	 * @param prepared   the fields of a sequence, prepared by {@link FusionInput}
	 * @param strengths  the strength of each, px
	 * @param times      when each frame was filmed
	 * @return what the temporal path is told
	 * @throws InputException if the fusion knows no action units
	 */
	public static Frames frames(final Recognizer recognizer, final List<float[]> prepared, final double[] strengths,
		final double[] times)
	{
		final Calibration calibration = recognizer.calibration();
		final List<Recognizer.Scores> scores = recognizer.scores(prepared);
		final int classes = scores.get(0).probabilities().length;
		final int sides = scores.get(0).units().length;
		if (sides == 0) throw new InputException(
			"The model was trained without action units, which the temporal path needs; choose another model, or leave " +
				"'temporal' off.");
		final int n = TemporalFusion.FRAMES;
		final Frames frames = new Frames(new float[n * classes], new float[n * sides], new float[2 * n]);
		for (int k = 0; k < n; k++) {
			double sum = 0;
			for (int c = 0; c < classes; c++)
				sum += Math.pow(scores.get(k).probabilities()[c], 1 / calibration.temperature());
			for (int c = 0; c < classes; c++)
				frames.classes[k * classes + c] = (float) Math.log(Math.max(LEAST, Math.pow(scores.get(k).probabilities()[c],
					1 / calibration.temperature()) / sum));
			for (int u = 0; u < sides; u++) {
				final Calibration.Unit own = calibration.units().get(u % Fusion.UNITS);
				frames.units[k * sides + u] = (float) (own.slope() * scores.get(k).units()[u] + own.offset());
			}
			frames.course[2 * k] = (float) times[k];
			frames.course[2 * k + 1] = (float) Math.log(Math.max(LEAST, strengths[k]));
		}
		return frames;
	}

	/**
	 * @param sequences one or more
	 * @return the network's inputs
	 */
	public static Map<String, FloatTensor> inputs(final List<Frames> sequences) {
		final int n = TemporalFusion.FRAMES;
		final long batch = sequences.size();
		return Map.of(TemporalFusion.FRAME_CLASSES, joined(sequences.stream().map(Frames::classes).toList(), batch, n,
			sequences.get(0).classes.length / n), TemporalFusion.FRAME_UNITS, joined(sequences.stream().map(Frames::units)
				.toList(), batch, n, Fusion.SIDES, Fusion.UNITS), TemporalFusion.FRAME_COURSE, joined(sequences.stream().map(
					Frames::course).toList(), batch, n, 2));
	}

	private static FloatTensor joined(final List<float[]> rows, final long... shape) {
		final int length = rows.get(0).length;
		final float[] all = new float[rows.size() * length];
		for (int i = 0; i < rows.size(); i++)
			System.arraycopy(rows.get(i), 0, all, i * length, length);
		return FloatTensor.of(all, shape);
	}

	@Override
	public void close() {
		model.close();
	}
}
