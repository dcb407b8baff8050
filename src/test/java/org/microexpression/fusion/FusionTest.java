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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementField;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.training.fusion.FusionTraining;

class FusionTest {

	/** A network whose places, gains and biases are not those of the start, so that nothing vanishes by chance. */
	static Parameters random(final Fusion fusion, final long seed) {
		final Parameters parameters = ParameterLayout.of(fusion.forTraining()).initialize(seed);
		final Random random = new Random(seed);
		for (int i = 0; i < parameters.values().length; i++)
			parameters.values()[i] += (float) (0.1 * random.nextGaussian());
		return parameters;
	}

	static Recognizer recognizer(final Path folder, final FusionSettings settings) {
		final Fusion fusion = new Fusion(settings);
		FusionTraining.export(fusion, List.of(random(fusion, 1), random(fusion, 2)), folder);
		return Recognizer.open(folder, ExpressionClass.labels(), Device.CPU);
	}

	@Test
	void aMirroredFieldGivesTheSameProbabilities(@TempDir final Path folder) {
		try (Recognizer recognizer = recognizer(folder, FusionSettings.defaults())) {
			for (int i = 0; i < 5; i++) {
				final DisplacementField field = FusionInputTest.waves(128, i);
				final Prediction straight = recognizer.recognize(field);
				final Prediction mirrored = recognizer.recognize(field.mirrored());
				assertArrayEquals(straight.probabilities(), mirrored.probabilities(), 1e-5);
				assertArrayEquals(straight.regionShares(), mirrored.regionShares(), 1e-3);
				for (final UnitActivity here : straight.units().all()) {
					final UnitActivity there = mirrored.units().of(here.unit(), here.side().other()).orElseThrow();
					assertEquals(here.probability(), there.probability(), 1e-5, "the units of the sides change places");
					assertEquals(here.strength(), there.strength(), 1e-4);
				}
			}
		}
	}

	@Test
	void probabilitiesAndSharesSumToOneAndSharesFollowTheMotion(@TempDir final Path folder) {
		try (Recognizer recognizer = recognizer(folder, FusionSettings.defaults())) {
			final Prediction waves = recognizer.recognize(FusionInputTest.waves(128, 7));
			assertEquals(1, Arrays.stream(waves.probabilities()).sum(), 1e-6);
			assertEquals(1, Arrays.stream(waves.regionShares()).sum(), 1e-9);

			// Motion of one place alone: only regions whose windows the motion reaches can have a share.
			final double[] chin = recognizer.recognize(bump(25, 10)).regionShares();
			assertTrue(share(chin, AuRegion.CHIN, AuRegion.LIPS, AuRegion.MOUTH_CORNER) > 0.95);
			final double[] brow = recognizer.recognize(bump(3, 3)).regionShares();
			assertTrue(share(brow, AuRegion.OUTER_BROW, AuRegion.INNER_BROW, AuRegion.EYE) > 0.95);

			final Prediction still = recognizer.recognize(DisplacementField.zero(128, 128));
			assertEquals(1.0 / 8, still.regionShares()[0], 1e-9, "where nothing moves, no region is more to blame");
		}
	}

	private static double share(final double[] shares, final AuRegion... regions) {
		return Arrays.stream(regions).mapToDouble(r -> shares[r.ordinal()]).sum();
	}

	private static DisplacementField bump(final int row, final int column) {
		final float[] u = new float[784];
		final float[] v = new float[784];
		for (int i = 0; i < 784; i++) {
			final double square = Math.pow(i / 28 - row, 2) + Math.pow(i % 28 - column, 2);
			u[i] = (float) (0.5 * Math.exp(-square / 2));
			v[i] = (float) -Math.exp(-square / 2);
		}
		return new DisplacementField(28, 28, u, v);
	}

	@Test
	void theExportedCommitteeGivesTheMeanOfItsMembers(@TempDir final Path folder) {
		final Fusion fusion = new Fusion(FusionSettings.defaults());
		final DisplacementField field = FusionInputTest.waves(128, 3);
		final double[][] each = new double[2][];
		for (int m = 0; m < 2; m++) {
			FusionTraining.export(fusion, List.of(random(fusion, m + 1)), folder.resolve("member" + m));
			try (Recognizer recognizer = Recognizer.open(folder.resolve("member" + m), ExpressionClass.labels(),
				Device.CPU))
			{
				each[m] = recognizer.recognize(field).probabilities();
			}
		}
		try (Recognizer recognizer = recognizer(folder, FusionSettings.defaults())) {
			final double[] both = recognizer.recognize(field).probabilities();
			for (int c = 0; c < 3; c++)
				assertEquals((each[0][c] + each[1][c]) / 2, both[c], 1e-5);
		}
	}

	/**
	 * Exported parameters are plain numbers in order: networks of before are read in the order that they were written.
	 */
	@Test
	void theHeadsParametersLieInTheOrderOfFormatTwo() {
		final List<String> names = ParameterLayout.of(new Fusion(FusionSettings.defaults()).forTraining()).parameters()
			.stream().map(Parameter::name).filter(name -> name.startsWith("head/")).toList();
		assertEquals(List.of("head/norm/gain", "head/norm/bias", "head/class/weight", "head/class/bias",
			"head/units/weight", "head/units/bias"), names);
		assertEquals(names, ParameterLayout.of(new Fusion(FusionSettings.defaults()).forInferenceWithUnits()).parameters()
			.stream().map(Parameter::name).filter(name -> name.startsWith("head/")).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "whole", "local", "global", "face", "before" })
	void gradientsAgreeWithFiniteDifferences(final String without) {
		final FusionSettings whole = new FusionSettings(true, true, true, true, 8, 2, 0.1, 0.1, 0.5);
		final Fusion fusion = new Fusion(switch (without) {
			case "local" -> whole.withoutLocalFusion();
			case "global" -> whole.withoutGlobalFusion();
			case "face" -> whole.withoutFullFaceFusion();
			case "before" -> whole.withoutFusionBeforeAttention();
			default -> whole;
		});
		GradientCheck.of(fusion.forTraining(), List.of(random(fusion, 0), random(fusion, 1)), inputs(2, 3));
	}

	private static Map<String, FloatTensor> inputs(final int folds, final int batch) {
		final Random random = new Random(6);
		final float[] fields = new float[folds * batch * FusionInput.LENGTH];
		for (int i = 0; i < fields.length; i++)
			fields[i] = (float) random.nextGaussian();
		final float[] target = new float[folds * batch * 3];
		final float[] units = new float[folds * batch * 2 * Fusion.UNITS];
		final float[] weights = new float[folds * batch];
		for (int i = 0; i < folds * batch; i++) {
			target[3 * i + i % 3] = 1.5f;
			units[2 * Fusion.UNITS * i + 5 * i] = 1;
			weights[i] = 0.7f;
		}
		final Map<String, FloatTensor> inputs = new HashMap<>();
		inputs.put("fields", FloatTensor.of(fields, folds, batch, 28, 28, 2));
		inputs.put("target", FloatTensor.of(target, folds, batch, 3));
		inputs.put("units", FloatTensor.of(units, folds, batch, 2, Fusion.UNITS));
		inputs.put("unit_weight", FloatTensor.of(weights, folds, batch));
		return inputs;
	}
}
