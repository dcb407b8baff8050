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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.Contextual;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.task.TaskService;

class EvaluateLosoTest {

	@TempDir
	private Path folder;

	private static Cancelable run(final Map<String, Object> inputs) throws ModuleException {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			final Module module = new CommandInfo(EvaluateLoso.class).createModule();
			((Contextual) module).setContext(context);
			for (final ModuleItem<?> item : module.getInfo().inputs())
				item.initialize(module);
			inputs.forEach(module::setInput);
			module.run();
			return (Cancelable) module.getDelegateObject();
		}
	}

	@Test
	void badInputEndsWithOneSentence() throws Exception {
		assertEquals("The parameter 'manifest' is empty; give a CSV file with a row a clip.", run(Map.of()).getCancelReason());
		final File manifest = Files.writeString(folder.resolve("manifest.csv"), "dataset,subject\nd,1\n").toFile();
		assertEquals("The parameter 'output' is empty; give a folder for the tables.", run(Map.of("manifest", manifest))
			.getCancelReason());
		final File output = folder.resolve("out").toFile();
		assertEquals("The parameter 'seeds' is '1,b'; give whole numbers separated by commas, such as 1,2,3.", run(Map.of(
			"manifest", manifest, "output", output, "seeds", "1,b")).getCancelReason());
		final String columns = run(Map.of("manifest", manifest, "output", output)).getCancelReason();
		assertTrue(columns.contains("has no column 'clip', 'class', 'path', 'onset', 'apex' in its header"), columns);
		final String missing = run(Map.of("manifest", folder.resolve("none.csv").toFile(), "output", output))
			.getCancelReason();
		assertTrue(missing.contains("none.csv"), missing);
		assertFalse(output.exists(), "nothing is made before the input is known to be good");
	}
}
