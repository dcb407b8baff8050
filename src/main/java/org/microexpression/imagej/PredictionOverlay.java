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

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.fusion.Answer;
import org.microexpression.fusion.AuRegion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.Prediction;
import org.microexpression.pipeline.Recognition;
import org.microexpression.pipeline.RegisteredClip;

/**
 * A prediction laid over the image that it was made from: the answer and its probability on every frame (of an interval
 * in a longer clip, on its frames alone); on the apex
 * frame the windows of the AU regions where they lie in the face, the redder and the less transparent the larger their
 * share, the action units at work where they act, and a legend of the colours; the landmarks on the onset frame.
 * Elements of an earlier prediction are replaced, all others stay.
 */
public final class PredictionOverlay {

	/** All names of our elements begin with this. */
	private static final String NAME = "prediction";

	/** Regions of a smaller share would cover the face without saying anything. */
	private static final double LEAST_SHARE = 0.05;

	private static final int NAMED_REGIONS = 2;

	/** Shares whose colours the legend shows; that of the last one is the colour of all larger ones, too. */
	private static final double[] LEGEND = { LEAST_SHARE, 0.2, 0.35, 0.5 };

	/** The smallest letters that can be read. */
	private static final int SMALLEST = 7;

	private static final double YELLOW = 1.0 / 6;
	private static final double CENTER = 0.5;

	private final Overlay overlay;
	private final Prediction prediction;
	private final Optional<FacialLandmarks> registered;
	private final SimilarityTransform toImage;

	private PredictionOverlay(final Overlay overlay, final Prediction prediction,
		final Optional<FacialLandmarks> registered, final SimilarityTransform toImage)
	{
		this.overlay = overlay;
		this.prediction = prediction;
		this.registered = registered;
		this.toImage = toImage;
	}

	/**
	 * Where a prediction stands in a clip of which it tells an interval alone.
	 *
	 * @param first  number of the first frame that says the answer
	 * @param last   number of the last one
	 * @param marked number of the frame with regions and action units, to which the clip is turned
	 * @param bottom row of the image where the legend ends
	 */
	public record Place(int first, int last, int marked, int bottom) {
	}

	/**
	 * Shows what was recognized in the whole clip, at the apex.
	 *
	 * @param image       the clip or the registered pair that was recognized
	 * @param clip        what was made of it
	 * @param recognition what was recognized
	 */
	public static void show(final ImagePlus image, final RegisteredClip clip, final Recognition recognition) {
		show(image, clip, recognition, clip.landmarks().isEmpty() ? 2 : slice(image, clip.apex()), FrameTexts.EVERYWHERE,
			image.getHeight());
	}

	/**
	 * Shows what was recognized in an interval of a clip.
	 *
	 * @param image       the clip
	 * @param clip        what was made of the interval
	 * @param recognition what was recognized in it
	 * @param place       where it is said
	 */
	public static void show(final ImagePlus image, final RegisteredClip clip, final Recognition recognition,
		final Place place)
	{
		show(image, clip, recognition, slice(image, place.marked), FrameTexts.between(image, place.first, place.last),
			place.bottom);
	}

	/**
	 * @param image an image, which keeps what is not of a prediction
	 */
	public static void remove(final ImagePlus image) {
		final Overlay overlay = image.getOverlay();
		if (overlay == null) return;
		for (int i = overlay.size() - 1; i >= 0; i--)
			if (overlay.get(i).getName() != null && overlay.get(i).getName().startsWith(NAME)) overlay.remove(i);
		image.setOverlay(overlay);
	}

	private static void show(final ImagePlus image, final RegisteredClip clip, final Recognition recognition,
		final int apex, final FrameTexts frames, final int bottom)
	{
		final boolean pair = clip.landmarks().isEmpty();
		clip.landmarks().ifPresent(face -> FaceMarks.show(image, face, slice(image, clip.onset())));
		remove(image);
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
		// The regions lie where the onset frame has the face; a micro-expression is too short for the head to go far.
		final SimilarityTransform toImage = clip.landmarks().map(FaceRegistration::canonicalToFrame).orElseGet(
			() -> scaling(image));
		final Optional<FacialLandmarks> found = pair ? clip.pair().landmarks() : clip.landmarks();
		final PredictionOverlay made = new PredictionOverlay(overlay, recognition.prediction(), found.map(face -> face
			.transform(toImage.invert())), toImage);
		made.addRegions(apex);
		final double top = made.addText(image.getWidth(), clip, frames);
		final int legend = made.addLegend(image.getWidth(), bottom, apex);
		final Rectangle2D free = new Rectangle2D.Double(0, top, image.getWidth(), bottom - legend - top);
		new UnitMarks(overlay, NAME, made.registered, toImage, free, Math.max(SMALLEST, image.getWidth() / 28), apex).add(
			recognition.prediction().units().atWork());
		image.setOverlay(overlay);
		image.setSlice(apex);
	}

	private static int slice(final ImagePlus image, final int frame) {
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			return clip.indexOf(frame) + 1;
		}
	}

	/** Canonical positions in a pair of any size; both count from the centre of the first pixel. */
	private static SimilarityTransform scaling(final ImagePlus pair) {
		final double scale = (double) pair.getWidth() / CanonicalFace.SIZE;
		return new SimilarityTransform(scale, 0, (scale - 1) / 2, (scale - 1) / 2);
	}

	private void addRegions(final int slice) {
		final double[] shares = prediction.regionShares();
		final AuRegion[] regions = AuRegion.values();
		// The largest shares come last and so on top.
		IntStream.range(0, regions.length).filter(i -> shares[i] >= LEAST_SHARE).boxed().sorted(Comparator.comparingDouble(
			i -> shares[i])).forEach(i -> {
				addWindow(regions[i], regions[i].column(), shares[i], slice);
				addWindow(regions[i], CanonicalFace.GRID - AuRegion.SIZE - regions[i].column(), shares[i], slice);
			});
	}

	/** The window's four corners, each taken to the image. */
	private void addWindow(final AuRegion region, final int column, final double share, final int slice) {
		final double left = CanonicalFace.gridToPixel(column - CENTER);
		final double right = CanonicalFace.gridToPixel(column + AuRegion.SIZE - CENTER);
		final double top = edge(region.row() - CENTER);
		final double bottom = edge(region.row() + AuRegion.SIZE - CENTER);
		final double[] x = { left, right, right, left };
		final double[] y = { top, top, bottom, bottom };
		final float[] imageX = new float[x.length], imageY = new float[x.length];
		for (int i = 0; i < x.length; i++) {
			imageX[i] = (float) (toImage.applyX(x[i], y[i]) + CENTER);
			imageY[i] = (float) (toImage.applyY(x[i], y[i]) + CENTER);
		}
		final PolygonRoi window = new PolygonRoi(imageX, imageY, Roi.POLYGON);
		window.setFillColor(color(share));
		window.setName(NAME + " " + region.label() + " " + percent(share));
		window.setPosition(slice);
		overlay.add(window);
	}

	private double edge(final double row) {
		return CanonicalFace.gridToPixel(FusionInput.sourceRow(row, registered));
	}

	/** Pale yellow for no share at all, red for a half and more. */
	private static Color color(final double share) {
		final double strength = Math.min(1, 2 * share);
		final Color hue = Color.getHSBColor((float) (YELLOW * (1 - strength)), 1, 1);
		return new Color(hue.getRed(), hue.getGreen(), hue.getBlue(), (int) (40 + 100 * strength));
	}

	/** @return the row below the text */
	private double addText(final int width, final RegisteredClip clip, final FrameTexts frames) {
		final String named = prediction.label() + " " + percent(prediction.probabilities()[prediction.predicted()]);
		final String first = prediction.answer().kind() == Answer.Kind.CLASS ? named : prediction.answer().text() + " (" +
			named + ")";
		final String units = prediction.units().facs();
		final double[] shares = prediction.regionShares();
		final String second = IntStream.range(0, shares.length).boxed().sorted(Comparator.comparingDouble(i -> -shares[i]))
			.limit(NAMED_REGIONS).map(i -> AuRegion.values()[i].label() + " " + percent(shares[i])).collect(Collectors
				.joining(", "));
		final String top = units.isEmpty() ? first : first + ", AU " + units;
		// A letter is about 0.6 times as wide as it is high.
		final int size = Math.max(SMALLEST, Math.min(width / 16, 3 * width / 2 / Math.max(top.length(), second.length())));
		final boolean apexGuessed = clip.guessed().contains("apex");
		final String third = "frames " + clip.onset() + " to " + clip.apex() + (apexGuessed ? ", guessed" : "") + (clip
			.times().known() ? "\n" + clip.times().text() : "");
		final TextRoi text = new TextRoi(2, 2, top + "\n" + second + "\n" + third, new Font(Font.SANS_SERIF, Font.PLAIN,
			size));
		text.setStrokeColor(Color.WHITE);
		text.setFillColor(new Color(0, 0, 0, 150));
		text.setName(NAME);
		frames.add(overlay, text);
		return text.getBounds().getMaxY() + 2;
	}

	/**
	 * What the colours mean, at the left edge.
	 *
	 * @return its height
	 */
	private int addLegend(final int width, final int bottom, final int slice) {
		final int size = Math.max(SMALLEST, width / 32);
		final int box = size + 2;
		final int top = bottom - box - 2;
		for (int i = 0; i < LEGEND.length; i++) {
			final Roi swatch = new Roi(2 + i * box, top, box, box);
			swatch.setFillColor(opaque(color(LEGEND[i])));
			swatch.setName(NAME + " legend");
			swatch.setPosition(slice);
			overlay.add(swatch);
		}
		final String shares = "share of " + (prediction.shares() == Prediction.Shares.ENERGY ? "energy" : "region") + " " +
			percent(LEGEND[0]).replace(" %", " to ") + percent(LEGEND[LEGEND.length - 1]).replace(" %", "+ %");
		final TextRoi text = new TextRoi(4 + LEGEND.length * box, top - 1, prediction.units().atWork().isEmpty() ? shares
			: shares + "; arrows: action units", new Font(Font.SANS_SERIF, Font.PLAIN, size));
		text.setStrokeColor(Color.WHITE);
		text.setFillColor(new Color(0, 0, 0, 150));
		text.setName(NAME + " legend");
		text.setPosition(slice);
		overlay.add(text);
		return box + 4;
	}

	private static Color opaque(final Color colour) {
		return new Color(colour.getRed(), colour.getGreen(), colour.getBlue());
	}

	private static String percent(final double share) {
		return String.format(Locale.ROOT, "%.0f %%", 100 * share);
	}
}
