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

package org.microexpression.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Fusion;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.SavedModels;
import org.microexpression.training.joint.TrainingSettings;

/** A model with the weights that a training begins with, for tests that need a model but not a good one. */
public final class UntrainedModel {

	private UntrainedModel() {
		// Static methods only.
	}

	/**
	 * @param models folder of models
	 * @param id     the model's name
	 * @param seed   another seed is another model
	 * @return a store with this model and the project's own face weights
	 */
	public static ModelStore write(final Path models, final String id, final long seed) {
		return write(models, id, seed, new Fusion(TrainingSettings.defaults().fusion()).forInference());
	}

	/** The same with a fusion that tells action units. */
	public static ModelStore writeWithUnits(final Path models, final String id, final long seed) {
		return write(models, id, seed, new Fusion(TrainingSettings.defaults().fusion()).forInferenceWithUnits());
	}

	private static ModelStore write(final Path models, final String id, final long seed, final NetworkDefinition fusion) {
		final Path folder = models.resolve(id);
		SavedModels.export(new DgmNetwork(Dgm.standard()), ParameterLayout.of(new DgmNetwork(Dgm.standard())).initialize(
			seed), folder.resolve("dgm"));
		SavedModels.export(fusion, List.of(ParameterLayout.of(fusion).initialize(seed)), folder.resolve("fusion"));
		ModelCard.write(folder, card(id));
		return new ModelStore(List.of(models, Path.of("models")));
	}

	/** @return what the card of such a model says */
	static Map<String, Object> card(final String id) {
		final Map<String, Object> card = new LinkedHashMap<>();
		card.put("summary", "Not trained at all.");
		card.put("id", id);
		card.put("classes", ExpressionClass.labels());
		card.put(ModelCard.REAL_CLIPS, List.of());
		return card;
	}
}
