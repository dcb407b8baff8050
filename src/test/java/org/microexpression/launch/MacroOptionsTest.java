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

package org.microexpression.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.command.ImportClip;
import org.microexpression.command.RecognizeExpression;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.task.TaskService;

class MacroOptionsTest {

	private static Map<String, String> parse(final String options) {
		return MacroOptions.parse("Command...", options);
	}

	@Test
	void valuesEndAtBlanksOrStandInBracketsOrQuotes() {
		assertEquals(Map.of(), parse(" "));
		assertEquals(Map.of("path", "/a/b.avi", "fps", "25", "csv", ""), parse("path=/a/b.avi csv= fps=25 "));
		assertEquals(Map.of("path", "/my clips/[old] x.avi", "csv", "it is.csv", "overlay", "true"), parse(
			"path=[/my clips/[old] x.avi] overlay csv='it is.csv'"));
	}

	@Test
	void aKeyWithinAnotherValueIsNone() {
		assertEquals(Map.of("path", "/d/ fps=30 /clip.avi", "csv", "a=b"), parse("path=[/d/ fps=30 /clip.avi] csv=a=b"));
	}

	@Test
	void whatIsAmbiguousIsRefused() {
		for (final String[] wrong : new String[][] { { "path=[/a/b ", "no ']' at the end of '[/a/b'" }, { "path='/a b",
			"no '''" }, { "fps=25 fps=30", "'fps' twice" } })
		{
			final String sentence = assertThrows(InputException.class, () -> parse(wrong[0])).getMessage();
			assertTrue(sentence.contains(wrong[1]) && sentence.contains("'Command...'"), sentence);
		}
	}

	private static Module given(final Class<? extends Command> type, final String options) throws ModuleException {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			final Module module = AdaptedCommand.prepare(context, type);
			MacroValues.apply(module, options);
			return module;
		}
	}

	@Test
	void aMisspelledKeyIsTold() throws ModuleException {
		assertEquals(5, given(RecognizeExpression.class, "onset=5 apex=9").getInput("onset"));
		for (final String[] wrong : new String[][] { { "onst=5 apex=9", "'onst'" }, { "Onset=5", "'Onset'" } }) {
			final String sentence = assertThrows(InputException.class, () -> given(RecognizeExpression.class, wrong[0]))
				.getMessage();
			assertTrue(sentence.contains("has no parameter " + wrong[1] + " but 'onset', 'apex'"), sentence);
		}
		final String sentence = assertThrows(InputException.class, () -> given(ImportClip.class, "path=/my data/x.avi"))
			.getMessage();
		assertTrue(sentence.contains("'data/x.avi'") && sentence.endsWith("values with blanks stand in brackets."),
			sentence);
	}

	/** On Windows there are no such names. */
	@Test
	void aFolderWhoseNameEndsWithABlankIsFound(@TempDir final Path folder) throws ModuleException {
		final File wanted = new File(folder.toFile(), "my clip ");
		assumeTrue(File.separatorChar == '/' && wanted.mkdir());
		assertEquals(wanted, given(ImportClip.class, "path=[" + wanted + "]").getInput("path"));
		final File other = new File(folder.toFile(), "clip.avi");
		assertEquals(other, given(ImportClip.class, "path=[ " + other + " ]").getInput("path"));
		assertEquals(new File(""), given(ImportClip.class, "path=[ ]").getInput("path"));
	}
}
