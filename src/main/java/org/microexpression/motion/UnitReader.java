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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.HeadRemainder;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Hardware;

/**
 * Reads the action units of frames: those that a model's fusion sees in the displacement field of a frame against the
 * running reference, the head's motion taken out and the rows where the landmarks say, as in the recognition of a pair.
 * See {@link MotionSettings#withUnits} for what they mean.
 * <p>
 * Owns native memory until closed.
 * </p>
 */
final class UnitReader implements AutoCloseable {

	private final Recognizer recognizer;

	private UnitReader(final Recognizer recognizer) {
		this.recognizer = recognizer;
	}

	/**
	 * @param model    a model's folder
	 * @param hardware where it shall run
	 * @return the reader
	 * @throws InputException if the model is damaged, or knows no action units
	 */
	static UnitReader open(final Path model, final Hardware hardware) {
		final ModelCard card = ModelCard.read(model);
		final Recognizer recognizer = Recognizer.open(model, card, hardware);
		try {
			// What a network computes shows in its first answer, and that shall come before a clip is followed.
			final ActionUnits first = recognizer.units(List.of(DisplacementField.zero(CanonicalFace.SIZE,
				CanonicalFace.SIZE)), List.of(Optional.empty())).get(0);
			if (!first.areKnown()) throw new InputException("The model '" + card.id() +
				"' was trained without action units; choose another, or measure the motion without them.");
			return new UnitReader(recognizer);
		}
		catch (final RuntimeException | Error e) {
			recognizer.close();
			throw e;
		}
	}

	/**
	 * @param samples frames that were looked at
	 * @param fields  their displacement fields
	 * @return the units of each; {@link ActionUnits#UNKNOWN} where it was measured against nothing
	 */
	List<ActionUnits> read(final List<FaceSample> samples, final List<DisplacementField> fields) {
		final List<DisplacementField> skins = new ArrayList<>();
		final List<Optional<FacialLandmarks>> landmarks = new ArrayList<>();
		for (int i = 0; i < samples.size(); i++) {
			if (!samples.get(i).isMeasured()) continue;
			skins.add(HeadRemainder.without(fields.get(i)));
			landmarks.add(samples.get(i).face().map(face -> face.segment().landmarks()));
		}
		final Iterator<ActionUnits> read = recognizer.units(skins, landmarks).iterator();
		return samples.stream().map(sample -> sample.isMeasured() ? read.next() : ActionUnits.UNKNOWN).toList();
	}

	@Override
	public void close() {
		recognizer.close();
	}
}
