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
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.ImageWindow;
import ij.macro.Interpreter;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.Menu;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;
import javax.swing.SwingUtilities;

/**
 * Takes the pictures of the documentation in the real ImageJ: the menu, every dialog and what the commands show. Ends
 * with an error where a dialog does not fit the screen or cuts off a text.
 */
public final class PictureSession {

	private static final long LIMIT_MILLIS = 240_000;
	private static final long OPENS_MILLIS = 40_000;
	private static final int LARGEST_FILE = 150_000;
	private static final String HELP = "Micro-Expression Help";

	/** A line of a macro that names a picture, the window to take and, for a table, how large to make it. */
	private static final Pattern PICTURE = Pattern.compile(
		"(?m)^// picture: ([a-z-]+), ([^,\\n]+?)(?:, (\\d+) x (\\d+))?$");

	private final Path folder;
	private final Robot robot;
	private final List<String> faults = new ArrayList<>();

	private PictureSession(final Path folder) throws Exception {
		this.folder = Files.createDirectories(folder);
		robot = new Robot();
	}

	/**
	 * @param args the folder for the pictures, then the macros that show results: each is run, and the windows that its
	 *             lines {@code // picture: NAME, TITLE, WIDTH x HEIGHT} name are taken; where it has no such line, the
	 *             current image, or the active window where the macro's name ends with -table, under the macro's name
	 * @throws Exception if something does not open, ends the process with an error
	 */
	public static void main(final String... args) throws Exception {
		try {
			final PictureSession session = new PictureSession(Path.of(args[0]));
			new ImageJ(ImageJ.EMBEDDED).setVisible(true);
			IJ.getInstance().setLocation(20, 20);
			session.takeMenu();
			session.takeDialogs();
			session.takeHelp();
			for (final String macro : Arrays.asList(args).subList(1, args.length))
				session.takeResult(Path.of(macro));
			session.faults.forEach(System.err::println);
			System.exit(session.faults.isEmpty() ? 0 : 1);
		}
		catch (final Exception | AssertionError e) {
			e.printStackTrace();
			System.exit(1);
		}
	}

	/** Opens the menu by the keyboard, as its entries have no positions that a program could ask for. */
	private void takeMenu() throws Exception {
		final Frame imageJ = IJ.getInstance();
		settle();
		imageJ.toFront();
		imageJ.requestFocus();
		settle();
		press(KeyEvent.VK_F10);
		final java.awt.MenuBar bar = Menus.getMenuBar();
		int plugins = 0;
		while (!bar.getMenu(plugins).getLabel().equals("Plugins"))
			plugins++;
		// To the left, from the first menu to the last and on: to the right, submenus would open on the way.
		for (int i = bar.getMenuCount(); i > plugins; i--)
			press(KeyEvent.VK_LEFT);
		final Menu menu = bar.getMenu(plugins);
		for (int i = 0; i < menu.getItemCount() && !menu.getItem(i).getLabel().equals("Micro-Expression"); i++)
			if (!menu.getItem(i).getLabel().equals("-")) press(KeyEvent.VK_DOWN);
		press(KeyEvent.VK_RIGHT);
		settle();
		save(withoutBackground(robot.createScreenCapture(new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()))),
			"menu");
		for (int i = 0; i < 3; i++)
			press(KeyEvent.VK_ESCAPE);
		settle();
	}

	private static BufferedImage withoutBackground(final BufferedImage screen) {
		final int background = screen.getRGB(screen.getWidth() - 1, screen.getHeight() - 1);
		final Rectangle used = new Rectangle(-1, -1);
		for (int y = 0; y < screen.getHeight(); y++) {
			for (int x = 0; x < screen.getWidth(); x++)
				if (screen.getRGB(x, y) != background) used.add(new Rectangle(x, y, 1, 1));
		}
		return screen.getSubimage(used.x, used.y, used.width, used.height);
	}

	private void press(final int key) {
		robot.keyPress(key);
		robot.keyRelease(key);
		robot.delay(150);
	}

	/** Every entry of ours that ends with dots opens a dialog. */
	private void takeDialogs() throws Exception {
		run("run('Micro-Expression Clip (Surprise)');");
		for (final String line : Files.readAllLines(Path.of("src/main/resources/plugins.config"))) {
			if (!line.contains("...\"")) continue;
			takeDialog(line.replaceAll("^.*, \"(.*\\.\\.\\.)\".*$", "$1"));
		}
		run("close('*');");
	}

	private void takeDialog(final String command) throws Exception {
		final Thread running = new Thread(() -> new ij.Executer(command).run(), "menu");
		running.start();
		final GenericDialog dialog = await(command.replace("...", ""), GenericDialog.class);
		final Point free = new Point(120, 90);
		SwingUtilities.invokeAndWait(() -> dialog.setLocation(free));
		settle();
		check(dialog);
		save(capture(dialog), "dialog-" + name(command));
		final ActionEvent cancel = new ActionEvent(dialog.getButtons()[1], ActionEvent.ACTION_PERFORMED, "Cancel");
		SwingUtilities.invokeLater(() -> dialog.actionPerformed(cancel));
		running.join(LIMIT_MILLIS);
	}

	private void check(final GenericDialog dialog) {
		final Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
		if (dialog.getWidth() > Math.min(1000, screen.width) || dialog.getHeight() > Math.min(740, screen.height)) faults
			.add(dialog.getTitle() + ": its dialog of " + dialog.getWidth() + " x " + dialog.getHeight() +
				" does not fit a screen of 1024 x 768");
		checkInside(dialog.getTitle(), dialog);
	}

	private void checkInside(final String title, final Container container) {
		for (final Component component : container.getComponents()) {
			final Dimension wanted = component.getPreferredSize();
			if (component.isVisible() && component.getWidth() + 1 < wanted.width) faults.add(title + ": " + component +
				" is narrower than its content");
			if (component instanceof Container inner) checkInside(title, inner);
		}
	}

	private static String name(final String command) {
		return command.replace("...", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
	}

	private static <W extends Window> W await(final String title, final Class<W> type) throws InterruptedException {
		final long end = System.currentTimeMillis() + OPENS_MILLIS;
		while (System.currentTimeMillis() < end) {
			for (final Window window : Window.getWindows())
				if (window.isShowing() && type.isInstance(window) && titleOf(window).equals(title)) return type.cast(window);
			Thread.sleep(50);
		}
		throw new AssertionError("No window '" + title + "' opened");
	}

	/** Image windows add the zoom to their titles. */
	private static String titleOf(final Window window) {
		if (window instanceof Dialog dialog) return dialog.getTitle();
		if (window instanceof ImageWindow shown) return shown.getImagePlus().getTitle();
		return window instanceof Frame frame ? frame.getTitle() : "";
	}

	/** Its window opens only for somebody who chose the menu entry, not for a macro. */
	private void takeHelp() throws Exception {
		new Thread(() -> new ij.Executer(HELP).run(), "menu").start();
		final Window help = await(HELP, Window.class);
		take(help, "help");
		SwingUtilities.invokeAndWait(help::dispose);
	}

	private void takeResult(final Path macro) throws Exception {
		final String text = Files.readString(macro);
		run(text);
		settle();
		final String name = macro.getFileName().toString().replace(".ijm", "");
		final List<MatchResult> named = PICTURE.matcher(text).results().toList();
		for (final MatchResult picture : named) {
			final Window window = await(picture.group(2), Window.class);
			if (picture.group(3) != null) SwingUtilities.invokeAndWait(() -> window.setSize(Integer.parseInt(picture.group(
				3)), Integer.parseInt(picture.group(4))));
			take(window, picture.group(1));
		}
		if (named.isEmpty()) take(name.endsWith("-table") ? WindowManager.getActiveWindow() : WindowManager
			.getCurrentWindow(), name);
		for (final Window window : Window.getWindows())
			if (window != IJ.getInstance() && window instanceof ij.text.TextWindow table) SwingUtilities.invokeAndWait(
				() -> table.close(false));
		run("close('*');");
	}

	private void take(final Window window, final String name) throws Exception {
		if (window == null) throw new AssertionError("There is no window for the picture " + name);
		SwingUtilities.invokeAndWait(() -> {
			window.setLocation(120, 90);
			window.toFront();
		});
		settle();
		final Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
		if (window.getWidth() + 120 > screen.width || window.getHeight() + 90 > screen.height) faults.add(name +
			": its window of " + window.getWidth() + " x " + window.getHeight() + " does not fit");
		save(capture(window), name);
	}

	/** A macro that fails waits with its sentence in a dialog: that is a failure here. */
	private static void run(final String macro) throws InterruptedException {
		final Interpreter interpreter = new Interpreter();
		final Thread running = new Thread(() -> interpreter.run(macro, ""), "macro");
		running.start();
		running.join(LIMIT_MILLIS);
		if (running.isAlive()) throw new AssertionError("A macro does not end: " + macro + IJ.getLog());
		if (interpreter.wasError()) throw new AssertionError(interpreter.getErrorMessage());
	}

	private BufferedImage capture(final Window window) {
		return robot.createScreenCapture(new Rectangle(window.getLocationOnScreen(), window.getSize()));
	}

	/** Waits until the screen has not changed for a while. */
	private void settle() throws Exception {
		final Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
		BufferedImage before = robot.createScreenCapture(screen);
		int same = 0;
		for (int i = 0; i < 100 && same < 3; i++) {
			Thread.sleep(150);
			SwingUtilities.invokeAndWait(() -> {});
			final BufferedImage now = robot.createScreenCapture(screen);
			same = Arrays.equals(pixels(before), pixels(now)) ? same + 1 : 0;
			before = now;
		}
	}

	private static int[] pixels(final BufferedImage image) {
		return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
	}

	private void save(final BufferedImage picture, final String name) throws IOException {
		final File file = folder.resolve(name + ".png").toFile();
		ImageIO.write(picture, "png", file);
		System.out.println(file + ": " + picture.getWidth() + " x " + picture.getHeight() + ", " + file.length() +
			" bytes");
		if (file.length() > LARGEST_FILE) faults.add(file + " is larger than " + LARGEST_FILE + " bytes");
	}
}
