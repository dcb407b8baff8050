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

import java.awt.Button;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.ItemEvent;
import java.awt.event.MouseEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JToolTip;
import javax.swing.SwingUtilities;

import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/**
 * Sits at the real ImageJ and does with dialogs what ends in no command: cancels, is refused, browses, reads tooltips.
 */
public final class DialogSession {

	/** What was seen, one a line. */
	public static final String SEEN = "seen.txt";
	/** What the recorder wrote meanwhile. */
	public static final String RECORDED = "recorded.ijm";

	private final Path folder;
	private final List<String> seen = new ArrayList<>();

	private DialogSession(final Path folder) {
		this.folder = folder;
	}

	/**
	 * @param args a folder for what is left, a clip
	 * @throws Exception if something does not come, ends the process with an error
	 */
	public static void main(final String... args) throws Exception {
		try {
			new ImageJ(ImageJ.EMBEDDED).setVisible(true);
			final Recorder recorder = new Recorder();
			final DialogSession session = new DialogSession(Path.of(args[0]));
			session.withoutAnImage();
			session.cancels();
			session.isRefused();
			Files.writeString(session.folder.resolve(RECORDED), recorder.getText());
			IJ.run("Import Expression Clip...", "path=[" + args[1] + "]");
			session.browses();
			session.greysWhatIsUseless();
			session.browsesForAModel();
			session.isAskedBeforeALongRun();
			session.findsWhatWasTyped();
			Files.write(session.folder.resolve(SEEN), session.seen);
			System.exit(0);
		}
		catch (final Exception | AssertionError e) {
			e.printStackTrace();
			System.exit(1);
		}
	}

	private static Thread choose(final String command) {
		// Nobody is there to close a dialog; ImageJ forgets this with every message.
		IJ.redirectErrorMessages(true);
		final Thread running = new Thread(() -> new ij.Executer(command).run(), "menu");
		running.start();
		return running;
	}

	private static void end(final Thread running) throws InterruptedException {
		running.join(Windows.LIMIT_MILLIS);
		if (running.isAlive()) throw new AssertionError("The command does not end; does it ask something?");
	}

	private void withoutAnImage() throws Exception {
		end(choose("Register Onset and Apex..."));
		seen.add("without an image: " + IJ.getErrorMessage());
	}

	private void cancels() throws Exception {
		final Thread running = choose("Import Expression Clip...");
		Windows.press(Windows.dialog(), 1);
		end(running);
		seen.add("cancelled: " + IJ.getErrorMessage());
	}

	private void isRefused() throws Exception {
		final Thread running = choose("Import Expression Clip...");
		final GenericDialog dialog = Windows.dialog();
		((TextField) dialog.getStringFields().get(0)).setText(folder.resolve("nowhere.avi").toString());
		Windows.press(dialog, 0);
		end(running);
		seen.add("refused: " + IJ.getErrorMessage().replace('\n', ' '));
	}

	/** Names a file that does not exist yet with the button beside its field, and rests on the label before it. */
	private void browses() throws Exception {
		final Thread running = choose("Recognize Micro-Expression...");
		final GenericDialog dialog = Windows.dialog();
		final TextField csv = (TextField) dialog.getStringFields().firstElement();
		final Button browse = find(csv.getParent(), Button.class);
		SwingUtilities.invokeLater(() -> browse.dispatchEvent(new ActionEvent(browse, ActionEvent.ACTION_PERFORMED,
			"Browse")));
		final JFileChooser chooser = Windows.await(() -> inWindows(JFileChooser.class), "No chooser opens");
		seen.add("chooser: " + (chooser.getDialogType() == JFileChooser.SAVE_DIALOG ? "save" : "open"));
		approve(chooser, new File(folder.toFile(), "new.csv"));
		Windows.await(() -> csv.getText().isEmpty() ? null : csv, "Nothing is chosen");
		seen.add("chosen: " + csv.getText());
		csv.dispatchEvent(new MouseEvent(csv, MouseEvent.MOUSE_ENTERED, System.currentTimeMillis(), 0, 2, 2, 0, false));
		seen.add("tooltip: " + Windows.await(() -> inWindows(JToolTip.class), "No tooltip shows").getTipText());
		csv.dispatchEvent(new MouseEvent(csv, MouseEvent.MOUSE_EXITED, System.currentTimeMillis(), 0, 2, -2, 0, false));
		Windows.await(() -> inWindows(JToolTip.class) == null ? csv : null, "The tooltip stays");
		final TextField onset = (TextField) dialog.getNumericFields().firstElement();
		seen.add("onset: " + onset.getText());
		IJ.getImage().setSlice(4);
		final Button current = find(dialog, Button.class);
		SwingUtilities.invokeAndWait(() -> current.dispatchEvent(new ActionEvent(current, ActionEvent.ACTION_PERFORMED,
			current.getLabel())));
		seen.add(current.getLabel() + ": " + onset.getText());
		Windows.press(dialog, 1);
		end(running);
	}

	/** The steps of a pre-training are typed only where there is one; a settings file stands for nearly everything. */
	private void greysWhatIsUseless() throws Exception {
		final Thread running = choose("Evaluate Leave-One-Subject-Out...");
		final GenericDialog dialog = Windows.dialog();
		final TextField pretraining = (TextField) dialog.getNumericFields().get(1);
		final Choice start = (Choice) dialog.getChoices().get(2);
		final TextField seeds = (TextField) dialog.getStringFields().get(4);
		seen.add("pre-training: " + pretraining.isEnabled());
		select(start, "synthetic motion");
		seen.add("pre-training of a chosen one: " + Windows.await(() -> pretraining.isEnabled() ? "true" : null,
			"It stays grey"));
		final TextField settings = (TextField) dialog.getStringFields().get(3);
		settings.setText("settings.yaml");
		seen.add("beside a settings file: " + Windows.await(() -> seeds.isEnabled() ? null : "false",
			"The seeds can be typed"));
		Windows.press(dialog, 1);
		end(running);
	}

	private static void select(final Choice choice, final String value) throws Exception {
		SwingUtilities.invokeAndWait(() -> {
			choice.select(value);
			choice.dispatchEvent(new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, value, ItemEvent.SELECTED));
		});
	}

	/** The chooser reads its folder meanwhile, which changes the selection: a person sees it before approving. */
	private static void approve(final JFileChooser chooser, final File file) throws InterruptedException {
		final AtomicBoolean approved = new AtomicBoolean();
		Windows.await(() -> {
			SwingUtilities.invokeLater(() -> {
				if (approved.get()) return;
				if (file.equals(chooser.getSelectedFile())) {
					approved.set(true);
					chooser.approveSelection();
				}
				else chooser.setSelectedFile(file);
			});
			return approved.get() ? file : null;
		}, "Nothing stays selected");
	}

	/** A model of another folder is chosen by the button beside the list, and listed the next time. */
	private void browsesForAModel() throws Exception {
		final File model = new File(folder.toFile(), "mine");
		Files.createDirectories(model.toPath());
		Files.writeString(model.toPath().resolve("card.yaml"), "id: mine\n");
		final Thread running = choose("Recognize Micro-Expression...");
		final GenericDialog dialog = Windows.dialog();
		final Choice models = (Choice) dialog.getChoices().get(1);
		final Button browse = buttons(dialog).stream().filter(button -> button.getLabel().equals("Browse...")).findFirst()
			.orElseThrow();
		SwingUtilities.invokeLater(() -> browse.dispatchEvent(new ActionEvent(browse, ActionEvent.ACTION_PERFORMED,
			"Browse...")));
		final JFileChooser chooser = Windows.await(() -> inWindows(JFileChooser.class), "No chooser opens");
		approve(chooser, model);
		seen.add("model: " + Windows.await(() -> models.getSelectedItem().equals(model.getPath()) ? "chosen" : null,
			"No model is chosen"));
		Windows.press(dialog, 1);
		end(running);
		final Thread again = choose("Recognize Micro-Expression...");
		final Choice listed = (Choice) Windows.dialog().getChoices().get(1);
		seen.add("listed: " + IntStream.range(0, listed.getItemCount()).mapToObj(listed::getItem).toList());
		Windows.press(Windows.dialog(), 1);
		end(again);
	}

	/** Settings of a command with many are proposed again, but not what it writes. */
	private void findsWhatWasTyped() throws Exception {
		final Thread running = choose("Evaluate Leave-One-Subject-Out...");
		final GenericDialog dialog = Windows.dialog();
		((TextField) dialog.getStringFields().get(1)).setText(folder.resolve("loso").toString());
		((TextField) dialog.getStringFields().get(4)).setText("7,8");
		((TextField) dialog.getNumericFields().get(3)).setText("0.1234");
		Windows.press(dialog, 0);
		end(running);
		seen.add("answered: " + IJ.getErrorMessage());
		final Thread again = choose("Evaluate Leave-One-Subject-Out...");
		final GenericDialog proposed = Windows.dialog();
		seen.add("proposed: " + ((TextField) proposed.getStringFields().get(1)).getText() + ", " + ((TextField) proposed
			.getStringFields().get(4)).getText() + ", " + ((TextField) proposed.getNumericFields().get(3)).getText());
		Windows.press(proposed, 1);
		end(again);
	}

	/** Who has filled in a dialog is told how long it will take, and may think better of it. */
	private void isAskedBeforeALongRun() throws Exception {
		IJ.newImage("minutes", "8-bit black", 16, 16, 4_000);
		final Thread running = choose("Spot Expressions...");
		final GenericDialog dialog = Windows.dialog();
		((TextField) dialog.getNumericFields().firstElement()).setText("30");
		Windows.press(dialog, 0);
		final GenericDialog question = Windows.await(() -> {
			for (final Window window : Window.getWindows())
				if (window != dialog && window.isShowing() && window instanceof GenericDialog asks) return asks;
			return null;
		}, "Nothing is asked");
		final String log = IJ.getLog();
		Windows.press(question, 1);
		end(running);
		seen.add("asked: " + log.lines().filter(line -> line.contains(": about ")).findFirst().orElse("nothing"));
		seen.add("thought better of it: " + IJ.getErrorMessage());
	}

	private static List<Button> buttons(final Container container) {
		final List<Button> buttons = new ArrayList<>();
		for (final Component component : container.getComponents()) {
			if (component instanceof final Button button) buttons.add(button);
			if (component instanceof final Container inner) buttons.addAll(buttons(inner));
		}
		return buttons;
	}

	private static <C extends Component> C inWindows(final Class<C> type) {
		for (final Window window : Window.getWindows()) {
			if (!window.isShowing() || window instanceof JDialog && type == JToolTip.class) continue;
			final C found = find(window, type);
			if (found != null && found.isShowing()) return found;
		}
		return null;
	}

	private static <C extends Component> C find(final Container container, final Class<C> type) {
		for (final Component component : container.getComponents()) {
			if (type.isInstance(component)) return type.cast(component);
			final C inner = component instanceof Container inside ? find(inside, type) : null;
			if (inner != null) return inner;
		}
		return null;
	}

}
