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

import ij.gui.Arrow;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.expression.FacsSide;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.fusion.UnitActivity;
import org.microexpression.fusion.UnitSite;

/**
 * The action units at work, marked on the face: an arrow where each acts and in its direction, and beside the face, on
 * the side of the picture that it acts on, its number and strength. All arrows have one length; motions of a
 * micro-expression are too short to be drawn as long as they are.
 */
final class UnitMarks {

	static final Color COLOUR = new Color(0, 230, 255);

	/** Length of an arrow, pixels of the canonical face. */
	private static final double LENGTH = 12;

	/** Height of a line of text, in sizes of its letters. */
	private static final double LINE = 1.35;

	/** Widths of letters, in sizes: an estimate that is on the safe side. */
	private static final double LETTER = 0.62;

	private static final int MARGIN = 2;
	private static final double CENTER = 0.5;

	private final Overlay overlay;
	private final String name;
	private final FacialLandmarks face;
	private final SimilarityTransform toImage;
	private final Rectangle2D picture;
	private final int size;
	private final int slice;

	/**
	 * @param overlay what is drawn on
	 * @param name    what names of the elements begin with
	 * @param face    the face's landmarks in canonical pixels; empty for those of the canonical face
	 * @param toImage takes canonical pixels to those of the image
	 * @param picture where labels may be: the image without the lines of text at its edges
	 * @param size    size of the letters
	 * @param slice   slice that is drawn on
	 */
	UnitMarks(final Overlay overlay, final String name, final Optional<FacialLandmarks> face,
		final SimilarityTransform toImage, final Rectangle2D picture, final int size, final int slice)
	{
		this.overlay = overlay;
		this.name = name;
		this.face = face.orElseGet(CanonicalFace::landmarks);
		this.toImage = toImage;
		this.picture = picture;
		this.size = size;
		this.slice = slice;
	}

	/**
	 * @param units units at work
	 */
	void add(final List<UnitActivity> units) {
		for (final FacsSide side : FacsSide.values())
			addSide(units.stream().filter(unit -> unit.side() == side).sorted(Comparator.comparingDouble(unit -> at(unit)[1]))
				.toList(), side);
	}

	private double[] at(final UnitActivity unit) {
		return inImage(unit.site().x(face, unit.side()), unit.site().y(face, unit.side()));
	}

	private double[] inImage(final double x, final double y) {
		return new double[] { toImage.applyX(x, y) + CENTER, toImage.applyY(x, y) + CENTER };
	}

	/** From the top down, so that no label covers the one above; where room ends at the bottom, all move up. */
	private void addSide(final List<UnitActivity> units, final FacsSide side) {
		final double line = LINE * size;
		final double[] tops = new double[units.size()];
		for (int i = 0; i < tops.length; i++)
			tops[i] = Math.max(i == 0 ? picture.getMinY() : tops[i - 1] + line, at(units.get(i))[1] - line / 2);
		for (int i = tops.length - 1; i >= 0; i--)
			tops[i] = Math.max(picture.getMinY(), Math.min(tops[i], (i == tops.length - 1 ? picture.getMaxY() : tops[i + 1]) -
				line));
		for (int i = 0; i < tops.length; i++)
			addUnit(units.get(i), side, tops[i]);
	}

	private void addUnit(final UnitActivity unit, final FacsSide side, final double top) {
		final double[] at = at(unit);
		final String text = label(unit);
		final double width = LETTER * size * text.length();
		final double left = side.isImageLeft() ? Math.max(picture.getMinX() + MARGIN, edge(0) - width - size) : Math.min(
			picture.getMaxX() - MARGIN - width, edge(FacialLandmarks.Group.JAW.end() - 1) + size);
		final Line leader = new Line(side.isImageLeft() ? left + width : left, top + LINE * size / 2, at[0], at[1]);
		leader.setStrokeColor(new Color(COLOUR.getRed(), COLOUR.getGreen(), COLOUR.getBlue(), 110));
		put(leader, unit);
		final double scale = toImage.scale();
		final UnitSite site = unit.site();
		final double outwards = (side.isImageLeft() ? -1 : 1) * site.moveLateral();
		final double[] zero = inImage(0, 0);
		final double[] step = inImage(outwards * LENGTH / 2, site.moveDown() * LENGTH / 2);
		final double dx = step[0] - zero[0], dy = step[1] - zero[1];
		final Arrow arrow = new Arrow(at[0] - dx, at[1] - dy, at[0] + dx, at[1] + dy);
		arrow.setStrokeColor(COLOUR);
		arrow.setStrokeWidth(Math.max(1, scale));
		arrow.setHeadSize(Math.max(3, 4 * scale));
		put(arrow, unit);
		final TextRoi roi = new TextRoi(left, top, text, new Font(Font.SANS_SERIF, Font.BOLD, size));
		roi.setStrokeColor(COLOUR);
		roi.setFillColor(new Color(0, 0, 0, 150));
		put(roi, unit);
	}

	/** Column of the image where the face has a landmark. */
	private double edge(final int landmark) {
		return inImage(face.x()[landmark], face.y()[landmark])[0];
	}

	private void put(final Roi roi, final UnitActivity unit) {
		roi.setName(name + " AU" + unit.unit().number() + " " + unit.side().label());
		roi.setPosition(slice);
		overlay.add(roi);
	}

	private static String label(final UnitActivity unit) {
		final String number = "AU" + unit.unit().number();
		return Double.isNaN(unit.strength()) ? number : String.format(Locale.ROOT, "%s %.1f px", number, unit.strength());
	}
}
