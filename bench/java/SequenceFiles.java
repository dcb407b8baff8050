import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.TemporalFusion;
import org.microexpression.training.fusion.SequenceClips;

/**
 * Sequences of made-up clips on disk, because reading them takes minutes: one clip after the other, so that reading can
 * be broken off and goes on where it was.
 */
final class SequenceFiles {

	private SequenceFiles() {
		// Static only.
	}

	/** Writes one clip behind the others. */
	@FunctionalInterface
	interface Writer {

		void write(DataOutputStream out) throws IOException;
	}

	/**
	 * Reads the clips that a file has not yet, and puts each into it as soon as it is read.
	 *
	 * @param file  the file
	 * @param known how many it has
	 * @param count how many it shall have
	 * @param clips reads the clip of a number
	 */
	static void fill(final Path file, final int known, final int count, final IntFunction<Writer> clips)
		throws IOException
	{
		for (int i = known; i < count; i++) {
			// At once, so that a reading that is broken off leaves whole clips.
			final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (DataOutputStream out = new DataOutputStream(bytes)) {
				out.writeInt(i);
				clips.apply(i).write(out);
			}
			Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			if ((i + 1) % 20 == 0) System.err.println(file.getFileName() + ": clip " + (i + 1) + " of " + count);
		}
	}

	/** Reads one clip; what it gives is what was written behind the clip's number. */
	@FunctionalInterface
	interface Reader<T> {

		T read(DataInputStream in) throws IOException;
	}

	/**
	 * @param file a file, maybe one that does not exist yet
	 * @param read reads one clip
	 * @return what it holds
	 */
	static <T> List<T> all(final Path file, final Reader<T> read) throws IOException {
		final List<T> clips = new ArrayList<>();
		if (!Files.exists(file)) return clips;
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			while (true) {
				final int index = in.readInt();
				if (index != clips.size()) throw new UncheckedIOException(new IOException(file + " has clip " + index +
					" in place of " + clips.size() + "; delete it."));
				clips.add(read.read(in));
			}
		}
		catch (final EOFException end) {
			return clips;
		}
	}

	static void write(final DataOutputStream out, final Optional<SequenceClips.Sequence> sequence) throws IOException {
		out.writeInt(sequence.isPresent() ? 1 : 0);
		if (sequence.isEmpty()) return;
		out.writeInt(sequence.get().label());
		write(out, sequence.get().units());
		for (int k = 0; k < TemporalFusion.FRAMES; k++) {
			out.writeFloat(sequence.get().times()[k]);
			out.writeFloat(sequence.get().strength()[k]);
			write(out, sequence.get().fields()[k]);
		}
	}

	static Optional<SequenceClips.Sequence> sequence(final DataInputStream in) throws IOException {
		if (in.readInt() == 0) return Optional.empty();
		final int label = in.readInt();
		final float[] units = floats(in, Fusion.SIDES * Fusion.UNITS);
		final int n = TemporalFusion.FRAMES;
		final float[][] fields = new float[n][];
		final float[] strength = new float[n];
		final float[] times = new float[n];
		for (int k = 0; k < n; k++) {
			times[k] = in.readFloat();
			strength[k] = in.readFloat();
			fields[k] = floats(in, FusionInput.LENGTH);
		}
		return Optional.of(new SequenceClips.Sequence(label, units, fields, strength, times));
	}

	static void write(final DataOutputStream out, final float[] values) throws IOException {
		for (final float value : values)
			out.writeFloat(value);
	}

	static float[] floats(final DataInputStream in, final int count) throws IOException {
		final float[] values = new float[count];
		for (int i = 0; i < count; i++)
			values[i] = in.readFloat();
		return values;
	}
}
