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

package org.microexpression.command.launch;

import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.swing.SwingUtilities;

/**
 * Sits at the real ImageJ as a person does: chooses every command from the menu, fills in its dialog and presses OK
 * while the macro recorder is open. Leaves the recorded lines, and runs a macro at the end that leaves what the
 * commands show.
 */
public final class RecorderSession {

	private static final long LIMIT_MILLIS = 120_000;
	private static final long OPENS_MILLIS = 30_000;

	private final Path inputs;
	private final Path results;

	/** What is filled into the fields of one dialog, kind by kind in their order on the screen; empty leaves a field. */
	private record Answers(List<String> texts, List<String> numbers, List<String> choices, List<String> boxes) {

		Answers() {
			this(List.of(), List.of(), List.of(), List.of());
		}

		Answers texts(final String... given) {
			return new Answers(List.of(given), numbers, choices, boxes);
		}

		Answers numbers(final String... given) {
			return new Answers(texts, List.of(given), choices, boxes);
		}

		Answers choices(final String... given) {
			return new Answers(texts, numbers, List.of(given), boxes);
		}

		Answers boxes(final String... given) {
			return new Answers(texts, numbers, choices, List.of(given));
		}
	}

	private RecorderSession(final Path inputs, final Path results) {
		this.inputs = inputs;
		this.results = results;
	}

	/**
	 * @param args a folder with the inputs {@code clip.avi}, {@code dataset}, {@code fields.csv}, {@code a.csv},
	 *             {@code b.csv}, {@code c.csv}, {@code spans.csv} and {@code spotted.csv}; a folder that the commands
	 *             write to; a file for the recorded lines; a macro that is run at the end
	 * @throws Exception if something does not open, ends the process with an error
	 */
	public static void main(final String... args) throws Exception {
		try {
			new ImageJ(ImageJ.EMBEDDED).setVisible(true);
			// Nobody is there to close a dialog.
			IJ.redirectErrorMessages(true);
			final Recorder recorder = new Recorder();
			final RecorderSession session = new RecorderSession(Path.of(args[0]), Path.of(args[1]));
			session.workOnClips();
			session.workOnFolders();
			Files.writeString(Path.of(args[2]), recorder.getText());
			final Interpreter last = new Interpreter();
			last.run(Files.readString(Path.of(args[3])), "");
			if (last.wasError()) throw new AssertionError(last.getErrorMessage());
			System.exit(0);
		}
		catch (final Exception | AssertionError e) {
			e.printStackTrace();
			System.exit(1);
		}
	}

	private void workOnClips() throws Exception {
		final Answers answers = new Answers();
		choose("Micro-Expression Clip (Positive)", null);
		choose("Micro-Expression Clip (Surprise)", null);
		choose("Micro-Expression Clip (Negative)", null);
		choose("Import Expression Clip...", answers.texts(inputs.resolve("clip.avi").toString()).numbers("200"));
		choose("Measure Facial Motion...", answers.texts(result("my motion.csv")).choices("", "Farneback", "cpu").boxes(
			"true", "false"));
		choose("Spot Expressions...", answers.texts(result("my spotted.csv")).choices("", "", "Farneback", "cpu").boxes("",
			"false"));
		choose("Export Timeline...", answers.texts(result("my spotted.csv"), result("my timeline.TextGrid")));
		choose("Recognize Micro-Expression...", answers.texts(result("my predictions.csv"), result("my units.csv")).numbers(
			"1", "0").choices("midpoint", "", "Farneback", "cpu"));
		choose("Register Onset and Apex...", answers.numbers("0", "5"));
		choose("Compute Displacement Field...", answers.numbers("0", "0").choices("", "", "TV-L1", "cpu", "none"));
		choose("Show Displacement As...", answers.choices("strain"));
	}

	private void workOnFolders() throws Exception {
		final Answers answers = new Answers();
		choose("Make Synthetic Expression Clips...", answers.texts(result("made")).numbers("1", "1", "12", "1.25").choices(
			"surprise"));
		choose("Recognize Folder of Clips...", answers.texts(result("made/manifest.csv"), result("folder.csv")).choices("",
			"", "", "", "cpu"));
		choose("Read Micro-Expression Dataset...", answers.texts(inputs.resolve("dataset").toString(), "", result("read"))
			.choices("", "All clips"));
		choose("Evaluate Leave-One-Subject-Out...", answers.texts(inputs.resolve("fields.csv").toString(), result("loso"),
			"", "", "7").numbers("1", "", "1", "0", "0").choices("", "", "random weights", "", "", "", "cpu").boxes("", "",
				"false"));
		choose("Compare LOSO Results...", answers.texts(inputs.resolve("a.csv").toString(), inputs.resolve("b.csv")
			.toString(), inputs.resolve("c.csv").toString(), result("compare")).boxes("true"));
		choose("Evaluate Spotting...", answers.texts(inputs.resolve("spans.csv").toString(), inputs.resolve("spotted.csv")
			.toString(), "", result("spotting")));
		choose("Train Micro-Expression Model...", answers.texts("", result("models/trained")).numbers("2", "2").choices("",
			"", "cpu"));
		choose("Micro-Expression...", answers.texts(result("models")).numbers("1").choices("cpu"));
		choose("Micro-Expression Help", null);
	}

	private String result(final String name) {
		return results.resolve(name).toString();
	}

	private static void choose(final String command, final Answers answers) throws Exception {
		final long start = System.nanoTime();
		final Thread running = new Thread(() -> new ij.Executer(command).run(), "menu");
		running.start();
		if (answers != null) {
			final GenericDialog dialog = await(command);
			fill(dialog.getStringFields(), answers.texts());
			fill(dialog.getNumericFields(), answers.numbers());
			fill(dialog.getChoices(), answers.choices());
			fill(dialog.getCheckboxes(), answers.boxes());
			SwingUtilities.invokeLater(() -> dialog.actionPerformed(new ActionEvent(dialog.getButtons()[0],
				ActionEvent.ACTION_PERFORMED, "OK")));
		}
		running.join(LIMIT_MILLIS);
		if (running.isAlive()) throw new AssertionError(command + " does not end; there are " + showing());
		final String message = IJ.getErrorMessage();
		if (message != null) throw new AssertionError(command + ": " + message);
		System.out.println(command + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
	}

	private static GenericDialog await(final String command) throws InterruptedException {
		final String title = command.replace("...", "");
		final long end = System.currentTimeMillis() + OPENS_MILLIS;
		while (System.currentTimeMillis() < end) {
			for (final Window window : Window.getWindows())
				if (window.isShowing() && window instanceof GenericDialog dialog && title.equals(dialog.getTitle()))
					return dialog;
			Thread.sleep(50);
		}
		throw new AssertionError("No dialog of " + command + " opened, but " + showing());
	}

	private static List<String> showing() {
		return Stream.of(Window.getWindows()).filter(Window::isShowing).map(Window::toString).toList();
	}

	private static void fill(final List<?> fields, final List<String> texts) {
		for (int i = 0; i < texts.size(); i++) {
			if (texts.get(i).isEmpty()) continue;
			if (fields.get(i) instanceof TextField field) field.setText(texts.get(i));
			else if (fields.get(i) instanceof Checkbox box) box.setState(Boolean.parseBoolean(texts.get(i)));
			else((Choice) fields.get(i)).select(texts.get(i));
		}
	}
}
