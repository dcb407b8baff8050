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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.microexpression.base.InputException;
import org.microexpression.base.LibraryLogs;
import org.microexpression.base.Workers;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;

/**
 * An exported network, run by DJL's TensorFlow engine on the CPU or a GPU. The first axis of every input and output is
 * the batch; on a CPU the two halves of a large one are computed at once. Thread-safe: calls run one after another.
 * Owns native memory until closed.
 */
public final class ExportedModel implements AutoCloseable {

	/**
	 * Values of all inputs together from which two threads are faster than one: measured, a pair of frames with its
	 * mirrored copy, or 42 fields. Two halves on one thread take longer than the whole.
	 */
	private static final long SHARED_FROM = 1 << 16;

	private final ZooModel<NDList, NDList> model;
	private final List<Predictor<NDList, NDList>> predictors;
	private final Device device;
	private final Workers workers;

	private ExportedModel(final ZooModel<NDList, NDList> model, final Device device, final int threads) {
		this.model = model;
		this.device = device;
		predictors = device == Device.CPU ? List.of(model.newPredictor(), model.newPredictor()) : List.of(model
			.newPredictor());
		workers = new Workers(Math.min(predictors.size(), Workers.threads(threads)));
	}

	/**
	 * Loads a SavedModel, once it has been looked through ({@link SavedGraph}): nothing that could do anything else than
	 * compute is loaded.
	 *
	 * @param folder the SavedModel's folder
	 * @param ports  the inputs and outputs that it must have
	 * @param hardware where it shall run, and how many threads may share a batch
	 * @return the loaded model
	 * @throws InputException if the folder holds no readable model, or one that computes something else or does more than
	 *                        compute, or a GPU was asked for and there is none
	 */
	public static ExportedModel open(final Path folder, final ModelPorts ports, final Hardware hardware) {
		return open(folder, List.of(ports), hardware);
	}

	/**
	 * As {@link #open(Path, ModelPorts, Hardware)}, for networks that came to compute more in the course of time.
	 *
	 * @param folder   the SavedModel's folder
	 * @param ports    the inputs and outputs that it may have, one or another of these
	 * @param hardware where it shall run, and how many threads may share a batch
	 * @return the loaded model
	 * @throws InputException as above
	 */
	public static ExportedModel open(final Path folder, final List<ModelPorts> ports, final Hardware hardware) {
		LibraryLogs.quieten();
		SavedGraph.read(folder).check(ports);
		final Device resolved = TensorFlowRuntime.resolve(hardware.device());
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		// DJL finds its engines through the context class loader, which in Fiji need not know this plugin's jars.
		thread.setContextClassLoader(ExportedModel.class.getClassLoader());
		try {
			final Criteria<NDList, NDList> criteria = Criteria.builder().setTypes(NDList.class, NDList.class).optEngine(
				"TensorFlow").optModelPath(folder).optTranslator(new NoopTranslator()).optDevice(resolved == Device.GPU
					? ai.djl.Device.gpu() : ai.djl.Device.cpu()).optOption("Tags", SavedModels.TAG).optOption("SignatureDefKey",
						SavedModels.SIGNATURE).optOption("ConfigProto", Base64.getEncoder().encodeToString(TensorFlowRuntime
							.configuration(resolved).toByteArray())).build();
			final ZooModel<NDList, NDList> model = criteria.loadModel();
			try {
				return new ExportedModel(model, resolved, hardware.threads());
			}
			catch (final RuntimeException | Error e) {
				model.close();
				throw e;
			}
		}
		catch (final IOException | ModelNotFoundException | MalformedModelException | RuntimeException e) {
			throw new InputException("The model in '" + folder + "' cannot be loaded (" + firstLine(e) +
				"); it is damaged or of another version: install it again.", e);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static String firstLine(final Throwable e) {
		final String message = String.valueOf(e.getMessage());
		return message.lines().findFirst().orElse(e.getClass().getSimpleName());
	}

	/**
	 * Runs the model once.
	 *
	 * @param inputs a value for every input of the network, by name, all of one batch size
	 * @return every output of the network, by name
	 */
	public synchronized Map<String, FloatTensor> run(final Map<String, FloatTensor> inputs) {
		final long batch = inputs.values().iterator().next().shape()[0];
		final long values = inputs.values().stream().mapToLong(value -> value.data().length).sum();
		final int parts = values < SHARED_FROM ? 1 : (int) Math.min(predictors.size(), batch);
		if (parts == 1) return run(predictors.get(0), inputs);
		final List<Supplier<Map<String, FloatTensor>>> jobs = new ArrayList<>();
		for (int p = 0; p < parts; p++) {
			final Predictor<NDList, NDList> predictor = predictors.get(p);
			final int from = (int) (p * batch / parts);
			final int to = (int) ((p + 1) * batch / parts);
			jobs.add(() -> run(predictor, FloatTensor.each(inputs, value -> value.rows(from, to))));
		}
		return FloatTensor.joined(workers.run(jobs));
	}

	private Map<String, FloatTensor> run(final Predictor<NDList, NDList> predictor,
		final Map<String, FloatTensor> inputs)
	{
		try (NDManager manager = model.getNDManager().newSubManager()) {
			final NDList list = new NDList();
			inputs.forEach((name, value) -> {
				final NDArray array = manager.create(value.data(), new Shape(value.shape()));
				array.setName(name);
				list.add(array);
			});
			try (NDList outputs = predictor.predict(list)) {
				final Map<String, FloatTensor> result = new LinkedHashMap<>();
				for (final NDArray array : outputs) {
					result.put(array.getName(), new FloatTensor(array.getShape().getShape(), array.toFloatArray()));
				}
				return result;
			}
		}
		catch (final TranslateException e) {
			throw new IllegalStateException("The model does not run on inputs " + inputs.keySet() + " of shapes " + inputs
				.values().stream().map(v -> Arrays.toString(v.shape())).toList() + ": " + firstLine(e), e);
		}
	}

	/** @return the device that really runs it */
	public Device device() {
		return device;
	}

	@Override
	public void close() {
		workers.close();
		predictors.forEach(Predictor::close);
		model.close();
	}
}
