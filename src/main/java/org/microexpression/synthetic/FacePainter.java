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

package org.microexpression.synthetic;

import static org.microexpression.synthetic.FacePen.curve;
import static org.microexpression.synthetic.FacePen.ellipse;
import static org.microexpression.synthetic.FacePen.line;
import static org.microexpression.synthetic.FacePen.pixel;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

import org.microexpression.face.FacialLandmarks;

/**
 * Paints a grey face from 68 landmarks: skin with fractal texture, pores, moles and shading, brows, eyes, nose, mouth,
 * hair, sometimes spectacles, stubble or wrinkles. It is no portrait; it has the contrasts that a flow method meets in
 * a face, strong at lids, brows, nostrils and lips, faint on cheeks and forehead. Every source of chance gives another
 * person.
 */
final class FacePainter {

	private static final int SIZE = TextureImage.SIZE;

	private final FacialLandmarks face;
	private final SplittableRandom random;
	private final double skin;
	private final double contrast;

	private FacePainter(final FacialLandmarks face, final SplittableRandom random) {
		this.face = face;
		this.random = random;
		skin = 60 + 120 * random.nextDouble();
		contrast = 0.55 + 0.6 * random.nextDouble();
	}

	/**
	 * @param face   where the face is, registered pixels
	 * @param random source of chance
	 * @return the picture
	 */
	static TextureImage paint(final FacialLandmarks face, final SplittableRandom random) {
		return new TextureImage(new FacePainter(face, random).pixels(), face);
	}

	private float[] pixels() {
		final float[] grey = shading();
		addSkinTexture(grey);
		blend(grey, features());
		blend(grey, surroundings());
		final double sigma = 0.6 + random.nextDouble();
		GridFilters.blur(grey, SIZE, sigma);
		final double across = 0.18 * random.nextGaussian();
		final double down = 0.15 * random.nextGaussian();
		for (int row = 0, i = 0; row < SIZE; row++)
			for (int column = 0; column < SIZE; column++, i++)
				grey[i] = (float) Math.min(255, Math.max(0, grey[i] * (1 + across * (column / 160.0 - 1) * 0.6 + down * (row /
					160.0 - 1) * 0.6)));
		return grey;
	}

	/** Light and shade of a bare face, painted at a quarter of the resolution. */
	private float[] shading() {
		final int quarter = SIZE / 4;
		final float[] shade = new float[quarter * quarter];
		final double light = random.nextGaussian();
		final double strength = 0.5 + 0.9 * random.nextDouble();
		blob(shade, mid(0, 16), y(30), 0.12, 60, 80);
		blob(shade, mid(0, 16) + 30 * light, y(27), 0.15, 40, 70);
		blob(shade, x(30), y(30) - 2, 0.14, 6, 5);
		blob(shade, x(28), y(28), 0.08, 4, 14);
		for (final FaceSide side : FaceSide.values()) {
			final boolean left = side == FaceSide.LEFT;
			final double eyeX = left ? mid(36, 39) : mid(42, 45);
			blob(shade, eyeX - side.lateral() * 3, y(27), -0.16, 13, 8);
			blob(shade, eyeX + side.lateral() * 2, y(28) + 14, 0.08, 14, 10);
			blob(shade, left ? x(31) - 4 : x(35) + 4, (y(28) + y(30)) / 2, -0.1, 5, 14);
			blob(shade, left ? x(31) - 3 : x(35) + 3, y(33), -0.13, 3.5, 6);
			blob(shade, (left ? x(48) : x(54)) + side.lateral() * 3, y(48), -0.08, 5, 9);
			blob(shade, left ? x(3) : x(13), y(3), -0.25, 14, 30);
		}
		blob(shade, x(57), y(57) + 6, -0.16, 11, 4);
		blob(shade, x(8), y(57) + 15, 0.07, 11, 7);
		blob(shade, x(51), y(51) - 7, -0.07, 3, 5);
		for (int i = 0; i < shade.length; i++)
			shade[i] = (float) (skin * (1 + strength * shade[i]));
		return PyramidNoise.doubled(PyramidNoise.doubled(shade, quarter), 2 * quarter);
	}

	private void addSkinTexture(final float[] grey) {
		final double level = skin / 128;
		final float[] blotches = PyramidNoise.square(5, 6, 0.5 + 0.35 * random.nextDouble(), random);
		final float[] pores = PyramidNoise.square(80, 2, 1.1 + 0.6 * random.nextDouble(), random);
		final double coarse = level * 2.5 * Math.pow(7, random.nextDouble());
		final double fine = level * 1.2 * Math.pow(7, random.nextDouble());
		for (int i = 0; i < grey.length; i++)
			grey[i] += (float) (coarse * blotches[i] + fine * pores[i]);
	}

	/** Everything drawn with a pencil on the skin, with its opacity. */
	private int[] features() {
		final FacePen pen = new FacePen();
		moles(pen);
		wrinkles(pen);
		if (random.nextDouble() < 0.15) stubble(pen);
		final double hair = Math.min(0.85 * skin, 15 + 110 * Math.pow(random.nextDouble(), 1.5));
		brow(pen, 17, hair);
		brow(pen, 22, hair);
		final double openness = 0.5 + 0.9 * random.nextDouble();
		final double iris = 15 + 80 * random.nextDouble();
		final double gaze = 0.8 * random.nextGaussian();
		eye(pen, 36, openness, iris, gaze);
		eye(pen, 42, openness, iris, gaze);
		nose(pen);
		mouth(pen);
		if (random.nextDouble() < 0.15) spectacles(pen);
		return pen.layer();
	}

	private void moles(final FacePen pen) {
		final int count = random.nextDouble() < 0.3 ? random.nextInt(60) : random.nextInt(6);
		for (int i = 0; i < count; i++) {
			final double radius = 0.3 + 0.9 * Math.pow(random.nextDouble(), 3);
			pen.colour(skin * (0.45 + 0.4 * random.nextDouble()), 0.3 + 0.6 * random.nextDouble());
			pen.disc(4 + 120 * random.nextDouble(), 2 + 122 * random.nextDouble(), radius, radius);
		}
	}

	private void wrinkles(final FacePen pen) {
		final double age = random.nextDouble();
		for (final FaceSide side : FaceSide.values()) {
			final int wing = side == FaceSide.LEFT ? 31 : 35;
			final int corner = side == FaceSide.LEFT ? 48 : 54;
			pen.colour(skin * 0.6, 0.1 + 0.5 * age * random.nextDouble());
			pen.stroke(0.6 + random.nextDouble(), curve(x(wing) + side.lateral() * 2, y(wing) - 2, x(corner) + side
				.lateral() * 4, (y(wing) + y(corner)) / 2 - 2, x(corner) + side.lateral() * 3.5, y(corner) + 1));
			final int eye = side == FaceSide.LEFT ? 36 : 42;
			pen.colour(skin * 0.65, 0.15 + 0.4 * age * random.nextDouble());
			pen.stroke(0.7, curve(x(eye + 5), y(eye + 5) + 3, x(eye + 4), y(eye + 4) + 5, x(eye + 3), y(eye + 3) + 3));
		}
		for (int i = 0; i < (int) (age * 4); i++) {
			pen.colour(skin * 0.75, 0.15 + 0.3 * random.nextDouble());
			final double height = -12 + 22 * random.nextDouble();
			pen.stroke(0.5 + 0.5 * random.nextDouble(), curve(x(18), height + 2, x(27), height - 2 + 3 * random
				.nextGaussian(), x(25), height + 2));
		}
	}

	private void stubble(final FacePen pen) {
		final double dark = skin * (0.3 + 0.4 * random.nextDouble());
		final int count = 200 + random.nextInt(500);
		for (int i = 0; i < count; i++) {
			final double across = x(4) + (x(12) - x(4)) * random.nextDouble();
			final double down = y(33) + 3 + (y(8) - y(33)) * random.nextDouble();
			if (Math.abs(across - x(57)) < 16 && Math.abs(down - y(66)) < 5) continue;
			pen.colour(dark, 0.2 + 0.5 * random.nextDouble());
			pen.stroke(0.4, line(across, down, across + 0.6 * random.nextGaussian(), down + 1.2 * random.nextDouble()));
		}
	}

	private void brow(final FacePen pen, final int first, final double dark) {
		final double thick = 1.6 + 2.6 * random.nextDouble();
		final double strength = contrast * (0.35 + 0.5 * random.nextDouble());
		final Path2D path = polygon(first, first + 4);
		pen.colour(dark, 0.5 * strength);
		pen.stroke(thick * 1.3, path);
		final int hairs = 25 + random.nextInt(40);
		for (int i = 0; i < hairs; i++) {
			final double t = 4 * random.nextDouble();
			final int k = first + Math.min(3, (int) t);
			final double px = x(k) + (t - (int) t) * (x(k + 1) - x(k));
			final double py = y(k) + (t - (int) t) * (y(k + 1) - y(k)) + 0.35 * thick * random.nextGaussian();
			final double out = first == 17 ? -1 : 1;
			pen.colour(dark * (0.7 + 0.6 * random.nextDouble()), strength);
			pen.stroke(0.5, line(px, py, px + out * (1.2 + 1.5 * random.nextDouble()), py - 1.2 + 1.6 * random.nextDouble()));
		}
	}

	private void eye(final FacePen pen, final int first, final double openness, final double iris, final double gaze) {
		final double cx = mid(first, first + 3);
		final double cy = (y(first) + y(first + 3)) / 2;
		final Path2D lids = new Path2D.Double();
		lids.moveTo(pixel(x(first)), pixel(y(first)));
		final double upper = cy + openness * 1.6 * ((y(first + 1) + y(first + 2)) / 2 - cy) - 0.8;
		final double lower = cy + openness * 1.5 * ((y(first + 4) + y(first + 5)) / 2 - cy) + 0.5;
		lids.curveTo(pixel(x(first + 1) - 1), pixel(upper), pixel(x(first + 2) + 1), pixel(upper), pixel(x(first + 3)), //
			pixel(y(first + 3)));
		lids.curveTo(pixel(x(first + 4) + 1), pixel(lower), pixel(x(first + 5) - 1), pixel(lower), pixel(x(first)), //
			pixel(y(first)));
		pen.colour(Math.min(235, skin * 1.1 + 45), 0.85);
		pen.fill(lids);
		pen.keepTo(lids);
		final double radius = 4.2;
		pen.colour(iris, 0.95);
		pen.disc(cx + 1.5 * gaze, cy - 0.4, radius, radius);
		pen.colour(8, 1);
		pen.disc(cx + 1.5 * gaze, cy - 0.4, 1.8, 1.8);
		pen.colour(245, 0.9);
		pen.disc(cx + 1.5 * gaze + 1, cy - 1.6, 0.7, 0.7);
		pen.leave();
		pen.colour(skin * 0.2, 0.55 + 0.4 * contrast * random.nextDouble());
		pen.stroke(0.9 + 0.9 * random.nextDouble(), curve(x(first), y(first), cx, 2 * upper - cy + (cy - upper) * 0.75, x(
			first + 3), y(first + 3)));
		pen.colour(skin * 0.45, 0.45);
		pen.stroke(0.6, curve(x(first), y(first), cx, 2 * lower - cy - (lower - cy) * 0.8, x(first + 3), y(first + 3)));
		pen.colour(skin * 0.5, 0.2 + 0.5 * random.nextDouble());
		pen.stroke(0.7, curve(x(first) - 1, y(first) - 2, cx, upper - 6, x(first + 3) + 1, y(first + 3) - 2));
	}

	private void nose(final FacePen pen) {
		for (final FaceSide side : FaceSide.values()) {
			final boolean left = side == FaceSide.LEFT;
			final double wing = left ? x(31) : x(35);
			final double inner = left ? x(32) : x(34);
			pen.colour(skin * 0.2, 0.4 + 0.5 * contrast * random.nextDouble());
			pen.disc((0.4 * wing + 0.6 * inner), y(33) - 1.6, 2.6, 1.1 + 0.5 * random.nextDouble());
			pen.colour(skin * 0.5, 0.25 + 0.4 * random.nextDouble());
			pen.stroke(0.9, curve(wing - side.lateral(), y(31) - 6, wing + side.lateral() * 3, y(31) - 3, wing, y(31) + 1));
		}
		pen.colour(skin * 0.55, 0.3);
		pen.stroke(1, curve(x(32), y(33) + 0.5, x(33), y(33) + 1.5, x(34), y(33) + 0.5));
	}

	private void mouth(final FacePen pen) {
		final double lip = skin * (0.5 + 0.4 * random.nextDouble());
		final double shown = 0.25 + 0.6 * random.nextDouble();
		pen.colour(lip, shown);
		final Path2D upper = polygon(48, 54);
		for (int i = 64; i >= 60; i--)
			upper.lineTo(pixel(x(i)), pixel(y(i)));
		pen.fill(upper);
		pen.colour(Math.min(250, lip * 1.1), shown);
		final Path2D lower = polygon(54, 59);
		lower.lineTo(pixel(x(48)), pixel(y(48)));
		for (final int i : new int[] { 60, 67, 66, 65, 64 })
			lower.lineTo(pixel(x(i)), pixel(y(i)));
		pen.fill(lower);
		if (random.nextDouble() < 0.15) {
			pen.colour(Math.min(240, 150 + 90 * random.nextDouble()), 0.9);
			final double open = 1 + 2.5 * random.nextDouble();
			pen.disc(x(62), (y(62) + y(66)) / 2, (x(64) - x(60)) / 2.3, open);
		}
		pen.colour(skin * 0.18, 0.5 + 0.45 * random.nextDouble());
		final double line = 0.8 + 0.9 * random.nextDouble();
		pen.stroke(line, curve(x(48), y(48), x(62), (y(62) + y(66)) - (y(48) + y(54)) / 2 + 0.8 * random.nextGaussian(), x(
			54), y(54)));
		for (int i = 0; i < 10; i++) {
			final double px = x(59) + (x(55) - x(59)) * random.nextDouble();
			pen.colour(lip * 0.7, 0.15 + 0.2 * random.nextDouble());
			pen.stroke(0.4, line(px, y(66) + 1, px + 0.6 * random.nextGaussian(), y(57) - 1));
		}
	}

	private void spectacles(final FacePen pen) {
		final double dark = random.nextDouble() < 0.7 ? 10 + 60 * random.nextDouble() : 150 + 80 * random.nextDouble();
		final double width = 0.9 + 1.6 * random.nextDouble();
		final double rx = 17 + 4 * random.nextDouble();
		final double ry = 11 + 5 * random.nextDouble();
		for (final int eye : new int[] { 36, 42 }) {
			final double cx = mid(eye, eye + 3);
			final double cy = y(eye) + 3;
			pen.colour(dark, 0.9);
			pen.stroke(width, ellipse(cx, cy, rx, ry));
			pen.colour(250, 0.1 + 0.5 * random.nextDouble());
			pen.stroke(1.5, line(cx - 6, cy - ry + 4, cx + 3 * random.nextGaussian(), cy - ry + 3));
		}
		pen.colour(dark, 0.9);
		pen.stroke(width, curve(mid(36, 39) + rx, y(39) + 1, x(27), y(27) - 2, mid(42, 45) - rx, y(42) + 1));
	}

	/** What lies around the face: background beside the jaw, hair above the forehead. */
	private int[] surroundings() {
		final FacePen pen = new FacePen();
		final double hairline = -14 + 20 * random.nextDouble();
		final double widen = 2 + 7 * random.nextDouble();
		final Path2D outside = new Path2D.Double(Path2D.WIND_EVEN_ODD);
		outside.append(new Rectangle2D.Double(0, 0, SIZE, SIZE), false);
		final Path2D outline = new Path2D.Double();
		for (int i = 0; i < 17; i++) {
			final double px = pixel(x(i) + widen * (x(i) - x(8)) / 60);
			final double py = pixel(y(i) + 1.5);
			if (i == 0) outline.moveTo(px, py);
			else outline.lineTo(px, py);
		}
		outline.curveTo(pixel(x(16) + widen), pixel(hairline - 25), pixel(x(0) - widen), pixel(hairline - 25), pixel(x(0) -
			widen), pixel(y(0)));
		outline.closePath();
		outside.append(outline, false);
		final double background = 20 + 215 * random.nextDouble();
		pen.colour(background, 1);
		pen.fill(outside);
		for (int i = random.nextInt(12); i > 0; i--) {
			pen.keepTo(outside);
			pen.colour(20 + 215 * random.nextDouble(), 0.2 + 0.8 * random.nextDouble());
			pen.stroke(1 + 5 * random.nextDouble(), line(random.nextBoolean() ? -10 : 138, 140 * random.nextDouble(), 64 +
				30 * random.nextGaussian(), 150 * random.nextDouble() - 10));
			pen.leave();
		}
		hair(pen, hairline);
		return pen.layer();
	}

	private void hair(final FacePen pen, final double hairline) {
		final double dark = 12 + 150 * Math.pow(random.nextDouble(), 2);
		final double lean = 12 * random.nextGaussian();
		final double length = 6 + 10 * random.nextDouble();
		final boolean sides = random.nextDouble() < 0.4;
		final int strands = 110 + random.nextInt(110);
		for (int i = 0; i < strands; i++) {
			final double along = random.nextDouble();
			final double onSide = 2 * along - 1;
			final double start = -16;
			final double px = 64 + 80 * onSide;
			final double edge = hairline + 26 * Math.pow(Math.abs(onSide), 3) + 2 * random.nextGaussian();
			pen.colour(Math.min(250, dark * (0.6 + 0.9 * random.nextDouble())), 0.75);
			pen.stroke(1.2 + 2 * random.nextDouble(), curve(px - lean, start, px, (start + edge) / 2, px + lean * 0.5 + 2 *
				random.nextGaussian(), Math.max(start + 2, edge)));
			if (!sides) continue;
			final double side = random.nextBoolean() ? -1 : 1;
			final double base = 64 + side * (62 + length * random.nextDouble());
			pen.stroke(0.8 + random.nextDouble(), curve(base, -10, base + side * 3, 50, base + 4 * random.nextGaussian(), 80 +
				40 * random.nextDouble()));
		}
	}

	private static void blend(final float[] grey, final int[] layer) {
		for (int i = 0; i < grey.length; i++) {
			final int alpha = layer[i] >>> 24;
			if (alpha != 0) grey[i] += alpha / 255f * ((layer[i] & 0xff) - grey[i]);
		}
	}

	/** A soft spot on the quarter-size picture; place and reach in registered pixels. */
	private static void blob(final float[] shade, final double x, final double y, final double weight,
		final double reachX, final double reachY)
	{
		final int quarter = SIZE / 4;
		for (int row = 0; row < quarter; row++) {
			final double dy = (TextureImage.toRegistered(4 * row + 1.5) - y) / reachY;
			if (dy * dy > 9) continue;
			for (int column = 0; column < quarter; column++) {
				final double dx = (TextureImage.toRegistered(4 * column + 1.5) - x) / reachX;
				final double rest = 1 - (dx * dx + dy * dy) / 6;
				if (rest > 0) shade[row * quarter + column] += (float) (weight * rest * rest * rest);
			}
		}
	}

	private double x(final int landmark) {
		return face.x()[landmark];
	}

	private double y(final int landmark) {
		return face.y()[landmark];
	}

	private double mid(final int a, final int b) {
		return (face.x()[a] + face.x()[b]) / 2;
	}

	/** The polygon of the landmarks from one to another, both included. */
	private Path2D polygon(final int from, final int to) {
		final Path2D path = new Path2D.Double();
		path.moveTo(pixel(x(from)), pixel(y(from)));
		for (int i = from + 1; i <= to; i++)
			path.lineTo(pixel(x(i)), pixel(y(i)));
		return path;
	}
}
