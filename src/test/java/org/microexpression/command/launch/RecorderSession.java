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
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

import java.awt.AWTException;
import java.awt.Choice;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;
import javax.swing.SwingUtilities;

/**
 * Sits at the real ImageJ as a person does: chooses commands from the menu, fills in their dialogs and presses OK while
 * the macro recorder is open. Leaves the recorded lines and a picture of every dialog in a folder.
 */
public final class RecorderSession {

	/** The file with the recorded lines. */
	public static final String RECORDED = "recorded.ijm";

	private static final long LIMIT_MILLIS = 120_000;

	private final Path folder;

	/** What is filled into the fields of one dialog, kind by kind in their order on the screen; null leaves a field. */
	private record Answers(List<String> texts, List<String> numbers, List<String> choices) {}

	private RecorderSession(final Path folder) {
		this.folder = folder;
	}

	/**
	 * @param args a folder for the results, a clip, a CSV file that is to be recorded as output
	 * @throws Exception if something does not open, ends the process with an error
	 */
	public static void main(final String... args) throws Exception {
		final RecorderSession session = new RecorderSession(Path.of(args[0]));
		try {
			session.record(args[1], args[2]);
			System.exit(0);
		}
		catch (final Exception | AssertionError e) {
			e.printStackTrace();
			System.exit(1);
		}
	}

	private void record(final String clip, final String csv) throws Exception {
		new ImageJ(ImageJ.EMBEDDED).setVisible(true);
		final Recorder recorder = new Recorder();
		final List<String> none = List.of();
		choose("Micro-Expression Clip (Negative)", null);
		choose("Import Expression Clip...", new Answers(List.of(clip), none, none));
		choose("Recognize Micro-Expression...", new Answers(List.of(csv), List.of("1", "0"), List.of("", "cpu")));
		choose("Register Onset and Apex...", new Answers(none, List.of("0", "5"), none));
		choose("Compute Displacement Field...", new Answers(none, none, List.of("", "cpu", "none")));
		choose("Show Displacement As...", new Answers(none, none, List.of("strain")));
		Files.writeString(folder.resolve(RECORDED), recorder.getText());
	}

	private void choose(final String command, final Answers answers) throws Exception {
		final int images = WindowManager.getWindowCount();
		final Thread running = new Thread(() -> new ij.Executer(command).run(), "menu");
		running.start();
		if (answers != null) {
			final GenericDialog dialog = await(command);
			fill(dialog.getStringFields(), answers.texts());
			fill(dialog.getNumericFields(), answers.numbers());
			fill(dialog.getChoices(), answers.choices());
			picture(dialog, command);
			SwingUtilities.invokeLater(() -> dialog.actionPerformed(new ActionEvent(dialog.getButtons()[0],
				ActionEvent.ACTION_PERFORMED, "OK")));
		}
		running.join(LIMIT_MILLIS);
		if (running.isAlive()) throw new AssertionError(command + " does not end");
		System.out.println(command + ": " + images + " images before, " + WindowManager.getWindowCount() + " after; log: " + IJ
			.getLog());
	}

	private static GenericDialog await(final String command) throws InterruptedException {
		final String title = command.replace("...", "");
		final long end = System.currentTimeMillis() + LIMIT_MILLIS;
		while (System.currentTimeMillis() < end) {
			for (final Window window : Window.getWindows())
				if (window.isShowing() && window instanceof GenericDialog dialog && dialog.getTitle().equals(title)) return dialog;
			Thread.sleep(50);
		}
		throw new AssertionError("No dialog of " + command + " opened");
	}

	private static void fill(final List<?> fields, final List<String> texts) {
		for (int i = 0; i < texts.size(); i++) {
			if (texts.get(i).isEmpty()) continue;
			if (fields.get(i) instanceof TextField field) field.setText(texts.get(i));
			else ((Choice) fields.get(i)).select(texts.get(i));
		}
	}

	private void picture(final GenericDialog dialog, final String command) throws AWTException, IOException,
		InterruptedException, InvocationTargetException
	{
		// Nothing tells when the screen shows a window whole: its corner is light then, as the screen behind it is not.
		final Robot robot = new Robot();
		BufferedImage image;
		final long end = System.currentTimeMillis() + 10_000;
		do {
			Thread.sleep(200);
			SwingUtilities.invokeAndWait(() -> {});
			image = robot.createScreenCapture(new Rectangle(dialog.getLocationOnScreen(), dialog.getSize()));
		}
		while ((image.getRGB(2, 2) & 0xff) < 128 && System.currentTimeMillis() < end);
		// Labels and buttons follow.
		Thread.sleep(700);
		image = robot.createScreenCapture(new Rectangle(dialog.getLocationOnScreen(), dialog.getSize()));
		ImageIO.write(image, "png", folder.resolve(command.replaceAll("[^A-Za-z]+", "-") + ".png").toFile());
	}
}
