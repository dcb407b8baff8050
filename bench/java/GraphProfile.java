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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.microexpression.dgm.DgmNetwork;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * Where the time of an exported network goes: the operations of its graph, one thread. Usage: bench/run GraphProfile
 * NETWORK_FOLDER [RUNS, 40] [ROWS, 2]; 2 rows are a displacement field's pair and its mirrored copy.
 */
public class GraphProfile {

	public static void main(final String[] args) {
		final int runs = args.length > 1 ? Integer.parseInt(args[1]) : 40;
		final int rows = args.length > 2 ? Integer.parseInt(args[2]) : 2;
		final ConfigProto oneThread = ConfigProto.newBuilder().setIntraOpParallelismThreads(1).setInterOpParallelismThreads(
			-1).build();
		final Map<String, TFloat32> inputs = new TreeMap<>();
		try (SavedModelBundle bundle = SavedModelBundle.loader(Path.of(args[0]).toString()).withTags("serve")
			.withConfigProto(oneThread).load())
		{
			final SignatureDef signature = bundle.metaGraphDef().getSignatureDefMap().values().iterator().next();
			signature.getInputsMap().forEach((name, input) -> inputs.put(input.getName(), waves(input.getTensorShape(), rows,
				DgmNetwork.APEX.equals(name) ? 0.7 : 0)));
			final Session.Runner plain = runner(bundle.session(), signature, inputs);
			long best = Long.MAX_VALUE;
			for (int i = 0; i < runs; i++) {
				final long start = System.nanoTime();
				plain.run().close();
				best = Math.min(best, System.nanoTime() - start);
			}
			System.out.printf(Locale.ROOT, "%.2f ms, the fastest of %d runs of %d rows%n", best / 1e6, runs, rows);
			report(traced(runner(bundle.session(), signature, inputs), runs), runs);
		}
		finally {
			inputs.values().forEach(TFloat32::close);
		}
	}

	private static Session.Runner runner(final Session session, final SignatureDef signature,
		final Map<String, TFloat32> inputs)
	{
		final Session.Runner runner = session.runner();
		inputs.forEach(runner::feed);
		signature.getOutputsMap().values().forEach(output -> runner.fetch(output.getName()));
		return runner;
	}

	/** Microseconds of each run and operation; of a run of which an operation is missing, nothing is known of it. */
	private static Map<String, List<Long>> traced(final Session.Runner runner, final int runs) {
		runner.setOptions(RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build());
		final Map<String, List<Long>> times = new TreeMap<>();
		for (int i = 0; i < runs; i++) {
			final Map<String, Long> sums = new LinkedHashMap<>();
			try (Result result = runner.runAndFetchMetadata()) {
				result.getMetadata().orElseThrow().getStepStats().getDevStatsList().forEach(device -> device.getNodeStatsList()
					.forEach(node -> sums.merge(operation(node), node.getOpEndRelMicros() - node.getOpStartRelMicros(),
						Long::sum)));
			}
			sums.forEach((name, time) -> times.computeIfAbsent(name, key -> new ArrayList<>()).add(time));
		}
		return times;
	}

	/** The label is "node = operation(inputs)". */
	private static String operation(final NodeExecStats node) {
		final String label = node.getTimelineLabel();
		final int from = label.indexOf(" = ") + 3, to = label.indexOf('(', from);
		return from > 2 && to > from ? label.substring(from, to) : node.getNodeName();
	}

	private static void report(final Map<String, List<Long>> times, final int runs) {
		final Map<String, Double> medians = new LinkedHashMap<>();
		times.forEach((name, all) -> medians.put(name, all.stream().sorted().skip(all.size() / 2).findFirst()
			.orElseThrow() / 1000.0));
		final double total = medians.values().stream().mapToDouble(Double::doubleValue).sum();
		System.out.printf(Locale.ROOT, "%.2f ms while traced, medians of %d runs:%n", total, runs);
		medians.entrySet().stream().sorted(Map.Entry.<String, Double> comparingByValue().reversed()).limit(15).forEach(
			entry -> System.out.printf(Locale.ROOT, "%8.2f ms %4.0f %%  %s%n", entry.getValue(), 100 * entry.getValue() /
				total, entry.getKey()));
	}

	/** A smooth texture of each row, moved to the right; the first axis is that of rows. */
	private static TFloat32 waves(final TensorShapeProto shape, final int rows, final double moved) {
		final long[] lengths = shape.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray();
		lengths[0] = rows;
		final int columns = (int) lengths[2];
		final float[] grey = new float[(int) Shape.of(lengths).size()];
		for (int i = 0; i < grey.length; i++) {
			final double x = i % columns - moved, y = i / columns % lengths[1];
			grey[i] = (float) (120 + 40 * Math.sin(0.31 * x + 0.12 * y) + 30 * Math.cos(0.21 * y - 0.17 * x));
		}
		return TFloat32.tensorOf(Shape.of(lengths), DataBuffers.of(grey));
	}
}
