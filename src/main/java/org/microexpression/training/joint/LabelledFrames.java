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

package org.microexpression.training.joint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.TextBytes;
import org.microexpression.batch.SavedArea;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.FramePairs;
import org.microexpression.dataset.Sample;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.FoundFace;
import org.microexpression.face.RegisteredPair;
import org.microexpression.pipeline.ClipRegistration;

/**
 * The key frames of one labelled clip, registered, as bytes that another process can take: those that
 * {@link RegisteredClips} keeps.
 *
 * @param sample  the clip
 * @param threads that may decode a video at once, as {@link RegisteredClips#prepare}
 */
record LabelledFrames(Sample sample, int threads) {

	private static final double ONSET_STEP = 0.1;
	private static final double APEX_STEP = 0.15;

	/**
	 * What became of a clip.
	 *
	 * @param said      what the user should know of it, or the sentence why it cannot be used
	 * @param landmarks of the registered onset face; empty where it cannot be used
	 * @param frames    the grey levels, {@value RegisteredClips#CLIP} bytes
	 */
	record Prepared(List<String> said, Optional<FacialLandmarks> landmarks, ByteBuffer frames) {
	}

	/**
	 * @param faces    finds the face
	 * @param progress progress and cancellation
	 * @return what {@link #read} reads
	 */
	byte[] prepared(final FaceFinder faces, final Progress progress) {
		final List<String> remarks = new ArrayList<>();
		try {
			final List<ArrayImg<FloatType, FloatArray>> frames = new ArrayList<>();
			final FacialLandmarks found = frames(faces, frames, remarks, progress);
			final ByteBuffer clip = ByteBuffer.allocate(2 * FacialLandmarks.COUNT * Double.BYTES + RegisteredClips.CLIP)
				.order(ByteOrder.LITTLE_ENDIAN);
			for (final double[] coordinates : List.of(found.x(), found.y()))
				for (final double coordinate : coordinates)
					clip.putDouble(coordinate);
			for (final ArrayImg<FloatType, FloatArray> frame : frames)
				for (final float pixel : frame.update(null).getCurrentStorageArray())
					clip.putShort((short) Math.round(Math.max(0, Math.min(255.99f, pixel)) * RegisteredClips.STEPS));
			return bytes(remarks, clip.array());
		}
		catch (final InputException e) {
			return bytes(List.of(e.with(remarks).told()), new byte[0]);
		}
	}

	private static byte[] bytes(final List<String> said, final byte[] clip) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			TextBytes.write(said, out);
			out.write(clip);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	/**
	 * @param prepared what {@link #prepared} gave
	 * @return the clip
	 */
	static Prepared read(final byte[] prepared) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(prepared))) {
			final List<String> said = TextBytes.read(in);
			final ByteBuffer clip = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
			return new Prepared(said, clip.hasRemaining() ? Optional.of(new FacialLandmarks(numbers(clip), numbers(clip)))
				: Optional.empty(), clip);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static double[] numbers(final ByteBuffer clip) {
		final double[] numbers = new double[FacialLandmarks.COUNT];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = clip.getDouble();
		return numbers;
	}

	/** Registers onset and apex frames in the order in which they are kept; gives the onset face's landmarks. */
	private FacialLandmarks frames(final FaceFinder faces, final List<ArrayImg<FloatType, FloatArray>> frames,
		final List<String> remarks, final Progress progress)
	{
		final Path path = sample.path().orElseThrow(() -> new InputException("The clip " + sample.key() +
			" has no frames in the manifest, only a displacement field; give the column path."));
		final SavedArea saved = SavedArea.of(path);
		try (Clip clip = saved.with(Clips.open(path, Double.NaN, threads, progress))) {
			remarks.addAll(clip.remarks());
			ClipRegistration.requireFrames(clip);
			FramePairs.check(clip, sample.onset(), sample.apex());
			final int onset = clip.indexOf(sample.onset());
			final int apex = clip.indexOf(sample.apex());
			final int gap = apex - onset;
			final int last = sample.offset() > sample.apex() ? Math.min(clip.frameCount() - 1, indexAtOrBefore(clip, sample
				.offset(), apex)) : apex;
			final ArrayImg<FloatType, FloatArray> reference = clip.frame(onset);
			final FoundFace face = faces.find(reference, saved.area());
			face.remark(clip.frameNumber(onset), clip.name(), saved.area()).ifPresent(remarks::add);
			final FacialLandmarks found = face.landmarks();
			final int step = Math.max(1, (int) Math.round(APEX_STEP * gap));
			final int[] chosen = { onset, Math.min(onset + (int) Math.round(ONSET_STEP * gap), apex - 1), apex, Math.max(
				apex - step, onset + 1), Math.min(apex + step, last) };
			for (final int index : chosen) {
				final boolean first = index == onset;
				final RegisteredPair pair = FaceRegistration.register(reference, first ? reference : clip.frame(index), found);
				frames.add(first ? pair.onset() : pair.apex());
			}
			return found.transform(FaceRegistration.canonicalToFrame(found).invert());
		}
	}

	private static int indexAtOrBefore(final Clip clip, final int number, final int lowest) {
		int index = lowest;
		while (index + 1 < clip.frameCount() && clip.frameNumber(index + 1) <= number)
			index++;
		return index;
	}
}
