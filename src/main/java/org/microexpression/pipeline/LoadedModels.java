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

package org.microexpression.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.microexpression.base.KnownFolders;
import org.microexpression.base.MachineMemory;
import org.microexpression.base.Workers;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.face.FaceFinder;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Recognizer;
import org.microexpression.fusion.TemporalRecognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.network.TensorFlowRuntime;

/**
 * Networks that stay loaded between one use and the next. Whoever needs one borrows it, and gives it back by closing
 * what was borrowed; meanwhile nobody else has it, so that two commands at once have two. One that was given back waits
 * for the next borrower of the same files (by their content) and the same device, until it was idle for ten minutes,
 * twelve others were given back after it, the machine's memory is short, or {@link #free} is called. Thread-safe.
 * <p>
 * In Fiji and in ImageJ all commands and scripts share those of {@link LoadedModelsService}. Plain Java makes its own.
 * </p>
 */
public final class LoadedModels implements AutoCloseable {

	/** Our choice: longer than somebody thinks about a result. */
	private static final Duration IDLE = Duration.ofMinutes(10);

	/** Networks that wait at most: the four of three models. */
	private static final int MOST = 12;

	/** How often it is looked whether memory runs short, while networks wait. */
	private static final Duration LOOK = Duration.ofSeconds(20);

	/**
	 * What tells networks apart: what it is for, its files' SHA-256 and calibration, its classes, and what it runs on.
	 */
	private record Key(Class<?> type, String content, List<String> classes, Hardware hardware) {
	}

	/** A network that waits, and since when, in nanoseconds. */
	private record Waiting(Key key, AutoCloseable network, long since) {
	}

	private final List<Waiting> waiting = new ArrayList<>();
	private final KnownFolders<ModelCard> cards = new KnownFolders<>();
	private final KnownFolders<String> faceHashes = new KnownFolders<>();
	private final Duration idle;
	private final BooleanSupplier shortOfMemory;
	private boolean looking, closed;

	/** Without networks yet. */
	public LoadedModels() {
		this(IDLE, MachineMemory::isShort);
	}

	/**
	 * @param idle          how long a network waits for its next use
	 * @param shortOfMemory whether memory is short now
	 */
	LoadedModels(final Duration idle, final BooleanSupplier shortOfMemory) {
		this.idle = idle;
		this.shortOfMemory = shortOfMemory;
	}

	/** @return what keeps nothing: a network is freed as soon as it is given back */
	public static LoadedModels none() {
		final LoadedModels nothing = new LoadedModels();
		nothing.close();
		return nothing;
	}

	/**
	 * A network that is lent out.
	 *
	 * @param <T> what it does
	 */
	public final class Borrowed<T extends AutoCloseable> implements AutoCloseable {

		private final Key key;
		private T network;

		private Borrowed(final Key key, final T network) {
			this.key = key;
			this.network = network;
		}

		/**
		 * @return the network, not to be closed by the borrower
		 * @throws IllegalStateException if it was given back
		 */
		public T get() {
			if (network == null) throw new IllegalStateException("The network was given back.");
			return network;
		}

		/** Gives it back; done twice, the second time does nothing. */
		@Override
		public void close() {
			final T back = network;
			network = null;
			if (back != null) giveBack(key, back);
		}
	}

	/**
	 * @param folder a model's folder
	 * @return its card, read and checked now, or earlier if no file of the model has changed since
	 * @throws org.microexpression.base.InputException as {@link ModelCard#read}
	 */
	ModelCard card(final Path folder) {
		return cards.get(folder, ModelCard::read);
	}

	/**
	 * @param folder the folder {@code models/face}
	 * @param device where to search faces
	 * @return what finds faces
	 * @throws org.microexpression.base.InputException if the folder is missing or damaged, or there is no such device
	 */
	public Borrowed<FaceFinder> faces(final Path folder, final Device device) {
		final Hardware hardware = Hardware.of(TensorFlowRuntime.resolve(device));
		return borrow(new Key(FaceFinder.class, faceHashes.get(folder, FaceFinder::hash), List.of(), hardware),
			() -> FaceFinder.open(folder, hardware.device()));
	}

	/**
	 * @param folder   a model's folder
	 * @param hardware where to compute
	 * @return the model's own DGM
	 * @throws org.microexpression.base.InputException if the model is missing or damaged, or there is no such device
	 */
	public Borrowed<DisplacementModel> displacement(final Path folder, final Hardware hardware) {
		return displacement(folder, card(folder), hardware);
	}

	/**
	 * @param folder   a model's folder
	 * @param hardware where to compute
	 * @return the model's own DGM in its quick way, for thousands of fields
	 * @throws org.microexpression.base.InputException as {@link #displacement}
	 */
	public Borrowed<DisplacementModel> quickDisplacement(final Path folder, final Hardware hardware) {
		final Hardware resolved = resolve(hardware);
		return borrow(new Key(DisplacementModel.class, card(folder).text("hash") + " quick", List.of(), resolved),
			() -> DisplacementModel.openQuick(folder, resolved));
	}

	Borrowed<DisplacementModel> displacement(final Path folder, final ModelCard card, final Hardware hardware) {
		final Hardware resolved = resolve(hardware);
		return borrow(new Key(DisplacementModel.class, card.text("hash"), List.of(), resolved), () -> DisplacementModel
			.open(folder, resolved));
	}

	/**
	 * @param folder   a model's folder
	 * @param hardware where to compute
	 * @return what recognizes the expression in a displacement field
	 * @throws org.microexpression.base.InputException if the model is missing or damaged, or there is no such device
	 */
	public Borrowed<Recognizer> recognizer(final Path folder, final Hardware hardware) {
		return recognizer(folder, card(folder), hardware);
	}

	Borrowed<Recognizer> recognizer(final Path folder, final ModelCard card, final Hardware hardware) {
		final Hardware resolved = resolve(hardware);
		// The calibration stands in the card, not in the files that the hash is of.
		return borrow(new Key(Recognizer.class, card.text("hash") + " " + Calibration.of(card), card.classes(), resolved),
			() -> Recognizer.open(folder, card, resolved));
	}

	Borrowed<TemporalRecognizer> temporal(final Path folder, final ModelCard card, final Hardware hardware) {
		final Hardware resolved = resolve(hardware);
		return borrow(new Key(TemporalRecognizer.class, card.text("hash") + " " + Calibration.of(card), card.classes(),
			resolved), () -> TemporalRecognizer.open(folder, card, resolved));
	}

	private static Hardware resolve(final Hardware hardware) {
		return new Hardware(TensorFlowRuntime.resolve(hardware.device()), Workers.threads(hardware.threads()));
	}

	@SuppressWarnings("unchecked")
	private <T extends AutoCloseable> Borrowed<T> borrow(final Key key, final Supplier<T> opening) {
		synchronized (this) {
			for (int i = waiting.size() - 1; i >= 0; i--)
				if (waiting.get(i).key.equals(key)) return new Borrowed<>(key, (T) waiting.remove(i).network);
		}
		return new Borrowed<>(key, opening.get());
	}

	private void giveBack(final Key key, final AutoCloseable network) {
		final List<Waiting> superfluous = new ArrayList<>();
		final Waiting back = new Waiting(key, network, System.nanoTime());
		final boolean tight = shortOfMemory.getAsBoolean();
		synchronized (this) {
			waiting.add(back);
			if (closed || tight) superfluous.addAll(takeAll());
			while (waiting.size() > MOST)
				superfluous.add(waiting.remove(0));
			if (!waiting.isEmpty() && !looking) lookLater();
		}
		superfluous.forEach(LoadedModels::close);
	}

	/** One look is due at a time, and none while nothing waits, so that nothing keeps what nobody uses alive. */
	private void lookLater() {
		looking = true;
		final long millis = Math.min(idle.toMillis(), LOOK.toMillis());
		CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, job -> Workers.thread(job, "models").start())
			.execute(this::look);
	}

	private void look() {
		if (shortOfMemory.getAsBoolean()) free();
		final List<Waiting> old = new ArrayList<>();
		synchronized (this) {
			final long now = System.nanoTime();
			for (final Iterator<Waiting> each = waiting.iterator(); each.hasNext();) {
				final Waiting one = each.next();
				if (now - one.since < idle.toNanos()) continue;
				old.add(one);
				each.remove();
			}
			looking = false;
			if (!waiting.isEmpty()) lookLater();
		}
		old.forEach(LoadedModels::close);
	}

	/** Frees every network that nobody has borrowed now; those that are at work are kept when they are given back. */
	public void free() {
		takeAll().forEach(LoadedModels::close);
	}

	private synchronized List<Waiting> takeAll() {
		final List<Waiting> all = List.copyOf(waiting);
		waiting.clear();
		return all;
	}

	private static void close(final Waiting one) {
		try {
			one.network.close();
		}
		catch (final Exception e) {
			throw new IllegalStateException("A network cannot be closed: " + e, e);
		}
	}

	/** @return how many networks wait for their next use */
	public synchronized int waiting() {
		return waiting.size();
	}

	/** Frees all; what is borrowed, also from now on, is freed as soon as it is given back. */
	@Override
	public void close() {
		synchronized (this) {
			closed = true;
		}
		free();
	}
}
