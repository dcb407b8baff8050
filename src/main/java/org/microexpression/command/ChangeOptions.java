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

package org.microexpression.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Keeps what a person wants the other commands' dialogs to propose. */
@Plugin(type = Command.class, menuPath = "Edit > Options > Micro-Expression...", headless = true, visible = false)
public class ChangeOptions extends ExpressionCommand implements ShowsNoImage {

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String header = DialogTexts.OPTIONS;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false,
		description = "What dialogs propose: auto takes a GPU that TensorFlow can use, else the CPU. Macros that leave " +
			"the device out always use auto.")
	private String device = UserSettings.device();

	@Parameter(label = "Further models", style = FileWidget.DIRECTORY_STYLE, required = false, persist = false,
		description = "A folder that holds model folders of your own, offered beside those of the plugin; empty for none.")
	private File models = new File(UserSettings.proposedModelFolder());

	@Parameter(label = "Threads", min = "0", max = "1024", persist = false,
		description = "Threads that share training and batches of clips; 0 is automatic, one for each processor. Holds " +
			"from the next command on, for macros too; results do not depend on it.")
	private int threads = UserSettings.proposedThreads();

	@Override
	protected void execute(final Progress progress) {
		final String chosen = Device.parse(device).name().toLowerCase(Locale.ROOT);
		if (threads < 0) throw new InputException("The parameter 'threads' is " + threads +
			"; give a number of at least 0, which is automatic.");
		final String folder = models == null ? "" : models.getPath().trim();
		if (!folder.isEmpty() && !Files.isDirectory(Path.of(folder))) throw new InputException("The folder '" + folder +
			"' given as 'models' does not exist; give a folder that holds model folders, or nothing.");
		if (!folder.isEmpty() && new ModelStore(List.of(Path.of(folder))).ids().isEmpty()) throw new InputException(
			"The folder '" + folder + "' given as 'models' holds no model folders; give the folder that they are in.");
		UserSettings.store(chosen, folder.isEmpty() ? "" : Path.of(folder).toAbsolutePath().toString(), threads);
	}
}
