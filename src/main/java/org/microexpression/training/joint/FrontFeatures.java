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
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.Seeds;
import org.microexpression.base.Workers;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.face.CanonicalFace;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.synthetic.SyntheticPairs;

/**
 * What the frozen part of a displacement module makes of examples, computed once for all folds, seeds and networks and
 * kept in one file, so that memory does not grow with the dataset.
 * <p>
 * What changes the frames cannot be drawn anew at each step then. Of every clip there are {@value #VIEWS} views instead:
 * its labelled frames as they are, and changed ones of {@link ClipSource.Augmentation#typical()}, drawn once. Mirroring
 * among them changes nothing, since the fusion sees the mean of a pair and its mirrored copy and is mirror-invariant
 * itself. That is our choice. A view takes 0.44 MB of disk, a clip 3.5 MB, a synthetic pair, whose true displacement is
 * kept too, 0.57 MB, and the {@value #SYNTHETIC} of these 146 MB.
 * </p>
 */
public final class FrontFeatures implements AutoCloseable {

	/** Views of each clip, the first of its labelled frames. */
	static final int VIEWS = 8;

	/** How many synthetic pairs there are. */
	static final int SYNTHETIC = 256;

	private static final String STAGE = "Computing what the displacement module sees";

	/** Examples in a run of the network, and between two looks at whether to stop. */
	private static final int AT_ONCE = 4, CHUNK = 32;

	private static final Dgm DGM = Dgm.standard();
	private static final int PIXELS = CanonicalFace.SIZE * CanonicalFace.SIZE;
	/** Values of an example: features of the pair and of its mirrored copy, where the face's parts are, and the truth. */
	static final int FEATURES = 2 * PIXELS / 16 * DGM.featureChannels();
	static final int ROWS = CanonicalFace.GRID * CanonicalFace.SIZE;
	static final int TRUTH = 2 * PIXELS;

	private final Path folder;
	private final FileChannel channel;
	private final boolean withTruth;
	private final int[] labels;

	private FrontFeatures(final Path folder, final FileChannel channel, final int count, final boolean withTruth) {
		this.folder = folder;
		this.channel = channel;
		this.withTruth = withTruth;
		labels = new int[count];
	}

	/**
	 * Of every clip {@value #VIEWS} views, one after the other; their labels are not read.
	 *
	 * @param clips    registered clips
	 * @param dgm      parameters of the displacement module
	 * @param folder   where the file is made; it is deleted when this is closed
	 * @param hardware where to compute
	 * @param progress progress and cancellation
	 * @return what the frozen part makes of them
	 * @throws InputException if the folder cannot be written or has no room
	 */
	public static FrontFeatures ofClips(final RegisteredClips clips, final Parameters dgm, final Path folder,
		final Hardware hardware, final Progress progress)
	{
		final int count = clips.samples().size();
		final int[] unknown = new int[count];
		Arrays.fill(unknown, TrainingPair.UNKNOWN);
		final ClipSource source = new ClipSource(clips, IntStream.range(0, count).toArray(), unknown, 0,
			ClipSource.Augmentation.typical());
		final FrontFeatures features = open(folder, count * VIEWS, false);
		return features.filled(dgm, hardware, progress, i -> i % VIEWS == 0 ? source.labelled(i / VIEWS) : source.changed(
			i / VIEWS, new SplittableRandom(Seeds.numbered(1, i))));
	}

	/**
	 * Of {@value #SYNTHETIC} synthetic pairs, the same in every run.
	 *
	 * @param classes  names of the classes; no pair has one where they are others than those of synthetic expressions
	 * @param dgm      parameters of the displacement module
	 * @param folder   where the file is made; it is deleted when this is closed
	 * @param hardware where to compute
	 * @param progress progress and cancellation
	 * @return what the frozen part makes of them, and their true displacements
	 * @throws InputException if the folder cannot be written or has no room
	 */
	public static FrontFeatures ofSynthetic(final List<String> classes, final Parameters dgm, final Path folder,
		final Hardware hardware, final Progress progress)
	{
		final SyntheticSource source = new SyntheticSource(SyntheticPairs.training(1), classes);
		return open(folder, SYNTHETIC, true).filled(dgm, hardware, progress, i -> source.draw(new SplittableRandom(Seeds
			.numbered(1, i))));
	}

	private static FrontFeatures open(final Path folder, final int count, final boolean withTruth) {
		try {
			Files.createDirectories(folder);
			return new FrontFeatures(folder, FileChannel.open(Files.createTempFile(folder, "front", ".features"),
				StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE), count, withTruth);
		}
		catch (final IOException e) {
			throw unwritable(folder, count, e);
		}
	}

	private static InputException unwritable(final Path folder, final int count, final IOException e) {
		return new InputException("What the displacement module sees of the clips cannot be kept in '" + folder + "' (" +
			Reasons.of(e) + "); " + count + " pairs of frames take about " + (count * 4L * (FEATURES + ROWS + TRUTH) /
				1_000_000 + 1) + " MB there, so choose a folder with as much room by Java's 'java.io.tmpdir'.", e);
	}

	private FrontFeatures filled(final Parameters dgm, final Hardware hardware, final Progress progress,
		final IntFunction<TrainingPair> example)
	{
		final NetworkDefinition front = LastLayersNetwork.front(DGM);
		final ParameterLayout layout = ParameterLayout.of(front);
		final Parameters own = new Parameters(layout, new float[layout.size()]);
		own.copyFrom(dgm);
		boolean complete = false;
		try (GraphSession session = GraphSession.open(front, own, hardware.device());
				Workers workers = new Workers(hardware.threads()))
		{
			for (int from = 0; from < labels.length; from += CHUNK) {
				progress.checkCanceled();
				progress.report(STAGE, from, labels.length);
				final int first = from, to = Math.min(labels.length, from + CHUNK);
				workers.forEach((to - from + AT_ONCE - 1) / AT_ONCE, job -> fill(session, first + job * AT_ONCE, Math.min(to,
					first + (job + 1) * AT_ONCE), example));
			}
			progress.report(STAGE, labels.length, labels.length);
			complete = true;
			return this;
		}
		finally {
			if (!complete) close();
		}
	}

	private void fill(final GraphSession session, final int from, final int to, final IntFunction<TrainingPair> example) {
		final List<TrainingPair> pairs = IntStream.range(from, to).mapToObj(example).toList();
		final var inputs = BatchTensors.frames(pairs);
		final float[] features = session.run(inputs).get(LastLayersNetwork.FEATURES).data();
		final float[] rows = inputs.get(FrlDgtNetwork.ROWS).data();
		final float[] truths = withTruth ? BatchTensors.truths(pairs).data() : new float[0];
		for (int i = from; i < to; i++) {
			labels[i] = pairs.get(i - from).label();
			final ByteBuffer buffer = buffer();
			final FloatBuffer values = buffer.asFloatBuffer().put(features, (i - from) * FEATURES, FEATURES).put(rows, (i -
				from) * ROWS, ROWS);
			if (withTruth) values.put(truths, (i - from) * TRUTH, TRUTH);
			write(buffer, (long) i * buffer.capacity());
		}
	}

	private void write(final ByteBuffer buffer, final long at) {
		try {
			long position = at;
			while (buffer.hasRemaining())
				position += channel.write(buffer, position);
		}
		catch (final IOException e) {
			throw unwritable(folder, labels.length, e);
		}
	}

	private ByteBuffer buffer() {
		return ByteBuffer.allocate(Float.BYTES * (FEATURES + ROWS + (withTruth ? TRUTH : 0))).order(ByteOrder
			.nativeOrder());
	}

	/** @return how many examples there are */
	int size() {
		return labels.length;
	}

	/** @return the class of an example, {@link TrainingPair#UNKNOWN} where it is not known */
	int label(final int example) {
		return labels[example];
	}

	/**
	 * Copies an example to where it stands in a batch.
	 *
	 * @param example  its number
	 * @param number   its number in the batch
	 * @param features features of the batch
	 * @param rows     where the batch's faces have their parts
	 * @param truths   true displacements of the batch, read where this has some
	 * @param known    its number among those
	 * @throws InputException if the file cannot be read
	 */
	void read(final int example, final int number, final float[] features, final float[] rows, final float[] truths,
		final int known)
	{
		final ByteBuffer buffer = buffer();
		try {
			long position = (long) example * buffer.capacity();
			while (buffer.hasRemaining()) {
				final int n = channel.read(buffer, position);
				if (n < 0) throw new IOException("it ends too early");
				position += n;
			}
		}
		catch (final IOException e) {
			throw new InputException("The file of what the displacement module sees of the clips cannot be read (" + Reasons
				.of(e) + "); start again on a disk that works.", e);
		}
		final FloatBuffer values = buffer.flip().asFloatBuffer().get(features, number * FEATURES, FEATURES).get(rows,
			number * ROWS, ROWS);
		if (withTruth && truths.length > 0) values.get(truths, known * TRUTH, TRUTH);
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
