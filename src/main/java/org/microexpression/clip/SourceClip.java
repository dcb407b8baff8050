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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;

/** A clip over a {@link FrameSource}: one grey scale for all frames, a few of them kept in memory. */
final class SourceClip implements Clip {

	/**
	 * Somebody leafing through the clip, and the onset and apex of a command or two: earlier frames are not asked for
	 * soon.
	 */
	private static final int MOST_CACHED = 8;

	private static final long MOST_CACHED_BYTES = 64L << 20;

	/** How the frames are stored. */
	private final Class<? extends Pixels> type;

	private final String kind;

	private final FrameSource source;

	private final int[] numbers;

	private final int width;

	private final int height;

	private final GreyScale scale;

	/** Pixels of the frames looked at that the scale does not hold. */
	private long beyond;

	/** How many frames the cache may hold. */
	private final int capacity;

	/** Least recently used first; guarded by itself. */
	private final Map<Integer, Pixels> cache = new LinkedHashMap<>(2 * MOST_CACHED, 0.75f, true);

	private volatile boolean closed;

	/**
	 * Reads the first frame (and for 16-bit and real values the middle and the last one) to learn size and scale.
	 *
	 * @throws InputException if a frame cannot be read
	 */
	SourceClip(final FrameSource source) {
		this(source, Optional.empty(), MOST_CACHED);
	}

	/**
	 * @param source     the frames
	 * @param knownScale the scale of its values; empty to learn it from the frames
	 * @param mostCached how many frames to keep in memory at most; 0 where they are in memory already
	 * @throws InputException if a frame cannot be read
	 */
	SourceClip(final FrameSource source, final Optional<GreyScale> knownScale, final int mostCached) {
		this.source = source;
		numbers = source.frameNumbers();
		final Pixels first = checked(source.read(0), 0);
		type = first.getClass();
		kind = first.kind();
		width = first.width();
		height = first.height();
		final long budget = Math.min(MOST_CACHED_BYTES, Runtime.getRuntime().maxMemory() / 8);
		capacity = (int) Math.min(mostCached, budget / Math.max(1, first.bytes()));
		remember(0, first);
		scale = knownScale.orElseGet(() -> learnScale(first));
	}

	private GreyScale learnScale(final Pixels first) {
		if (first instanceof Pixels.Grey8 || first instanceof Pixels.Rgb || first instanceof Pixels.Filmed)
			return GreyScale.IDENTITY;
		final int last = source.frameCount() - 1;
		final Pixels[] samples = { first, stored(last / 2), stored(last) };
		final GreyScale learned = GreyScale.of(source.significantBits(), samples);
		beyond = learned.beyond(samples);
		return learned;
	}

	@Override
	public String name() {
		return source.name();
	}

	@Override
	public int width() {
		return width;
	}

	@Override
	public int height() {
		return height;
	}

	@Override
	public int frameCount() {
		return source.frameCount();
	}

	@Override
	public int frameNumber(final int index) {
		return numbers[Objects.checkIndex(index, numbers.length)];
	}

	@Override
	public double framesPerSecond() {
		return source.framesPerSecond();
	}

	@Override
	public OptionalDouble seconds(final int index) {
		return source.seconds(Objects.checkIndex(index, numbers.length));
	}

	@Override
	public boolean statesTimes() {
		return source.statesTimes();
	}

	@Override
	public String reader() {
		return source.reader();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int index) {
		final Pixels pixels = stored(index);
		return FrameMemory.guard(label(index), width, height, () -> ArrayImgs.floats(pixels.grey(scale), width, height));
	}

	@Override
	public void close() {
		closed = true;
		release();
	}

	/** From now on frames are read for a window: the command that opened the clip no longer cancels that. */
	void outliveCommand() {
		source.outliveCommand();
	}

	/** Forgets the kept frames and closes files; frames can still be read, the files are opened again then. */
	void release() {
		synchronized (cache) {
			cache.clear();
		}
		source.release();
	}

	@Override
	public List<String> remarks() {
		if (beyond == 0) return source.remarks();
		return Stream.concat(source.remarks().stream(), Stream.of("Of '" + name() + "' " + Counts.of(beyond, "pixel is",
			"pixels are") + " far from the values of all others, as a camera's hot pixels are, and became black " +
			"or white.")).toList();
	}

	@Override
	public String besides() {
		return source.besides();
	}

	@Override
	public String label(final int index) {
		return source.label(Objects.checkIndex(index, numbers.length));
	}

	/** @return the type that every frame of the clip has */
	Class<? extends Pixels> pixelType() {
		return type;
	}

	/** @return the scale that makes grey levels 0..255 of stored values */
	GreyScale scale() {
		return scale;
	}

	/**
	 * @param index 0-based frame
	 * @return the frame as it is stored, shared and not to be written to
	 * @throws InputException if it cannot be read or differs from the first one in size or type
	 */
	Pixels stored(final int index) {
		Objects.checkIndex(index, numbers.length);
		if (closed) throw new IllegalStateException("The clip '" + name() + "' is closed.");
		synchronized (cache) {
			final Pixels kept = cache.get(index);
			if (kept != null) return kept;
		}
		final Pixels pixels = checked(source.read(index), index);
		if (pixels.width() != width || pixels.height() != height) throw new InputException("In the clip '" + name() + "' " +
			source.label(index) + " is " + pixels.width() + " x " + pixels.height() + " pixels but the first frame is " +
			width + " x " + height + "; give all frames one size.");
		requireKind(pixels, index);
		remember(index, pixels);
		return pixels;
	}

	private Pixels checked(final Pixels pixels, final int index) {
		if (pixels instanceof Pixels.Real real && !real.isFinite()) throw new InputException("In the clip '" + name() +
			"' " + source.label(index) + " has pixels that are no numbers (NaN or infinite); replace them by grey levels.");
		return pixels;
	}

	/** Even grey and colour of 8 bits: nobody knows by which weights another program has made the grey of its colours. */
	private void requireKind(final Pixels pixels, final int index) {
		if (!pixels.kind().equals(kind)) throw new InputException("In the clip '" + name() + "' " + source.label(index) +
			" has another pixel type than the first frame (" + pixels.kind() + ", not " + kind +
			"); save all frames in one type.");
	}

	private void remember(final int index, final Pixels pixels) {
		if (capacity == 0) return;
		synchronized (cache) {
			cache.put(index, pixels);
			if (cache.size() > capacity) cache.remove(cache.keySet().iterator().next());
		}
	}
}
