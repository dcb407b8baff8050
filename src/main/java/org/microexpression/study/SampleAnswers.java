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

package org.microexpression.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.microexpression.base.Progress;
import org.microexpression.dataset.Manifest;
import org.microexpression.fusion.AnswerRule;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Hardware;

/**
 * What a model says of the samples of a manifest. Fields that the manifest gives are read with
 * {@link Calibration#ofGivenFields}, those that were computed from its clips with {@link Calibration#of}.
 *
 * @param folder   the model's folder
 * @param card     its card
 * @param hardware where to compute
 */
record SampleAnswers(Path folder, ModelCard card, Hardware hardware) {

	/**
	 * @param manifest the samples
	 * @param fields   what of them could be used
	 * @param progress progress and cancellation
	 * @return what the model says of each row of the fields, a class in any case
	 */
	List<Prediction> of(final Manifest manifest, final SampleFields fields, final Progress progress) {
		final Prediction[] all = new Prediction[fields.rows().length];
		for (final boolean given : new boolean[] { true, false }) {
			final List<Integer> own = new ArrayList<>();
			for (int i = 0; i < all.length; i++)
				if (manifest.samples().get(fields.rows()[i]).hasField() == given) own.add(i);
			if (own.isEmpty()) continue;
			final Calibration calibration = given ? Calibration.ofGivenFields(card) : Calibration.of(card);
			try (Recognizer recognizer = Recognizer.open(folder, card.classes(), calibration.with(AnswerRule.forced()),
				hardware))
			{
				progress.checkCanceled();
				progress.report("Recognizing expressions", 0, 0);
				final List<Prediction> said = recognizer.recognizePrepared(own.stream().map(i -> fields.fields()[i]).toList());
				for (int k = 0; k < said.size(); k++)
					all[own.get(k)] = said.get(k);
			}
		}
		return Arrays.asList(all);
	}
}
