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
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.measure.ResultsTable;
import ij.plugin.Duplicator;
import ij.process.FloatPolygon;
import ij.text.TextPanel;
import ij.text.TextWindow;

import java.awt.Component;
import java.awt.event.InputEvent;
import java.awt.event.MouseEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import javax.swing.SwingUtilities;

/**
 * Somebody at the real ImageJ who closes clips while commands work on them, works on two clips at once, clicks rows of
 * tables and drags landmarks. What happened is left in files for the test to judge.
 */
public final class PersonSession {

	/** Messages of commands whose clip was closed, one a line. */
	public static final String CLOSED = "closed.txt";
	/** Overlay texts after one command at a time and after two at once. */
	public static final String OVERLAYS = "overlays.txt";
	/** What a click on a row shows: title and slice of the active image, one a line. */
	public static final String CLICKS = "clicks.txt";
	/** Landmark 30, the tip of the nose: before, where it was dragged to, and as the second registration shows it. */
	public static final String LANDMARKS = "landmarks.txt";

	private static final String TABLE = "Micro-Expression Predictions";
	private static final String RECOGNIZE = "Recognize Micro-Expression...";
	private static final String GUESSING = "Measuring the motion of the face";
	private static final int NOSE = 30;
	private static final long LIMIT_MILLIS = 20_000;

	private final Person person = new Person();
	private final Path folder;
	private final String samples;

	private PersonSession(final Path folder, final String samples) {
		this.folder = folder;
		this.samples = samples;
	}

	/**
	 * @param args a folder for what is left, the folder of the sample clips
	 * @throws Exception if something does not come, ends the process with an error
	 */
	public static void main(final String... args) throws Exception {
		try {
			final PersonSession session = new PersonSession(Path.of(args[0]), args[1]);
			session.closeClips();
			session.workOnTwo();
			session.clickRows();
			session.dragLandmarks();
			System.exit(0);
		}
		catch (final Exception | AssertionError e) {
			e.printStackTrace();
			System.exit(1);
		}
	}

	private ImagePlus open(final String sample) {
		return person.open(samples + "/" + sample + ".avi");
	}

	private void closeClips() throws Exception {
		final List<String> messages = new ArrayList<>();
		final String csv = folder.resolve("closed.csv").toString();
		messages.add(closing(open("surprise"), RECOGNIZE, "device=cpu csv=[" + csv + "]"));
		messages.add(closing(open("surprise"), "Register Onset and Apex...", "onset=0 apex=0"));
		messages.add(closing(open("surprise"), "Compute Displacement Field...", "device=cpu"));
		final ImagePlus clip = open("surprise");
		final ImagePlus inMemory = new Duplicator().run(clip);
		person.close(clip);
		inMemory.setTitle("in memory");
		inMemory.show();
		messages.add(closing(inMemory, RECOGNIZE, "device=cpu csv=[" + csv + "]"));
		messages.add("images " + WindowManager.getImageCount());
		Files.write(folder.resolve(CLOSED), messages);
	}

	private String closing(final ImagePlus clip, final String command, final String options) throws Exception {
		final Person.Running running = person.start(clip, command, options);
		if (running.await(GUESSING) == null) throw new AssertionError(command + " ended before its clip could be closed");
		person.close(clip);
		return running.end().message();
	}

	private void workOnTwo() throws Exception {
		final List<String> overlays = new ArrayList<>();
		final ImagePlus negative = open("negative"), surprise = open("surprise");
		recognize(negative, "one-negative").end();
		recognize(surprise, "one-surprise").end();
		overlays.add(text(negative) + " | " + text(surprise));
		for (int round = 1; round <= 3; round++) {
			negative.setOverlay(null);
			surprise.setOverlay(null);
			final Person.Running first = recognize(negative, "two-negative-" + round);
			final Person.Running second = recognize(surprise, "two-surprise-" + round);
			first.end();
			second.end();
			overlays.add(text(negative) + " | " + text(surprise));
		}
		final Person.Running first = recognize(negative, "both");
		final Person.Running second = recognize(surprise, "both");
		first.end();
		second.end();
		overlays.add("rows " + ResultsTable.getResultsTable(TABLE).size());
		Files.write(folder.resolve(OVERLAYS), overlays);
	}

	private Person.Running recognize(final ImagePlus clip, final String csv) {
		return person.start(clip, RECOGNIZE, "onset=1 apex=14 device=cpu csv=[" + folder.resolve(csv + ".csv") + "]");
	}

	private static String text(final ImagePlus image) {
		for (final Roi roi : image.getOverlay())
			if (roi instanceof TextRoi text) return text.getText().strip().replace('\n', ' ');
		return "nothing";
	}

	/** Both clips of the table are open; then one of them is closed and only its registered pair is left. */
	private void clickRows() throws Exception {
		final List<String> shown = new ArrayList<>();
		final ImagePlus negative = WindowManager.getImage("negative.avi"), surprise = WindowManager.getImage(
			"surprise.avi");
		negative.setSlice(1);
		surprise.setSlice(1);
		shown.add(click(TABLE, 0, () -> shows(negative, 14)));
		shown.add(click(TABLE, 1, () -> shows(surprise, 14)));
		person.start(surprise, "Register Onset and Apex...", "onset=1 apex=14").end();
		person.close(surprise);
		final ImagePlus pair = WindowManager.getImage("surprise.avi frames 1-14 registered");
		pair.setSlice(1);
		shown.add(click(TABLE, 1, () -> shows(pair, 2)));
		person.close(pair);
		person.close(negative);
		person.start(null, "Recognize Folder of Clips...", "folder=[" + samples + "] device=cpu csv=[" + folder.resolve(
			"folder.csv") + "]").end();
		shown.add(click("Micro-Expression Folder Predictions", 1, () -> WindowManager.getCurrentImage() != null &&
			WindowManager.getCurrentImage().getCurrentSlice() > 1));
		Files.write(folder.resolve(CLICKS), shown);
		IJ.run("Close All");
	}

	private String click(final String table, final int row, final BooleanSupplier until) throws Exception {
		final TextPanel panel = ((TextWindow) WindowManager.getWindow(table)).getTextPanel();
		final Component canvas = panel.getComponent(0);
		int y = 0;
		do {
			y += 4;
			send(canvas, MouseEvent.MOUSE_PRESSED, 10, y);
			send(canvas, MouseEvent.MOUSE_RELEASED, 10, y);
		}
		while (panel.getSelectionStart() != row && y < canvas.getHeight());
		send(canvas, MouseEvent.MOUSE_CLICKED, 10, y);
		await(until, "a click on row " + row + " of " + table + " shows nothing");
		final ImagePlus image = WindowManager.getCurrentImage();
		return image.getTitle() + " " + (image.getCurrentSlice() > 1 ? "apex" : "first");
	}

	private static boolean shows(final ImagePlus image, final int slice) {
		return WindowManager.getCurrentImage() == image && image.getCurrentSlice() == slice;
	}

	private static void await(final BooleanSupplier until, final String otherwise) throws InterruptedException {
		final long end = System.currentTimeMillis() + LIMIT_MILLIS;
		while (!until.getAsBoolean()) {
			if (System.currentTimeMillis() > end) throw new AssertionError(otherwise);
			Thread.sleep(20);
		}
	}

	private static void send(final Component component, final int event, final int x, final int y) throws Exception {
		SwingUtilities.invokeAndWait(() -> component.dispatchEvent(new MouseEvent(component, event, System
			.currentTimeMillis(), InputEvent.BUTTON1_DOWN_MASK, x, y, 1, false, MouseEvent.BUTTON1)));
	}

	/** Two quick clicks on a landmark of the overlay make the landmarks the selection; then its nose is dragged. */
	private void dragLandmarks() throws Exception {
		final List<String> noses = new ArrayList<>();
		final ImagePlus clip = open("surprise");
		final String options = "onset=1 apex=14";
		person.start(clip, "Register Onset and Apex...", options).end();
		clip.setSlice(1);
		final FloatPolygon before = landmarks(clip.getOverlay()).getFloatPolygon();
		noses.add(position(before));
		final ImageCanvas canvas = clip.getCanvas();
		final int x = canvas.screenXD(before.xpoints[NOSE]), y = canvas.screenYD(before.ypoints[NOSE]);
		for (int i = 0; i < 2; i++) {
			send(canvas, MouseEvent.MOUSE_PRESSED, x, y);
			send(canvas, MouseEvent.MOUSE_RELEASED, x, y);
		}
		if (!(clip.getRoi() instanceof PointRoi points) || points.size() != before.npoints) throw new AssertionError(
			"Clicking on a landmark does not select the landmarks but " + clip.getRoi());
		SwingUtilities.invokeAndWait(() -> canvas.paint(canvas.getGraphics()));
		send(canvas, MouseEvent.MOUSE_PRESSED, x, y);
		send(canvas, MouseEvent.MOUSE_DRAGGED, x + 6, y + 4);
		send(canvas, MouseEvent.MOUSE_RELEASED, x + 6, y + 4);
		noses.add(position(clip.getRoi().getFloatPolygon()));
		person.start(clip, "Register Onset and Apex...", options).end();
		noses.add(position(landmarks(clip.getOverlay()).getFloatPolygon()));
		Files.write(folder.resolve(LANDMARKS), noses);
	}

	private static PointRoi landmarks(final Overlay overlay) {
		for (final Roi roi : overlay)
			if (roi instanceof PointRoi points) return points;
		throw new AssertionError("There are no landmarks in the overlay");
	}

	private static String position(final FloatPolygon points) {
		return String.format(Locale.ROOT, "%.2f %.2f", points.xpoints[NOSE], points.ypoints[NOSE]);
	}
}
