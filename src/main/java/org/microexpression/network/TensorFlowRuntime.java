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

package org.microexpression.network;

import java.nio.file.Path;

import org.bytedeco.javacpp.Loader;
import org.microexpression.base.CancellableWork;
import org.microexpression.base.InputException;
import org.microexpression.base.PackedNatives;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * The native TensorFlow library, loaded once and shared with DJL's TensorFlow engine, so that nothing is downloaded.
 */
public final class TensorFlowRuntime {

	private static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";

	private static final String NO_TRACKING = "OPT_OUT_TRACKING";

	private TensorFlowRuntime() {
		// Static access only: there is one native library in a process.
	}

	/**
	 * Loads the native library if that has not happened yet.
	 *
	 * @throws InputException if this machine's native library is not installed
	 */
	public static void load() {
		if (Native.FAILURE instanceof final InputException damaged) throw damaged;
		if (Native.FAILURE != null) throw new InputException("TensorFlow's native library for this machine (" + System
			.getProperty("os.name") + ", " + System.getProperty("os.arch") +
			") is not installed; update Fiji with this plugin's update site, and restart.", Native.FAILURE);
	}

	/**
	 * As {@link #load()}, but a cancel is answered at once: loading goes on aside.
	 *
	 * @param progress progress and cancellation
	 * @throws InputException                             if this machine's native library is not installed
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static void load(final Progress progress) {
		CancellableWork.compute(progress, TensorFlowRuntime::version);
	}

	/** @return the version of the native library, e.g. {@code 2.16.1} */
	public static String version() {
		load();
		return TensorFlow.version();
	}

	/** @return whether TensorFlow can run on a GPU of this machine */
	public static boolean hasGpu() {
		load();
		return Gpu.PRESENT;
	}

	/**
	 * @param device what was asked for
	 * @return the device that will run: {@link Device#CPU} or {@link Device#GPU}
	 * @throws InputException if a GPU was asked for and there is none
	 */
	public static Device resolve(final Device device) {
		load();
		if (device == Device.CPU) return Device.CPU;
		if (hasGpu()) return Device.GPU;
		if (device == Device.GPU) throw new InputException(
			"The parameter 'device' is 'gpu', but TensorFlow finds no usable GPU on this machine; give auto or cpu.");
		return Device.CPU;
	}

	/**
	 * @param device a resolved device
	 * @return what tables and cards say of it, e.g. {@code CPU, TensorFlow 2.16.1}
	 */
	public static String describe(final Device device) {
		return device.name() + ", TensorFlow " + version();
	}

	/**
	 * @param device a resolved device
	 * @return the session configuration: operations run one after another in a fixed order on the caller's thread (−1),
	 *         each on this thread alone, so that results repeat and do not depend on the number of processors. Handing
	 *         each of hundreds of small operations over to other threads, whole or in pieces, takes longer than to
	 *         compute it; who wants several processors calls several sessions at once ({@link Workers})
	 */
	static ConfigProto configuration(final Device device) {
		return builder(device).build();
	}

	/**
	 * As {@link #configuration(Device)} without TensorFlow's remapper, which joins operations: on the DGM with gradients
	 * and on the landmark network it fails half-way and reports an error, and both are as fast without it.
	 *
	 * @param device where the session runs
	 * @return the configuration of a session
	 */
	public static ConfigProto plainConfiguration(final Device device) {
		final RewriterConfig rewriting = RewriterConfig.newBuilder().setRemapping(RewriterConfig.Toggle.OFF).build();
		return builder(device).setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriting)).build();
	}

	private static ConfigProto.Builder builder(final Device device) {
		final ConfigProto.Builder builder = ConfigProto.newBuilder().setIntraOpParallelismThreads(1)
			.setInterOpParallelismThreads(-1).setAllowSoftPlacement(true);
		builder.setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
		if (device == Device.CPU) builder.putDeviceCount("GPU", 0);
		return builder;
	}

	/** Loads the library when it is first touched; the class initializer runs once, whatever the threads. */
	private static final class Native {

		/** Why loading failed, or {@code null}. */
		static final Throwable FAILURE = tryToLoad();

		private Native() {}

		private static Throwable tryToLoad() {
			// Without this DJL reports its use to its makers, once a process, where it finds itself on a cloud machine.
			if (System.getProperty(NO_TRACKING) == null) System.setProperty(NO_TRACKING, "true");
			try {
				PackedNatives.use();
				final String library = Loader.load(org.tensorflow.internal.c_api.global.tensorflow.class);
				if (library != null && System.getProperty(LIBRARY_PATH) == null && System.getenv(LIBRARY_PATH) == null) System
					.setProperty(LIBRARY_PATH, Path.of(library).toAbsolutePath().getParent().toString());
				// The first session of a process decides for all how many threads an operation has; DJL would take them all.
				try (Graph graph = new Graph(); Session first = new Session(graph, configuration(Device.CPU))) {
					return null;
				}
			}
			catch (final UnsatisfiedLinkError | InputException e) {
				return e;
			}
		}
	}

	/** Finds out once whether a GPU runs: it is asked to compute something. */
	private static final class Gpu {

		static final boolean PRESENT = computes();

		private Gpu() {}

		private static boolean computes() {
			final ConfigProto strict = builder(Device.GPU).setAllowSoftPlacement(false).build();
			try (Graph graph = new Graph(); Session session = new Session(graph, strict)) {
				final Ops tf = PlainNames.on(graph).withDevice(DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.GPU)
					.deviceIndex(0).build());
				session.runner().fetch(tf.math.add(tf.constant(1f), tf.constant(1f))).run().close();
				return true;
			}
			catch (final RuntimeException noGpu) {
				return false;
			}
		}
	}
}
