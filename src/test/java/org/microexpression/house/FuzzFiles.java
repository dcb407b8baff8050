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

package org.microexpression.house;

import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

import org.microexpression.motion.MotionRow;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.motion.RegionSide;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.study.MadeUpFields;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineSpan;

/** Honest files that commands of the fuzz are given, and paths and images that are not what is meant. */
final class FuzzFiles {

	private static final String PREDICTIONS = "seed,fold,dataset,subject,clip,truth,prediction\n" +
		"1,s1,d,s1,c1,negative,negative\n1,s2,d,s2,c2,positive,%s\n1,s3,d,s3,c3,surprise,surprise\n";

	private FuzzFiles() {
		// Static methods only.
	}

	/** Writes all honest files into an empty folder. */
	static void write(final Path given) throws IOException {
		new AVI_Writer().writeImage(FuzzInputs.image(8), given.resolve("clip.avi").toString(), AVI_Writer.NO_COMPRESSION,
			90);
		Files.copy(given.resolve("clip.avi"), Files.createDirectory(given.resolve("clips")).resolve("a.avi"));
		MadeUpFields.write(given, 3, List.of("negative", "positive", "surprise"));
		Files.writeString(given.resolve("predictions.csv"), PREDICTIONS.replace("%s", "positive"));
		Files.writeString(given.resolve("others.csv"), PREDICTIONS.replace("%s", "negative"));
		timeline(given.resolve("clip.avi")).write(given.resolve("timeline.csv"));
		motion().table().writeCsv(given.resolve("timeline-motion.csv"));
	}

	/** @return a timeline of a clip of three frames */
	static Timeline timeline(final Path clip) {
		final SpottedInterval interval = new SpottedInterval(new Moment(1, 0), new Moment(2, 0.04), new Moment(3, 0.08),
			0.03, 7, SpottedKind.MICRO, List.of(RegionSide.ALL.get(0)), false);
		return new Timeline("clip.avi", clip.toString(), List.of(new TimelineSpan(interval, "positive", 0.6, "", "a model",
			"")));
	}

	/** @return its motion */
	static MotionTrace motion() {
		final MotionTrace.Builder builder = new MotionTrace.Builder("clip.avi");
		for (int i = 0; i < 3; i++)
			builder.add(new MotionRow(i + 1, 0.04 * i, 1, true, new double[Quantity.values().length],
				new double[RegionSide.ALL.size()], new double[RegionSide.ALL.size()]));
		return builder.build();
	}

	/**
	 * @param given  a folder of honest files, {@code null} where the path will be written to
	 * @param folder where to make what is no honest file
	 * @return a path to something that a command may not expect
	 */
	static String path(final Path given, final Path folder, final SplittableRandom random) {
		try {
			switch (random.nextInt(given == null ? 6 : 8)) {
				case 0:
					return Files.writeString(folder.resolve("old.csv"), "name,age\nx,1\n").toString();
				case 1:
					Files.writeString(Files.createDirectories(folder.resolve("full")).resolve("thesis.txt"), "ten years");
					return folder.resolve("full").toString();
				case 2:
					return Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop")).toString();
				case 3:
					return Files.createSymbolicLink(folder.resolve("dangling.csv"), folder.resolve("gone/x.csv")).toString();
				case 4:
					return Files.createFile(folder.resolve("file.csv")).resolve("x.csv").toString();
				case 5:
					return folder.resolve("n".repeat(random.nextInt(200, 400)) + ".csv").toString();
				default:
					final List<String> honest = List.of("clip.avi", "clips", "fields.csv", "fields.tif", "predictions.csv",
						"timeline.csv", "timeline-motion.csv", "");
					return given.resolve(honest.get(random.nextInt(honest.size()))).toString();
			}
		}
		catch (final IOException | UnsupportedOperationException e) {
			// Made by another parameter of the same call, or a system without links.
			return folder.resolve("nothing.csv").toString();
		}
	}

	/** @return a text, and what sentences make of it where it is a path */
	static List<String> spellings(final String text) {
		try {
			return List.of(text, text.trim(), Path.of(text.trim()).toString(), Path.of(text.trim()).toAbsolutePath()
				.toString());
		}
		catch (final InvalidPathException e) {
			return List.of(text, text.trim());
		}
	}

	/** @return an image, {@code null} for none */
	static ImagePlus image(final SplittableRandom random) {
		final ImagePlus image = new ImagePlus("image", new ByteProcessor(1, 1));
		switch (random.nextInt(9)) {
			case 0:
				return null;
			case 1:
				return image;
			case 2:
				image.setStack(FuzzInputs.image(8).getStack());
				break;
			case 3:
				image.setStack(FuzzInputs.image(24).getStack());
				break;
			case 4, 5:
				image.setStack(floats(128, random.nextInt(4) == 0 ? Float.NaN : 1));
				break;
			case 6:
				image.setStack(floats(28, random.nextInt(4) == 0 ? Float.NEGATIVE_INFINITY : 1));
				image.setProp("displacement_units", "pixels");
				break;
			case 7:
				image.setStack(FuzzInputs.image(16).getStack());
				image.setProp("fps", "NaN");
				image.getCalibration().frameInterval = Double.NaN;
				break;
			default:
				// An image whose pixels were taken away.
				return new ImagePlus();
		}
		return image;
	}

	private static ImageStack floats(final int side, final float factor) {
		final ImageStack stack = new ImageStack(side, side);
		for (int i = 0; i < 2; i++) {
			final float[] pixels = new float[side * side];
			for (int p = 0; p < pixels.length; p++)
				pixels[p] = factor * (p * (i + 1) % 256);
			stack.addSlice(new FloatProcessor(side, side, pixels));
		}
		return stack;
	}
}
