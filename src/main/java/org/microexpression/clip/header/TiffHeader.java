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

package org.microexpression.clip.header;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;

import ij.io.FileInfo;
import ij.io.TiffDecoder;
import loci.formats.FormatException;
import loci.formats.tiff.IFD;
import loci.formats.tiff.PhotoInterp;
import loci.formats.tiff.TiffCompression;
import loci.formats.tiff.TiffParser;

/**
 * What the header of a TIFF file says and Bio-Formats does not pass on: the slice labels that ImageJ writes, and
 * whether the file is there to its end (Bio-Formats 7.3.1 makes up black pixels for what is missing).
 */
public final class TiffHeader {

	private TiffHeader() {
		// Functions only.
	}

	/**
	 * @param file a TIFF file
	 * @throws FormatException if it is none
	 * @throws IOException     if it cannot be read
	 * @throws InputException  if it was cut off, is damaged, or carries XML with a document type
	 */
	public static void checkWhole(final Path file) throws FormatException, IOException {
		TiffDirectories.check(file);
		final long length = Files.size(file);
		try (TiffParser parser = new TiffParser(file.toString());
				RandomAccessFile in = new RandomAccessFile(file.toFile(), "r"))
		{
			if (parser.checkHeader() == null) throw new FormatException("not a TIFF file");
			int page = 0;
			for (final long offset : parser.getIFDOffsets()) {
				final IFD directory = parser.getIFD(offset);
				if (directory == null) throw TiffDirectories.cutOff(file);
				parser.fillInIFD(directory);
				TiffStrips.check(file, directory, ++page, in);
			}
		}
		catch (final EOFException e) {
			throw TiffDirectories.cutOff(file);
		}
		imageJInfo(file).filter(info -> info.nImages > 1).ifPresent(info -> requirePlanes(file, info, length));
	}

	private static void requirePlanes(final Path file, final FileInfo info, final long length) {
		// ImageJ describes the first plane of a stack and puts the others behind it.
		final long plane = (long) info.width * info.height * info.getBytesPerPixel() + info.gapBetweenImages;
		if (info.getOffset() + info.nImages * plane - info.gapBetweenImages > length) throw TiffDirectories.cutOff(file);
	}

	/**
	 * As ImageJ gives them to the slices when it opens the file: the first labels to the first slices.
	 *
	 * @param file     any file
	 * @param count    how many frames it holds
	 * @param channels how many slices a frame has; the label of its first one counts
	 * @return the label of each frame in an ImageJ TIFF, an empty text where it has none; no labels where the file carries
	 *         none, or more than it has slices
	 */
	public static List<String> labels(final Path file, final int count, final int channels) {
		final Optional<FileInfo> info = FrameFiles.isTiff(file) ? imageJInfo(file) : Optional.empty();
		return info.map(header -> header.sliceLabels).filter(labels -> labels.length <= (long) count * channels).map(
			labels -> IntStream.range(0, count).map(frame -> frame * channels).mapToObj(slice -> slice < labels.length
				? Objects.requireNonNullElse(labels[slice], "") : "").toList()).orElse(List.of());
	}

	/**
	 * @param file  a TIFF file
	 * @param found how many pictures a reader finds in it
	 * @return what was left out because it is of another size than the pictures that were found, or marked as a copy, one
	 *         sentence; empty if nothing
	 * @throws FormatException if it is no TIFF
	 * @throws IOException     if it cannot be read
	 * @throws InputException  if its pages differ in size and the reader does not find all of one size, or in kind
	 */
	public static String leftOut(final Path file, final int found) throws FormatException, IOException {
		final List<String> sizes = new ArrayList<>();
		final List<String> kinds = new ArrayList<>();
		final List<String> reduced = new ArrayList<>();
		try (TiffParser parser = new TiffParser(file.toString())) {
			for (final IFD directory : parser.getMainIFDs()) {
				sizes.add(size(directory));
				parser.fillInIFD(directory);
				kinds.add(kind(file, directory));
			}
			for (final IFD directory : parser.getThumbnailIFDs())
				reduced.add(size(directory));
		}
		requireOneKind(file, sizes, kinds);
		final long marked = reduced.stream().filter(size -> !sizes.isEmpty() && size.equals(sizes.get(0))).count();
		if (marked > 0) return Counts.of((int) marked, "page", "pages") + " of '" + file + "' " + (marked == 1
			? "is marked as a smaller copy of another and was" : "are marked as smaller copies of others and were") +
			" left out, though of the frames' size; if " + (marked == 1 ? "it is a frame" : "they are frames") +
			", save the file anew.";
		final int other = IntStream.range(0, sizes.size()).filter(page -> !sizes.get(page).equals(sizes.get(0))).findFirst()
			.orElse(-1);
		if (other < 0) return "";
		final String difference = "its pages differ in size: page 1 is " + sizes.get(0) + " pixels, page " + (other + 1) +
			" is " + sizes.get(other);
		final long alike = sizes.stream().filter(sizes.get(0)::equals).count();
		if (alike != found || 2 * alike <= sizes.size()) throw new InputException("The file '" + file +
			"' cannot be read as a clip, " + difference + "; save the frames alone, all of one size.");
		return "Of the pages of '" + file + "' only " + Counts.of(found, "is a frame, of ", "are frames, of ") + sizes.get(
			0) + " pixels; " + difference + ".";
	}

	private static String size(final IFD directory) throws FormatException {
		return directory.getImageWidth() + " x " + directory.getImageLength();
	}

	/** Of pages of one size a reader takes all for what the first one is. */
	private static void requireOneKind(final Path file, final List<String> sizes, final List<String> kinds) {
		for (int page = 1; page < kinds.size(); page++)
			if (sizes.get(page).equals(sizes.get(0)) && !kinds.get(page).equals(kinds.get(0))) throw new InputException(
				"The file '" + file + "' cannot be read as a clip, its pages differ in kind: page 1 is " + kinds.get(0) +
					", page " + (page + 1) + " is " + kinds.get(page) + "; save all frames alike.");
	}

	/**
	 * @param file a TIFF file
	 * @return whether its first picture has a table of other colours than the grey levels in their order or from white to
	 *         black, which are told apart: a palette, or a look-up table that somebody chose for the display
	 * @throws FormatException if it is no TIFF
	 * @throws IOException     if it cannot be read
	 */
	public static boolean hasColourTable(final Path file) throws FormatException, IOException {
		try (TiffParser parser = new TiffParser(file.toString())) {
			final IFD directory = parser.getFirstIFD();
			if (directory == null || !directory.containsKey(IFD.COLOR_MAP) || directory
				.getPhotometricInterpretation() != PhotoInterp.RGB_PALETTE) return false;
			parser.fillInIFD(directory);
			final int[] table = directory.getIFDIntArray(IFD.COLOR_MAP);
			final int size = table.length / 3;
			// In 16 bits, or, as some programs write it, in 8.
			return IntStream.range(0, table.length).anyMatch(i -> table[i] >> 8 != ramp(i % size, size)) && IntStream.range(0,
				table.length).anyMatch(i -> table[i] >> 8 != 255 - ramp(i % size, size));
		}
	}

	private static int ramp(final int level, final int levels) {
		return level * 255 / Math.max(1, levels - 1);
	}

	private static String kind(final Path file, final IFD directory) throws FormatException {
		final PhotoInterp stored = directory.getPhotometricInterpretation();
		final String values = switch (stored) {
			case WHITE_IS_ZERO -> "grey from white";
			case BLACK_IS_ZERO -> "grey";
			case RGB_PALETTE -> "colours of a palette";
			case RGB -> "colour";
			case Y_CB_CR -> {
				// Of those, Bio-Formats (7.3.1) converts JPEG alone rightly.
				if (directory.getCompression() != TiffCompression.JPEG) throw new InputException(
					"The pixels of the TIFF file '" + file +
						"' are brightness and differences of colour (YCbCr) without JPEG; save it as RGB.");
				yield "colour";
			}
			// Bio-Formats takes the parts of others for red, green and blue.
			default -> throw new InputException("The pixels of the TIFF file '" + file +
				"' are neither grey nor red, green " + "and blue (" + stored.getName() + "); save it as RGB.");
		};
		final int mark = directory.getIFDIntValue(IFD.ORIENTATION, OrientationMark.UPRIGHT);
		return directory.getBitsPerSample()[0] + "-bit " + values + (mark == OrientationMark.UPRIGHT ? ""
			: " of the orientation " + mark);
	}

	/**
	 * @param file a TIFF file
	 * @param key  a property that an image of ImageJ may have
	 * @return whether the file was saved from an image with this property
	 */
	public static boolean hasProperty(final Path file, final String key) {
		final String[] properties = imageJInfo(file).map(header -> header.properties).orElse(new String[0]);
		// Keys and values by turns.
		for (int i = 0; i < properties.length; i += 2)
			if (key.equals(properties[i])) return true;
		return false;
	}

	/**
	 * @param file a TIFF file
	 * @return the selection that ImageJ saved with it, as it is stored; empty where there is none
	 */
	public static Optional<byte[]> selection(final Path file) {
		return imageJInfo(file).map(header -> header.roi);
	}

	/**
	 * @param file a TIFF file
	 * @return the time between frames as ImageJ saved it, in whatever unit; empty where the file is not ImageJ's or has none
	 * @throws IOException if it cannot be read
	 */
	public static Optional<FrameInterval> interval(final Path file) throws IOException {
		final Map<String, String> said = new HashMap<>();
		final String description = TiffDirectories.description(file);
		// So ImageJ writes its only letter that is not ASCII.
		description.replace("\0", "").replace("\\u00B5", "\u00b5").lines().map(line -> line.split("=", 2)).filter(
			entry -> entry.length == 2).forEach(entry -> said.put(entry[0].strip(), entry[1].strip()));
		if (!said.containsKey("ImageJ") || !said.containsKey("finterval")) return Optional.empty();
		try {
			return Optional.of(new FrameInterval(Double.parseDouble(said.get("finterval")), said.getOrDefault("tunit",
				"sec")));
		}
		catch (final NumberFormatException e) {
			return Optional.empty();
		}
	}

	/** @return what ImageJ makes of the first plane's header, empty where it cannot read it or nothing there is its own */
	private static Optional<FileInfo> imageJInfo(final Path file) {
		try {
			if (!TiffDirectories.isOfImageJ(file)) return Optional.empty();
			final FileInfo[] info = new TiffDecoder(file.toAbsolutePath().getParent() + "/", file.getFileName().toString())
				.getTiffInfo();
			return info == null || info.length == 0 ? Optional.empty() : Optional.of(info[0]);
		}
		catch (final IOException | RuntimeException | OutOfMemoryError e) {
			// A header may ask for more labels than there is memory for.
			// Bio-Formats reads more kinds of TIFF than ImageJ; those carry nothing of ImageJ's.
			return Optional.empty();
		}
	}
}
