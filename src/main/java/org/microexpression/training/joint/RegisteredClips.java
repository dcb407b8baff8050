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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.base.Preparation;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.FramePairs;
import org.microexpression.dataset.Sample;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.training.DataHash;

/**
 * The registered key frames of labelled clips, kept in one file: each clip is read and registered once, and training
 * and evaluation then take what they need from the disk, so that memory does not grow with the dataset.
 * <p>
 * Of every clip there are {@value #ONSETS} onset frames (the labelled one, and one a tenth of the way to the apex) and
 * {@value #APEXES} apex frames (the labelled one, and those 15 % of the way before and after it, the later one not
 * beyond the offset), all registered to the labelled onset frame. Training draws among them, so that key frames that
 * were labelled imprecisely do no harm; the paper does not state how it draws its pairs, these distances are our
 * choice.
 * </p>
 */
public final class RegisteredClips implements AutoCloseable {

	static final int ONSETS = 2;
	static final int APEXES = 3;
	private static final int FRAME = CanonicalFace.SIZE * CanonicalFace.SIZE;

	/** Grey levels are kept as 16-bit numbers of this many steps a level: finer than any camera's noise. */
	static final int STEPS = 256;

	/** Bytes of a clip's frames. */
	static final int CLIP = (ONSETS + APEXES) * FRAME * Short.BYTES;

	/**
	 * A clip that could not be used.
	 *
	 * @param sample the clip
	 * @param reason one sentence
	 */
	public record Skipped(Sample sample, String reason) {
	}

	private final FileChannel channel;
	private final List<Sample> samples;
	private final List<FacialLandmarks> landmarks;
	private final List<Skipped> skipped;
	private final List<String> remarks;

	private RegisteredClips(final FileChannel channel, final List<Sample> samples, final List<FacialLandmarks> landmarks,
		final List<Skipped> skipped, final List<String> remarks)
	{
		this.channel = channel;
		this.samples = List.copyOf(samples);
		this.landmarks = List.copyOf(landmarks);
		this.skipped = List.copyOf(skipped);
		this.remarks = List.copyOf(remarks);
	}

	/**
	 * Reads and registers clips. A clip that cannot be read, or in which no face is found, is skipped and named.
	 *
	 * @param samples  clips with onset and apex frames
	 * @param folder   where the file of frames is made; it is deleted when this is closed
	 * @param faces    finds the faces
	 * @param threads  that may decode a video at once, 0 for as many as Java was started with, else one a processor
	 * @param progress progress and cancellation
	 * @return the registered clips
	 * @throws InputException if the folder cannot be written
	 */
	public static RegisteredClips prepare(final List<Sample> samples, final Path folder, final FaceFinder faces,
		final int threads, final Progress progress)
	{
		return prepare(samples, folder, Preparation.here(), () -> faces, threads, progress);
	}

	/**
	 * As {@link #prepare(List, Path, FaceFinder, int, Progress)}, by one process or by several together.
	 *
	 * @param samples     clips with onset and apex frames
	 * @param folder      where the file of frames is made; it is deleted when this is closed
	 * @param preparation who registers them
	 * @param faces       finds the faces; asked only where a clip is registered here
	 * @param threads     that may decode a video at once, 0 for as many as Java was started with, else one a processor
	 * @param progress    progress and cancellation
	 * @return the registered clips
	 * @throws InputException if a folder cannot be written
	 */
	public static RegisteredClips prepare(final List<Sample> samples, final Path folder, final Preparation preparation,
		final Supplier<FaceFinder> faces, final int threads, final Progress progress)
	{
		final IntFunction<byte[]> registered = preparation.prepared(samples.size(), (i, own) -> {
			own.report("Registering clips", i, samples.size());
			return new LabelledFrames(samples.get(i), threads).prepared(faces.get(), own);
		}, progress);
		try {
			Files.createDirectories(folder);
			final Path file = Files.createTempFile(folder, "registered", ".frames");
			final FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE,
				StandardOpenOption.DELETE_ON_CLOSE);
			boolean complete = false;
			try {
				final RegisteredClips clips = fill(samples, channel, registered, progress);
				complete = true;
				return clips;
			}
			finally {
				if (!complete) channel.close();
			}
		}
		catch (final IOException e) {
			throw new InputException("Registered frames cannot be kept in '" + folder + "' (" + Reasons.of(e) +
				"); choose a folder on a disk with room where you may write.", e);
		}
	}

	private static RegisteredClips fill(final List<Sample> samples, final FileChannel channel,
		final IntFunction<byte[]> registered, final Progress progress) throws IOException
	{
		final List<Sample> used = new ArrayList<>();
		final List<FacialLandmarks> landmarks = new ArrayList<>();
		final List<Skipped> skipped = new ArrayList<>();
		final List<String> remarks = new ArrayList<>();
		for (int i = 0; i < samples.size(); i++) {
			progress.checkCanceled();
			final String key = samples.get(i).key();
			final LabelledFrames.Prepared clip = LabelledFrames.read(registered.apply(i));
			if (clip.landmarks().isEmpty()) {
				skipped.add(new Skipped(samples.get(i), String.join(" ", clip.said())));
				continue;
			}
			clip.said().forEach(remark -> remarks.add(key + ": " + remark));
			landmarks.add(clip.landmarks().get());
			write(channel, used.size(), clip.frames());
			used.add(samples.get(i));
		}
		progress.report("Registering clips", samples.size(), samples.size());
		return new RegisteredClips(channel, used, landmarks, skipped, remarks);
	}

	private static void write(final FileChannel channel, final long clip, final ByteBuffer frames) throws IOException {
		long position = clip * CLIP;
		while (frames.hasRemaining())
			position += channel.write(frames, position);
	}

	private float[] read(final int clip, final int variant) {
		final ByteBuffer buffer = ByteBuffer.allocate(FRAME * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		try {
			long position = (long) clip * CLIP + (long) variant * FRAME * Short.BYTES;
			while (buffer.hasRemaining()) {
				final int n = channel.read(buffer, position);
				if (n < 0) throw new IOException("it ends too early");
				position += n;
			}
		}
		catch (final IOException e) {
			throw new InputException("The file of registered frames cannot be read (" + Reasons.of(e) +
				"); start again on a disk that works.", e);
		}
		final float[] pixels = new float[FRAME];
		for (int i = 0; i < FRAME; i++)
			pixels[i] = (buffer.getShort(2 * i) & 0xFFFF) / (float) STEPS;
		return pixels;
	}

	/** @return the clips that could be used, in the order given */
	public List<Sample> samples() {
		return samples;
	}

	/** @return the clips that could not, with the reason */
	public List<Skipped> skipped() {
		return skipped;
	}

	/** @return what else the user should know of the clips that could be used, one sentence each */
	public List<String> remarks() {
		return remarks;
	}

	/**
	 * @param clip number of a used clip
	 * @return its labelled onset and apex frames
	 */
	public RegisteredPair labelled(final int clip) {
		return pair(clip, 0, ONSETS);
	}

	/**
	 * @param clip   number of a used clip
	 * @param random what to draw with
	 * @return an onset and an apex frame near the labelled ones
	 */
	public RegisteredPair near(final int clip, final SplittableRandom random) {
		return pair(clip, random.nextInt(ONSETS), ONSETS + random.nextInt(APEXES));
	}

	/**
	 * @param hash gets all frames of a clip and the place of its face
	 * @param clip number of a used clip
	 */
	void addTo(final DataHash hash, final int clip) {
		for (int variant = 0; variant < ONSETS + APEXES; variant++)
			hash.add(read(clip, variant));
		hash.add(Arrays.toString(landmarks.get(clip).x())).add(Arrays.toString(landmarks.get(clip).y()));
	}

	private RegisteredPair pair(final int clip, final int onset, final int apex) {
		return new RegisteredPair(ArrayImgs.floats(read(clip, onset), CanonicalFace.SIZE, CanonicalFace.SIZE), ArrayImgs
			.floats(read(clip, apex), CanonicalFace.SIZE, CanonicalFace.SIZE), landmarks.get(clip));
	}

	@Override
	public void close() {
		try {
			channel.close();
		}
		catch (final IOException e) {
			// Only a temporary file is lost, and the operating system frees it.
		}
	}
}
