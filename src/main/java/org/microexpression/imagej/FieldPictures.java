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

package org.microexpression.imagej;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.Optional;

import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.Overlay;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldView;
import org.microexpression.field.FieldViews;
import org.microexpression.field.OpticalStrain;

/** Pictures of displacement fields as ImageJ shows them: an enlarged view beside a legend with its scale in numbers. */
public final class FieldPictures {

	/** Width in pixels of the strip that holds the legend. */
	public static final int LEGEND_WIDTH = 120;

	private static final int SMALLEST_VIEW = 512;
	private static final int ARROW_SPACING = 8;
	/** Grey level under arrows without a frame. */
	private static final float PLAIN = 64;
	private static final double ARROW_REACH = 1.5;
	private static final Color ARROW_COLOUR = new Color(255, 210, 0);

	private FieldPictures() {
		// Static methods only.
	}

	/**
	 * @param field displacements in pixels
	 * @param view  what to show, not {@link FieldView#NONE}
	 * @param onset the onset frame, grey levels 0..255, drawn under the arrows; empty for a plain background. The
	 *              other views do not use it
	 * @param name  clip or pair, the picture's title begins with it
	 * @return an RGB picture, the field enlarged to at least 512 pixels, the legend to its right
	 */
	public static ImagePlus picture(final DisplacementField field, final FieldView view,
		final Optional<ArrayImg<FloatType, FloatArray>> onset, final String name)
	{
		final int zoom = Math.max(1, (SMALLEST_VIEW + field.width() - 1) / field.width());
		return switch (view) {
			case COLOUR -> colourPicture(field, zoom, name);
			case ARROWS -> arrowPicture(field, onset, zoom, name);
			case MAGNITUDE -> heatPicture(FieldViews.magnitude(field), field, zoom, name + " magnitude", "displacement",
				" px");
			case STRAIN -> heatPicture(OpticalStrain.magnitude(field), field, zoom, name + " optical strain",
				"optical strain", "");
			case NONE -> throw new IllegalArgumentException("There is no picture of the view 'none'.");
		};
	}

	/**
	 * Arrows for an image of any enlargement of the field's frame, as an ImageJ overlay.
	 *
	 * @param field         displacements in pixels
	 * @param spacing       one arrow for each spacing × spacing pixels
	 * @param zoom          pixels of the image for one pixel of the field
	 * @param magnification how much longer than the displacement an arrow is drawn
	 * @return the arrows
	 */
	public static Overlay arrowOverlay(final DisplacementField field, final int spacing, final double zoom,
		final double magnification)
	{
		final Overlay overlay = new Overlay();
		for (final FieldViews.Arrow arrow : FieldViews.arrows(field, spacing)) {
			final double x = (arrow.x() + 0.5) * zoom;
			final double y = (arrow.y() + 0.5) * zoom;
			overlay.add(arrow(x, y, x + arrow.dx() * magnification * zoom, y + arrow.dy() * magnification * zoom));
		}
		return overlay;
	}

	private static Arrow arrow(final double x1, final double y1, final double x2, final double y2) {
		final Arrow arrow = new Arrow(x1, y1, x2, y2);
		arrow.setHeadSize(4);
		arrow.setStrokeWidth(1.5);
		arrow.setStrokeColor(ARROW_COLOUR);
		return arrow;
	}

	private static ImagePlus colourPicture(final DisplacementField field, final int zoom, final String name) {
		final double full = FieldViews.roundFullScale(FieldViews.magnitude(field));
		final ImageProcessor canvas = canvas(FieldViews.colourWheel(field, full), field, zoom);
		final int left = field.width() * zoom + 10;
		final int size = LEGEND_WIDTH - 20;
		canvas.insert(opaque(FieldViews.wheelLegend(size), size), left, 30);
		text(canvas, "direction", left, 20);
		text(canvas, "edge: " + number(full) + " px", left, 30 + size + 20);
		text(canvas, "centre: 0 px", left, 30 + size + 38);
		return new ImagePlus(name + " colour wheel", canvas);
	}

	private static ImagePlus heatPicture(final float[] values, final DisplacementField field, final int zoom,
		final String title, final String quantity, final String unit)
	{
		final double full = FieldViews.roundFullScale(values);
		final ImageProcessor canvas = canvas(FieldViews.heat(values, full), field, zoom);
		final int left = field.width() * zoom + 10;
		final int top = 40;
		final int bottom = Math.min(canvas.getHeight() - 20, top + 300);
		for (int y = top; y <= bottom; y++) {
			canvas.setColor(FieldViews.heatColour((bottom - y) / (double) (bottom - top)) & 0xffffff);
			canvas.drawLine(left, y, left + 24, y);
		}
		text(canvas, quantity, left, 20);
		text(canvas, number(full) + unit, left + 32, top + 8);
		text(canvas, number(full / 2) + unit, left + 32, (top + bottom) / 2 + 5);
		text(canvas, "0" + unit, left + 32, bottom + 4);
		return new ImagePlus(title, canvas);
	}

	private static ImagePlus arrowPicture(final DisplacementField field,
		final Optional<ArrayImg<FloatType, FloatArray>> onset, final int zoom, final String name)
	{
		final Optional<float[]> levels = onset.map(frame -> frame.update(null).getCurrentStorageArray());
		final int[] background = new int[field.width() * field.height()];
		for (int i = 0; i < background.length; i++) {
			final float level = levels.isEmpty() ? PLAIN : levels.get()[i];
			background[i] = 0xff << 24 | 0x010101 * (int) Math.max(0, Math.min(255, level));
		}
		final double full = FieldViews.roundFullScale(FieldViews.magnitude(field));
		// The longest arrows reach over the next cell, where its own arrow points on.
		final double magnification = ARROW_REACH * ARROW_SPACING / full;
		final ImageProcessor canvas = canvas(background, field, zoom);
		final int left = field.width() * zoom + 10;
		text(canvas, "arrow length", left, 20);
		text(canvas, number(full) + " px", left, 56);
		final ImagePlus picture = new ImagePlus(name + " arrows", canvas);
		final Overlay overlay = arrowOverlay(field, ARROW_SPACING, zoom, magnification);
		overlay.add(arrow(left, 34, left + ARROW_REACH * ARROW_SPACING * zoom, 34));
		picture.setOverlay(overlay);
		return picture;
	}

	private static ImageProcessor canvas(final int[] colours, final DisplacementField field, final int zoom) {
		final ColorProcessor view = new ColorProcessor(field.width(), field.height(), colours);
		view.setInterpolationMethod(ImageProcessor.NONE);
		final ImageProcessor large = view.resize(field.width() * zoom, field.height() * zoom);
		final ColorProcessor canvas = new ColorProcessor(large.getWidth() + LEGEND_WIDTH, large.getHeight());
		canvas.setColor(Color.WHITE);
		canvas.fill();
		canvas.insert(large, 0, 0);
		canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
		canvas.setAntialiasedText(true);
		return canvas;
	}

	private static ColorProcessor opaque(final int[] colours, final int size) {
		final int[] onWhite = new int[colours.length];
		for (int i = 0; i < colours.length; i++) {
			onWhite[i] = colours[i] >>> 24 == 0 ? 0xffffffff : colours[i];
		}
		return new ColorProcessor(size, size, onWhite);
	}

	private static void text(final ImageProcessor canvas, final String text, final int x, final int baseline) {
		canvas.setColor(Color.BLACK);
		canvas.drawString(text, x, baseline);
	}

	private static String number(final double value) {
		return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : "%.2f", value);
	}
}
