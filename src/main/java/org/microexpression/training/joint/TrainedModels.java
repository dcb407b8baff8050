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

package org.microexpression.training.joint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.microexpression.base.AtomicFolder;
import org.microexpression.base.InputException;
import org.microexpression.base.Sha256;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.fusion.Fusion;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.training.TrainingResult;

/** Writes what a training ended with as a model folder that every command can open. */
public final class TrainedModels {

	/**
	 * What a card says of the data.
	 *
	 * @param trained   what the model was trained on, one line
	 * @param validated what it was validated with, one line
	 * @param seen      datasets of the real clips that it was trained on, and of those of the model that it began from
	 */
	public record Description(String trained, String validated, Set<String> seen) {
	}

	/** Name of the card's entry with the SHA-256 of the settings' file, which is no part of the model. */
	private static final String SETTINGS_HASH = "settings hash";

	private TrainedModels() {
		// Static methods only.
	}

	/**
	 * To be asked before a model is trained that is to be written there.
	 *
	 * @param folder the model folder, which need not exist
	 * @throws InputException if its card or its settings were changed since they were written
	 */
	public static void requireUnchanged(final Path folder) {
		if (!ModelStore.isModel(folder)) return;
		if (!read(folder, ModelCard::isAsWritten).orElse(false)) throw changed(folder, ModelCard.FILE_NAME);
		final Path file = folder.resolve(ModelCard.SETTINGS);
		// A model that is damaged or of another format can be trained anew.
		final Optional<ModelCard> card = read(folder, ModelCard::read);
		if (card.isEmpty() || !card.get().entries().containsKey(SETTINGS_HASH) || !Files.isRegularFile(file)) return;
		if (!card.get().text(SETTINGS_HASH).equals(Sha256.of(file))) throw changed(folder, ModelCard.SETTINGS);
	}

	/** @return none where the card cannot be read */
	private static <T> Optional<T> read(final Path folder, final Function<Path, T> reader) {
		try {
			return Optional.of(reader.apply(folder));
		}
		catch (final InputException e) {
			return Optional.empty();
		}
	}

	private static InputException changed(final Path folder, final String name) {
		return new InputException("The model folder '" + folder + "' exists, and '" + name +
			"' in it was changed since it was written; give a new folder, so that nothing is lost.");
	}

	/**
	 * Writes displacement module, fusion, parameters, settings and card.
	 *
	 * @param folder   the model folder; replaced if it is a model that was written here, whose card and settings nobody
	 *                 has changed, and only when the new one is complete
	 * @param result   what the training ended with
	 * @param settings how it was trained
	 * @param classes  names of the classes, in label order
	 * @param data     what it was trained on
	 * @return the card
	 * @throws InputException if the folder cannot be written; an older model is then as it was
	 */
	public static ModelCard write(final Path folder, final TrainingResult result, final TrainingSettings settings,
		final List<String> classes, final Description data)
	{
		final Fusion fusion = new Fusion(settings.fusion(), classes);
		final ModelCard[] card = new ModelCard[1];
		// Looked at again: the training may have taken long.
		requireUnchanged(folder);
		AtomicFolder.write(folder, aside -> {
			SavedModels.write(new DgmNetwork(Dgm.standard()), List.of(result.network()), aside.resolve("dgm"));
			SavedModels.write(fusion.forInference(), List.of(result.network()), aside.resolve("fusion"));
			TrainingSettingsFile.write(aside.resolve(ModelCard.SETTINGS), settings);
			final Map<String, Object> entries = card(folder, result, settings, classes, data);
			entries.put(SETTINGS_HASH, Sha256.of(aside.resolve(ModelCard.SETTINGS)));
			card[0] = ModelCard.write(aside, entries);
		});
		return card[0];
	}

	private static Map<String, Object> card(final Path folder, final TrainingResult result,
		final TrainingSettings settings, final List<String> classes, final Description data)
	{
		final Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("summary", "Trained on " + data.trained + "; not validated for decisions about people.");
		entries.put("id", folder.toAbsolutePath().getFileName().toString());
		entries.put("classes", classes);
		entries.put("input", "onset and apex frame of a registered face, 128 x 128, grey levels 0..255");
		entries.put("training data", data.trained);
		entries.put("validation data", data.validated);
		entries.put(ModelCard.REAL_CLIPS, data.seen.stream().sorted().toList());
		entries.put("steps done", result.steps());
		entries.put("complete", result.complete());
		entries.put("settings", settings.entries());
		entries.put("figures", result.figures());
		entries.put("device", TensorFlowRuntime.describe(result.device()));
		entries.put("licence", "as its training data allow; the network itself is BSD-2-Clause");
		return entries;
	}

	/**
	 * Takes over the weights of a model, to train on from there. Of a committee, the first member is taken; a network of
	 * other classes gets a new last layer.
	 *
	 * @param folder   a model folder
	 * @param settings the settings of the training, whose network must be the model's
	 * @param classes  names of the classes of the training, in label order
	 * @param start    parameters of the training's network, which the model's replace
	 * @return the model's card
	 * @throws InputException if the folder holds no such model
	 */
	public static ModelCard takeOver(final Path folder, final TrainingSettings settings, final List<String> classes,
		final Parameters start)
	{
		final ModelCard card = ModelCard.read(folder);
		start.copyFrom(SavedModels.parameters(new DgmNetwork(Dgm.standard()), folder.resolve("dgm")).get(0));
		final Fusion before = new Fusion(settings.fusion(), card.classes());
		start.copyFrom(new Fusion(settings.fusion(), classes).begunFrom(before, SavedModels.parameters(before
			.forInference(), folder.resolve("fusion")).get(0), settings.seed()));
		return card;
	}
}
