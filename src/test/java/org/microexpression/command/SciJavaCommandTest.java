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

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldOrigin;
import org.microexpression.imagej.FieldImages;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.task.TaskService;

/** The commands as SciJava runs them, as scripts in Fiji do: values by name, no dialog, failures as cancel reasons. */
class SciJavaCommandTest {

	private Context context;

	@BeforeEach
	void start() {
		context = new Context(CommandService.class, TaskService.class);
		// Images shown in batch mode need no display.
		Interpreter.batchMode = true;
	}

	@AfterEach
	void end() {
		for (final int id : Interpreter.getBatchModeImageIDs())
			WindowManager.getImage(id).close();
		Interpreter.batchMode = false;
		context.dispose();
	}

	private Cancelable run(final Class<? extends Command> type, final Object... values) throws Exception {
		return context.service(CommandService.class).run(type, true, values).get();
	}

	private static ImagePlus field() {
		return FieldImages.toImagePlus(DisplacementField.zero(32, 32), new FieldOrigin("clip", "model", "CPU"));
	}

	@Test
	void valuesAreGivenByName() throws Exception {
		assertFalse(run(ShowDisplacement.class, "image", field(), "view", "magnitude").isCanceled());
		assertTrue(WindowManager.getCurrentImage().getTitle().startsWith("clip"), WindowManager.getCurrentImage()
			.getTitle());
	}

	@Test
	void samplesOpen() throws Exception {
		for (final Class<? extends Command> sample : List.of(OpenSample.Negative.class, OpenSample.Positive.class,
			OpenSample.Surprise.class))
		{
			assertFalse(run(sample).isCanceled());
			assertEquals(28, WindowManager.getCurrentImage().getStackSize());
		}
		assertFalse(run(OpenSample.Video.class).isCanceled());
		assertEquals(600, WindowManager.getCurrentImage().getStackSize());
	}

	@Test
	void failuresAreSentences() throws Exception {
		// Other tests of this Java may have left theirs.
		for (final int id : WindowManager.getIDList() == null ? new int[0] : WindowManager.getIDList())
			WindowManager.getImage(id).close();
		WindowManager.setTempCurrentImage(null);
		assertEquals("The parameter 'view' is 'smell'; give none, colour, arrows, magnitude or strain.", run(
			ShowDisplacement.class, "image", field(), "view", "smell").getCancelReason());
		final File nowhere = Path.of("target", "nowhere.avi").toFile();
		assertTrue(run(ImportClip.class, "path", nowhere).getCancelReason().contains("nowhere.avi"));
		assertEquals("The path 'a?b' holds a character that no name of a file has (code 0, shown as '?'); correct it.", run(
			ImportClip.class, "path", new java.io.File("a\0b")).getCancelReason());
		assertEquals("No image is open; open a clip first.", run(RegisterFrames.class).getCancelReason());
		// What Fiji gives where no image is open.
		assertEquals("No image is open; open a clip first.", run(RegisterFrames.class, "image", new ImagePlus())
			.getCancelReason());
	}
}
