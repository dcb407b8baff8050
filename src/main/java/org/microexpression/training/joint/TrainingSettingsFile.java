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

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.base.SettingsEntries;
import org.microexpression.base.SettingsYaml;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Hardware;

/**
 * All settings of a training in one file, as every model that is trained has it in its folder
 * ({@link ModelCard#SETTINGS}) and another training can be given it: also weight decay, warm-up, averaging, label
 * smoothing and the network's shape. What a file leaves out has its usual value. Clips, classes, the model to begin
 * from and the device are not among them.
 */
public final class TrainingSettingsFile {

	private TrainingSettingsFile() {
		// Functions only.
	}

	/**
	 * @param file     the file, replaced where it exists
	 * @param settings what to write
	 * @throws org.microexpression.base.InputException if it cannot be written
	 */
	public static void write(final Path file, final TrainingSettings settings) {
		SettingsYaml.write(file,
			"Settings of 'Train Micro-Expression Model...'; give this file, or a changed copy, as 'settings' to use them again.",
			entries(settings));
	}

	private static Map<String, Object> entries(final TrainingSettings settings) {
		final Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("seed", settings.seed());
		entries.put("optimization", SettingsYaml.entries(settings.optimization()));
		entries.put("batch", SettingsYaml.entries(settings.batch()));
		entries.put("losses", SettingsYaml.entries(settings.losses()));
		entries.put("parts", SettingsYaml.entries(settings.parts()));
		entries.put("fusion", SettingsYaml.entries(settings.fusion()));
		entries.put("validation", SettingsYaml.entries(settings.validation()));
		return entries;
	}

	/**
	 * @param file     a file of settings
	 * @param hardware where to train
	 * @return what it says, and the usual for what it leaves out
	 * @throws org.microexpression.base.InputException if it cannot be read, has a name that is no setting, or a value
	 *                                                 that cannot be used
	 */
	public static TrainingSettings read(final Path file, final Hardware hardware) {
		final SettingsEntries given = SettingsYaml.read(file);
		final TrainingSettings usual = TrainingSettings.defaults();
		given.requireKnown(List.copyOf(entries(usual).keySet()));
		return given.made(() -> new TrainingSettings(given.get("optimization", usual.optimization()), given.get("batch",
			usual.batch()), given.get("losses", usual.losses()), given.get("parts", usual.parts()), given.get("fusion", usual
				.fusion()), given.get("validation", usual.validation()), given.get("seed", usual.seed()), hardware));
	}
}
