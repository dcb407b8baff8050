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

package org.microexpression.clip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.base.LibraryLogs;
import org.microexpression.clip.header.FrameFiles;
import org.microexpression.clip.header.FrameInterval;
import org.microexpression.clip.header.FrameNumbers;
import org.microexpression.clip.header.MovieHeader;
import org.microexpression.clip.header.OrientationMark;
import org.microexpression.clip.header.TiffHeader;

import loci.formats.FormatException;
import loci.formats.IFormatReader;
import loci.formats.MetadataTools;
import loci.formats.in.TiffReader;
import loci.formats.meta.IMetadata;
import ome.units.UNITS;
import ome.units.quantity.Time;

/**
 * The planes of a file that Bio-Formats reads, along time or depth: grey, or red, green and blue. Of a file with
 * several image series the longest counts.
 */
final class BioFormatsFile implements FrameSource {

	private final Path file;

	private final ClipFormat format;

	private final int series;

	private final int[] numbers;

	/** Of the slices of an ImageJ TIFF, empty where there are none. */
	private final List<String> labels;

	private final String besides;

	private final List<String> remarks = new ArrayList<>();

	private final double framesPerSecond;

	private final int significantBits;

	/** How the stored pictures are turned; all alike. */
	private final int mark;

	/** {@code null} while released; guarded by this. */
	private IFormatReader reader;

	private BioFormatsFile(final Path file, final ClipFormat format) throws FormatException, IOException {
		this.file = file;
		this.format = format;
		if (format == ClipFormat.TIFF) TiffHeader.checkWhole(file);
		final IMetadata metadata = MetadataTools.createOMEXMLMetadata();
		reader = reader(metadata);
		try {
			reader.setId(file.toString());
			series = longestSeries(reader);
			reader.setSeries(series);
			checkAxes(reader, file);
			final int count = reader.getSizeZ() * reader.getSizeT();
			final int channels = reader.getEffectiveSizeC();
			besides = count > 1 || channels == 1 ? "" : OnlyFrame.channels(channels, "open it with File > Open and ");
			if (reader.getSeriesCount() > 1) remarks.add("The file '" + file + "' holds " + reader.getSeriesCount() +
				" images; the one of most frames, number " + (series + 1) + ", was taken.");
			mark = format == ClipFormat.TIFF ? Upright.mark(file) : OrientationMark.UPRIGHT;
			if (format == ClipFormat.TIFF && TiffHeader.hasColourTable(file)) remarks.add(colourTable("'" + file + "'"));
			if (mark != OrientationMark.UPRIGHT) remarks.add(Upright.remark("The frames of '" + file + "'", mark));
			if (FrameFiles.isTiff(file)) Optional.of(TiffHeader.leftOut(file, count)).filter(left -> !left.isEmpty())
				.ifPresent(remarks::add);
			ClipImages.unreadableSelection(file).ifPresent(remarks::add);
			labels = TiffHeader.labels(file, count, channels);
			if (labels.isEmpty()) numbers = FrameNumbers.counted(count);
			else {
				final FrameNumbers read = FrameNumbers.ofLabels(labels);
				numbers = read.values();
				read.remarks().forEach(remark -> remarks.add("File '" + file.getFileName() + "': " + remark));
			}
			significantBits = reader.getBitsPerPixel();
			final MovieHeader header = MovieHeader.read(file);
			header.checkFound(file, numbers.length);
			framesPerSecond = Double.isNaN(header.framesPerSecond()) ? framesPerSecond(metadata) : header.framesPerSecond();
		}
		catch (final InputException e) {
			release();
			throw e.with(remarks);
		}
		catch (final FormatException | IOException | RuntimeException e) {
			release();
			throw e;
		}
	}

	/**
	 * @param file   an existing file
	 * @param format its kind
	 * @return its frames
	 * @throws IOException    if Bio-Formats cannot read it
	 * @throws InputException if it holds something else than a sequence of frames
	 */
	static BioFormatsFile open(final Path file, final ClipFormat format) throws IOException {
		LibraryLogs.quieten();
		try {
			return inOwnClassLoader(() -> new BioFormatsFile(file, format));
		}
		catch (final FormatException e) {
			// Callers know nothing of Bio-Formats' classes, so that they work without it.
			throw new IOException(e.getMessage(), e);
		}
	}

	/**
	 * @param file a TIFF file of one plane
	 * @return its pixels
	 * @throws InputException if it cannot be read or holds several planes
	 */
	static Pixels readPicture(final Path file) {
		LibraryLogs.quieten();
		try (TiffReader picture = new TiffReader()) {
			TiffHeader.checkWhole(file);
			picture.setGroupFiles(false);
			picture.setId(file.toString());
			checkAxes(picture, file);
			if (picture.getSizeZ() * picture.getSizeT() > 1) throw new InputException("The frame '" + file + "' holds " +
				picture.getSizeZ() * picture.getSizeT() +
				" pictures; open it as a clip by itself or take it out of the folder.");
			TiffHeader.leftOut(file, 1);
			return BioFormatsPlane.read(picture, 0, file.getFileName().toString());
		}
		catch (final InputException e) {
			throw e;
		}
		catch (final FormatException | IOException | RuntimeException e) {
			throw PictureFile.unreadable(file, e);
		}
	}

	/**
	 * @param what a picture, file or folder
	 * @return a sentence for one whose values may be grey levels under a look-up table as well as numbers of colours
	 */
	static String colourTable(final String what) {
		return "The pictures of " + what +
			" have a table of colours; the values that are stored were taken as grey levels, " +
			"whatever colours they show as. If the table is a palette, save them as RGB.";
	}

	/**
	 * @param file a TIFF file
	 * @return see {@link TiffHeader#hasColourTable}; {@code false} where it cannot be read, which its reader will tell
	 */
	static boolean hasColourTable(final Path file) {
		try {
			return TiffHeader.hasColourTable(file);
		}
		catch (final FormatException | IOException | RuntimeException | NoClassDefFoundError e) {
			return false;
		}
	}

	@Override
	public String name() {
		return file.getFileName().toString();
	}

	@Override
	public int frameCount() {
		return numbers.length;
	}

	@Override
	public int[] frameNumbers() {
		return numbers.clone();
	}

	@Override
	public String besides() {
		return besides;
	}

	@Override
	public List<String> remarks() {
		return List.copyOf(remarks);
	}

	@Override
	public String label(final int index) {
		final String label = labels.isEmpty() ? "" : labels.get(index).strip();
		return label.isEmpty() ? "frame " + numbers[index] : label.lines().findFirst().orElseThrow();
	}

	@Override
	public double framesPerSecond() {
		return framesPerSecond;
	}

	@Override
	public int significantBits() {
		return significantBits;
	}

	@Override
	public synchronized Pixels read(final int index) {
		if (!labels.isEmpty()) ClipStack.requireReadable(name(), "frame " + numbers[index], labels.get(index));
		try {
			if (reader == null) inOwnClassLoader(this::reopen);
			return Upright.of(BioFormatsPlane.read(reader, index, label(index)), mark);
		}
		catch (final InputException e) {
			throw e;
		}
		catch (final FormatException | IOException | RuntimeException e) {
			// Its readers meet damaged files with exceptions of many kinds. A drive that was away is asked again next time.
			release();
			throw new InputException("Frame " + numbers[index] + " of '" + file +
				"' cannot be read, the file is damaged there; export the clip again or use frames before it.", e);
		}
	}

	@Override
	public synchronized void release() {
		if (reader == null) return;
		try {
			reader.close();
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be closed; the disk or network it is on has failed.", e);
		}
		finally {
			reader = null;
		}
	}

	private Void reopen() throws FormatException, IOException {
		reader = reader(MetadataTools.createOMEXMLMetadata());
		reader.setId(file.toString());
		reader.setSeries(series);
		return null;
	}

	private IFormatReader reader(final IMetadata metadata) throws IOException {
		final IFormatReader made = format.reader(file);
		made.setMetadataStore(metadata);
		return made;
	}

	private static int longestSeries(final IFormatReader reader) {
		int longest = 0;
		int most = 0;
		for (int s = 0; s < reader.getSeriesCount(); s++) {
			reader.setSeries(s);
			if (reader.getImageCount() > most) {
				most = reader.getImageCount();
				longest = s;
			}
		}
		return longest;
	}

	private static void checkAxes(final IFormatReader reader, final Path file) {
		final int planes = reader.getEffectiveSizeC();
		final int samples = reader.getRGBChannelCount();
		final boolean grey = planes == 1 && samples == 1;
		final boolean color = planes == 1 && (samples == 3 || samples == 4) || planes == 3 && samples == 1;
		if (!grey && !color) throw new InputException("The file '" + file + "' has " + reader.getSizeC() +
			" channels; a clip has one (grey) or three (red, green, blue), so keep only these.");
		if (reader.getSizeZ() > 1 && reader.getSizeT() > 1) throw new InputException("The file '" + file + "' has " + reader
			.getSizeZ() + " slices at each of " + reader.getSizeT() +
			" times; a clip has one picture at a time, so keep one.");
	}

	/** Bio-Formats takes ImageJ's interval for seconds, in whatever unit it stands. */
	private double framesPerSecond(final IMetadata metadata) throws IOException {
		final Optional<FrameInterval> interval = format == ClipFormat.TIFF ? TiffHeader.interval(file) : Optional.empty();
		if (interval.isPresent()) return interval.get().framesPerSecond();
		final Time increment = metadata.getPixelsTimeIncrement(series);
		final Number seconds = increment == null ? null : increment.value(UNITS.SECOND);
		return seconds == null || seconds.doubleValue() <= 0 ? Double.NaN : 1 / seconds.doubleValue();
	}

	/**
	 * In Fiji the thread's class loader may not see the XML parsers and services that Bio-Formats looks up through it.
	 */
	private static <T> T inOwnClassLoader(final Opening<T> opening) throws FormatException, IOException {
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(TiffReader.class.getClassLoader());
		try {
			return opening.run();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@FunctionalInterface
	private interface Opening<T> {

		T run() throws FormatException, IOException;
	}
}
