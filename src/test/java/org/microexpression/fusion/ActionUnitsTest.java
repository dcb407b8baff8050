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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.network.SavedModels;

/** What is said of action units, of strength, and when no class is named. */
class ActionUnitsTest {

	private static UnitActivity activity(final ActionUnit unit, final FacsSide side, final double probability) {
		return new UnitActivity(unit, side, probability, 0.4, 0.7, 0.01);
	}

	private static ActionUnits units() {
		final List<UnitActivity> all = new ArrayList<>();
		for (final ActionUnit unit : ActionUnit.values()) {
			for (final FacsSide side : FacsSide.values()) {
				final boolean works = unit == ActionUnit.AU4 || unit == ActionUnit.AU10 && side == FacsSide.LEFT;
				all.add(activity(unit, side, works ? 0.4 : 0.39));
			}
		}
		return new ActionUnits(all);
	}

	@Test
	void theMotionTellsSidesAndNotHowSureAUnitIs() {
		final Path model = Path.of("models", "frl-dgt-synthetic");
		// One brow is raised, the person's right, which is the image's left.
		final float[] prepared = new float[FusionInput.LENGTH];
		for (int row = 1; row < 6; row++)
			for (int column = 6; column < 12; column++)
				prepared[2 * (row * CanonicalFace.GRID + column) + 1] = -6;
		for (int i = 0; i < prepared.length; i++)
			prepared[i] += (float) (0.2 * Math.sin(i * i));
		assertTrue(Recognizer.sideRatio(prepared, ActionUnit.AU1) > 2, Recognizer.sideRatio(prepared, ActionUnit.AU1) + "");
		final Calibration.Sides motion = new Calibration.Sides(100, 0);
		final ActionUnits plain = of(model, prepared, Calibration.Sides.OF_NETWORK), wrong = of(model, flipped(prepared),
			motion), right = of(model, prepared, motion);
		for (final ActionUnit unit : ActionUnit.values())
			assertEquals(plain.probability(unit), right.probability(unit), 1e-6, "the surer side stays as sure");
		assertTrue(of(right, FacsSide.RIGHT) >= of(right, FacsSide.LEFT));
		assertTrue(of(wrong, FacsSide.LEFT) >= of(wrong, FacsSide.RIGHT));
		assertEquals(0, Recognizer.sideRatio(new float[FusionInput.LENGTH], ActionUnit.AU1), 1e-12, "nothing moves");
	}

	/** A unit's motion reaches over the midline, and the network takes some of that for the other side's own. */
	@Test
	void aSideThatHardlyMovesIsNotBelieved() {
		final Path model = Path.of("models", "frl-dgt-synthetic");
		final float[] onBoth = new float[FusionInput.LENGTH], onOne = new float[FusionInput.LENGTH];
		for (int row = 1; row < 6; row++) {
			for (int column = 6; column < 12; column++) {
				onBoth[2 * (row * CanonicalFace.GRID + column) + 1] = -6;
				onBoth[2 * (row * CanonicalFace.GRID + CanonicalFace.GRID - 1 - column) + 1] = -6;
				onOne[2 * (row * CanonicalFace.GRID + column) + 1] = -6;
				onOne[2 * (row * CanonicalFace.GRID + CanonicalFace.GRID - 1 - column) + 1] = -0.75f;
			}
		}
		final Calibration.Sides quarter = new Calibration.Sides(0, 0.25);
		final ActionUnits network = of(model, onOne, Calibration.Sides.OF_NETWORK), believed = of(model, onOne, quarter);
		assertEquals(of(network, FacsSide.RIGHT), of(believed, FacsSide.RIGHT), 1e-9, "the side that moves");
		// It moves by an eighth of the other one, half of the quarter.
		assertEquals(of(network, FacsSide.LEFT) / 2, of(believed, FacsSide.LEFT), 1e-6);
		final ActionUnits alike = of(model, onBoth, Calibration.Sides.OF_NETWORK), stays = of(model, onBoth, quarter);
		for (final FacsSide side : FacsSide.values())
			assertEquals(of(alike, side), of(stays, side), 1e-9);
	}

	private static double of(final ActionUnits units, final FacsSide side) {
		return units.of(ActionUnit.AU1, side).orElseThrow().probability();
	}

	private static float[] flipped(final float[] prepared) {
		final float[] flipped = new float[prepared.length];
		final int n = CanonicalFace.GRID;
		for (int i = 0; i < n * n; i++) {
			final int mirrored = i / n * n + n - 1 - i % n;
			flipped[2 * mirrored] = -prepared[2 * i];
			flipped[2 * mirrored + 1] = prepared[2 * i + 1];
		}
		return flipped;
	}

	private static ActionUnits of(final Path model, final float[] prepared, final Calibration.Sides sides) {
		try (Recognizer recognizer = Recognizer.open(model, ExpressionClass.labels(), Calibration.none().with(sides),
			Hardware.cpu(1)))
		{
			return recognizer.recognizePrepared(List.of(prepared)).get(0).units();
		}
	}

	@Test
	void aCardFromBeforeLeavesSidesToTheNetwork(@TempDir final Path folder) {
		final ModelCard shipped = ModelCard.read(Path.of("models", "frl-dgt-synthetic"));
		assertTrue(Calibration.of(shipped).sides().weight() > 0 && Calibration.of(shipped).sides().leastShare() > 0);
		final Map<String, Object> entries = new LinkedHashMap<>(shipped.entries());
		final Map<String, Object> older = new LinkedHashMap<>(Calibration.of(shipped).entries());
		older.remove("weight of the motion for sides");
		older.remove("least share of the other side's motion");
		entries.put(Calibration.CARD_ENTRY, older);
		assertEquals(Calibration.Sides.OF_NETWORK, Calibration.of(ModelCard.write(folder, entries)).sides());
		assertThrows(InputException.class, () -> new Calibration.Sides(-1, 0));
		assertThrows(InputException.class, () -> new Calibration.Sides(0, 1.1));
	}

	@Test
	void aCardMayHaveACalibrationForFieldsFromElsewhere(@TempDir final Path folder) {
		final ModelCard shipped = ModelCard.read(Path.of("models", "frl-dgt-synthetic"));
		final Calibration own = Calibration.of(shipped), given = Calibration.ofGivenFields(shipped);
		// The network is less sure of them, so that its thresholds of scores are lower.
		assertTrue(IntStream.range(0, Fusion.UNITS).filter(k -> leastScore(given.units().get(k)) < leastScore(own.units()
			.get(k))).count() > Fusion.UNITS / 2);
		assertEquals(own.rule(), given.rule());
		final Map<String, Object> entries = new LinkedHashMap<>(shipped.entries());
		final Map<String, Object> broken = new LinkedHashMap<>(given.entries());
		broken.remove("AU4");
		entries.put(Calibration.ENTRY_OF_GIVEN_FIELDS, broken);
		final ModelCard without = ModelCard.write(folder, entries);
		assertEquals(own, Calibration.of(without));
		final String message = assertThrows(InputException.class, () -> Calibration.ofGivenFields(without)).getMessage();
		assertTrue(message.contains("'AU4: slope' of its entry 'calibration of given fields'"), message);
		final Map<String, Object> frozen = new LinkedHashMap<>(given.entries());
		frozen.put("temperature", 0.0);
		assertTrue(refusal(folder, entries, frozen).contains(
			"'calibration of given fields' (The temperature of the class " + "probabilities is 0.0); install"));
		final Map<String, Object> deaf = new LinkedHashMap<>(given.entries());
		deaf.put("AU4", Map.of("slope", 1, "offset", 0, "threshold", 5, "gain", 1));
		assertTrue(refusal(folder, entries, deaf).contains("'calibration of given fields' (A unit's threshold is 5.0); "));
		deaf.put("AU4", Map.of("slope", 1, "offset", 0, "threshold", 0.5, "gain", -2));
		assertTrue(refusal(folder, entries, deaf).contains("'calibration of given fields' (A unit's gain is -2.0); "));
		entries.remove(Calibration.ENTRY_OF_GIVEN_FIELDS);
		assertEquals(own, Calibration.ofGivenFields(ModelCard.write(folder, entries)), "older cards have one for both");
	}

	/** What is said of a card whose calibration of given fields has a number that is none. */
	private static String refusal(final Path folder, final Map<String, Object> entries, final Map<String, Object> given) {
		entries.put(Calibration.ENTRY_OF_GIVEN_FIELDS, given);
		final ModelCard card = ModelCard.write(folder, entries);
		return assertThrows(InputException.class, () -> Calibration.ofGivenFields(card)).getMessage();
	}

	/** The score of the network from which a unit counts as at work. */
	private static double leastScore(final Calibration.Unit unit) {
		return (Math.log(unit.threshold() / (1 - unit.threshold())) - unit.offset()) / unit.slope();
	}

	@Test
	void unitsAtWorkStandInFacsNotation() {
		assertEquals("4+L10", units().facs());
		assertEquals(3, units().atWork().size());
		assertEquals("AU04_R", UnitActivity.column(ActionUnit.AU4, FacsSide.RIGHT));
		assertEquals(0.4, units().probability(ActionUnit.AU10), "that of the surer side");
		assertEquals("", ActionUnits.UNKNOWN.facs());
		assertFalse(ActionUnits.UNKNOWN.areKnown());
		assertTrue(Double.isNaN(ActionUnits.UNKNOWN.probability(ActionUnit.AU4)));
	}

	@Test
	void weakMotionIsNoneAndCloseClassesAreUncertain() {
		final Prediction close = new Prediction(List.of("a", "b", "c"), 0, new double[] { 0.45, 0.4, 0.15 }, new double[8]);
		final AnswerRule rule = new AnswerRule(3, 0.1, 0.1);
		final MotionEvidence clear = new MotionEvidence(1, 0.1, 10, 0, "these two frames");
		assertEquals(Answer.UNCERTAIN, close.with(clear, rule).answer().text());
		assertEquals("a", close.with(clear, new AnswerRule(3, 0.1, 0)).answer().text());
		final Answer weak = close.with(new MotionEvidence(0.05, 0.001, 50, 0, ""), rule).answer();
		assertEquals(Answer.Kind.NONE, weak.kind());
		assertEquals("strength 0.05 px, less than 0.10", weak.why());
		final Answer noisy = close.with(new MotionEvidence(1, 0.5, 2, 0.2, ""), rule).answer();
		assertEquals("signal to noise 2.0, less than 3.0", noisy.why());
		assertEquals(Answer.Kind.CLASS, close.with(new MotionEvidence(0.01, 0.01, 1, 0.5, ""), AnswerRule.forced()).answer()
			.kind());
		assertEquals(Answer.Kind.UNCERTAIN, close.with(MotionEvidence.unknown(), rule).answer().kind(),
			"what is not known never makes none");
		assertThrows(InputException.class, () -> new AnswerRule(-1, 0, 0));
		assertThrows(InputException.class, () -> new AnswerRule(0, 0, 1));
	}

	@Test
	void aModelWithoutUnitsSaysThatItHasNone(@TempDir final Path folder) {
		final Fusion fusion = new Fusion(FusionSettings.defaults());
		SavedModels.export(fusion.forInference(), List.of(FusionTest.random(fusion, 1)), folder.resolve("fusion"));
		try (Recognizer recognizer = Recognizer.open(folder, ExpressionClass.labels(), Device.CPU)) {
			final Prediction prediction = recognizer.recognize(FusionInputTest.waves(128, 3));
			assertFalse(prediction.units().areKnown());
			assertEquals(prediction.label(), prediction.answer().text());
		}
	}

	/** The motion of the upper lid and of the lips lies in windows that overlap with the brow's and the chin's. */
	@Test
	void motionBelongsToTheRegionOfItsOwnLandmarks() {
		for (final ActionUnit unit : List.of(ActionUnit.AU5, ActionUnit.AU24, ActionUnit.AU17, ActionUnit.AU1)) {
			final UnitSite site = UnitSite.of(unit);
			final float[] field = new float[FusionInput.LENGTH];
			for (final FacsSide side : FacsSide.values()) {
				final int column = (int) Math.round(CanonicalFace.pixelToGrid(site.x(CanonicalFace.landmarks(), side)));
				final int row = (int) Math.round(CanonicalFace.pixelToGrid(site.y(CanonicalFace.landmarks(), side)));
				field[2 * (row * CanonicalFace.GRID + column) + 1] = 1;
			}
			final double[] energies = RegionMasks.energies(field);
			for (final AuRegion region : AuRegion.values())
				assertTrue(energies[site.region().ordinal()] >= energies[region.ordinal()], unit + " is charged to " + region);
		}
	}

	@Test
	void strengthIsMeasuredInPixelsOnItsOwnSide() {
		final int size = CanonicalFace.SIZE;
		final UnitSite site = UnitSite.of(ActionUnit.AU12);
		final double x = site.x(CanonicalFace.landmarks(), FacsSide.LEFT);
		final double y = site.y(CanonicalFace.landmarks(), FacsSide.LEFT);
		assertTrue(x > size / 2.0, "the person's left is the image's right");
		final DisplacementField field = DisplacementField.zero(size, size);
		for (int i = 0; i < size * size; i++) {
			final double fall = Math.exp(-(Math.pow(i % size - x, 2) + Math.pow(i / size - y, 2)) / 600);
			field.u()[i] = (float) (1.5 * site.moveLateral() * fall);
			field.v()[i] = (float) (1.5 * site.moveDown() * fall);
		}
		final FieldStrength strength = new FieldStrength(FusionInput.reduced(field, Optional.empty()));
		assertEquals(1.5, strength.along(ActionUnit.AU12, FacsSide.LEFT), 0.15);
		assertTrue(strength.along(ActionUnit.AU12, FacsSide.RIGHT) < 0.2);
		assertTrue(strength.whole() > 0.5 && strength.whole() < 1.5);
	}
}
