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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.CancellableClip;
import org.microexpression.clip.Clip;
import org.microexpression.clip.FramePair;
import org.microexpression.clip.FramePairs;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.FoundFace;
import org.microexpression.face.RegisteredPair;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;

/**
 * From a clip to a registered pair: chooses the frames that were not named, finds the face in the onset frame and
 * registers both frames. The face networks are borrowed when a face is searched for the first time.
 */
public final class ClipRegistration implements AutoCloseable {

	/** In place of a frame number: choose the frame. */
	public static final int AUTOMATIC = 0;

	/** Seconds between two searches for the first face, as in the motion of a face; rate of a clip that tells none. */
	private static final double SEARCHED_EVERY = 0.5;
	private static final double USUAL_RATE = 30;

	/** Behind a frame in the label of a pair's slice. */
	private static final String TIME = "( \\([\\d.-]+ s\\))?";

	private final ModelStore store;
	private final Device device;
	private final ApexFinder apexFinder;
	private final LoadedModels loaded;
	private final Optional<GuessSetup> guessing;
	private CancellableWork<LoadedModels.Borrowed<FaceFinder>> finder;

	/**
	 * Guesses an apex that is not named by {@link ApexFinder#DEFAULT}; with face networks of its own.
	 *
	 * @param store  where the face weights are
	 * @param device where to search faces
	 */
	public ClipRegistration(final ModelStore store, final Device device) {
		this(store, device, ApexFinder.named(ApexFinder.DEFAULT));
	}

	/**
	 * With face networks of its own.
	 *
	 * @param store      where the face weights are
	 * @param device     where to search faces
	 * @param apexFinder guesses an apex that is not named, on registered faces
	 */
	public ClipRegistration(final ModelStore store, final Device device, final ApexFinder apexFinder) {
		this(store, device, apexFinder, LoadedModels.none());
	}

	/**
	 * @param store      where the face weights are
	 * @param device     where to search faces
	 * @param apexFinder guesses an apex that is not named, on registered faces
	 * @param loaded     lends the face networks
	 */
	public ClipRegistration(final ModelStore store, final Device device, final ApexFinder apexFinder,
		final LoadedModels loaded)
	{
		this(store, device, apexFinder, loaded, Optional.empty());
	}

	/**
	 * @param guessing   what the apex finder may measure with: the networks and what lends them
	 * @param apexFinder guesses an apex that is not named
	 */
	public ClipRegistration(final GuessSetup guessing, final ApexFinder apexFinder) {
		this(guessing.store(), guessing.hardware().device(), apexFinder, guessing.loaded(), Optional.of(guessing));
	}

	private ClipRegistration(final ModelStore store, final Device device, final ApexFinder apexFinder,
		final LoadedModels loaded, final Optional<GuessSetup> guessing)
	{
		this.store = store;
		this.device = device;
		this.apexFinder = apexFinder;
		this.loaded = loaded;
		this.guessing = guessing;
	}

	/**
	 * @param opened   a clip of two frames or more
	 * @param onset    the onset frame's number, or {@link #AUTOMATIC} for the clip's first frame, or the one that the
	 *                 apex finder finds where it is to find the apex and no landmarks are given
	 * @param apex     the apex frame's number, or {@link #AUTOMATIC} for a guess by the apex finder
	 * @param given    the landmarks of the onset face in pixels of the clip; empty to search the face
	 * @param area     where to search the face in the onset frame
	 * @param progress progress and cancellation
	 * @return the registered pair
	 * @throws InputException                             if the clip has not these frames, or no face is found
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public RegisteredClip register(final Clip opened, final int onset, final int apex,
		final Optional<FacialLandmarks> given, final FaceArea area, final Progress progress)
	{
		final List<String> remarks = new ArrayList<>(opened.remarks());
		final List<String> seen = new ArrayList<>();
		try {
			return register(new CancellableClip(opened, progress), onset, apex, given, area, remarks, seen, progress);
		}
		catch (final InputException e) {
			remarks.addAll(seen);
			throw e.with(remarks);
		}
	}

	/**
	 * @param remarks gets what the user should know
	 * @param seen    gets what there is to know of the faces in the onset frame, for the remarks
	 */
	private RegisteredClip register(final Clip clip, final int onset, final int apex,
		final Optional<FacialLandmarks> given, final FaceArea area, final List<String> remarks, final List<String> seen,
		final Progress progress)
	{
		int onsetNumber = onset == AUTOMATIC ? clip.frameNumber(0) : onset;
		// What can be wrong with the frames is said before the face is searched.
		if (apex != AUTOMATIC || clip.frameCount() < 2) FramePairs.check(clip, onsetNumber, apex);

		int apexNumber = apex;
		final int first = onset == AUTOMATIC && apex == AUTOMATIC && given.isEmpty() ? firstFace(clip, area, progress)
			: clip.indexOf(onsetNumber);
		FacialLandmarks landmarks = given.orElseGet(() -> find(clip, first, area, seen, progress));
		boolean guessed = false;
		String doubt = "";
		String reason = apexFinder.reason();
		if (apex == AUTOMATIC) {
			progress.checkCanceled();
			final ApexFinder.Found found = guess(clip, first, landmarks, area, progress);
			apexNumber = clip.frameNumber(found.apex());
			doubt = found.remark();
			reason = found.reason().orElse(reason);
			if (first > 0 && onset == AUTOMATIC) {
				onsetNumber = clip.frameNumber(first);
				remarks.add("No face is in the frames of '" + clip.name() + "' before " + onsetNumber +
					"; only what follows was looked at.");
			}
			guessed = onset == AUTOMATIC && given.isEmpty() && found.onset().orElse(0) > first;
			if (guessed) {
				onsetNumber = clip.frameNumber(found.onset().getAsInt());
				seen.clear();
				landmarks = find(clip, found.onset().getAsInt(), area, seen, progress);
			}
		}
		if (onset == AUTOMATIC) remarks.add("Onset of '" + clip.name() + "': frame " + onsetNumber + (guessed
			? ", a guess, " + reason + "; check it, or give 'onset'." : first > 0 ? ", the first one with a face."
				: ", the first one."));
		remarks.addAll(seen);
		if (apex == AUTOMATIC) remarks.add("Apex of '" + clip.name() + "': frame " + apexNumber + ", a guess, " + reason +
			"; check it, or give 'apex'.");
		if (!doubt.isEmpty()) remarks.add(doubt);
		progress.checkCanceled();
		progress.report("Registering frames " + onsetNumber + " and " + apexNumber, 0, 0);
		return new RegisteredClip(clip.name(), onsetNumber, apexNumber, register(FramePairs.read(clip, onsetNumber,
			apexNumber), landmarks, RegisteredClip.title(clip.name(), onsetNumber, apexNumber)), Optional.of(landmarks),
			guessed(onset, apex), KeyTimes.of(clip, onsetNumber, apexNumber), remarks, NeighbouringPairs.NONE);
	}

	/** A film may begin black, or with a title; where no frame shows a face, what is wrong with the first one is told. */
	private int firstFace(final Clip clip, final FaceArea area, final Progress progress) {
		final double rate = clip.framesPerSecond() > 0 ? clip.framesPerSecond() : USUAL_RATE;
		Optional<InputException> failure = Optional.empty();
		for (int i = 0; i < clip.frameCount(); i += (int) Math.max(1, Math.ceil(SEARCHED_EVERY * rate))) {
			progress.checkCanceled();
			try {
				find(clip, i, area, new ArrayList<>(), progress);
				return i;
			}
			catch (final InputException e) {
				if (failure.isEmpty()) failure = Optional.of(e);
			}
		}
		throw failure.orElseThrow();
	}

	private static RegisteredPair register(final FramePair frames, final FacialLandmarks landmarks, final String title) {
		try {
			return FaceRegistration.register(frames.onset(), frames.apex(), landmarks);
		}
		catch (final InputException e) {
			throw new InputException(title + ": " + e.getMessage(), e);
		}
	}

	private static String guessed(final int onset, final int apex) {
		if (onset != AUTOMATIC) return apex == AUTOMATIC ? "apex" : RegisteredClip.NO_GUESS;
		return apex == AUTOMATIC ? "onset and apex" : "onset";
	}

	/**
	 * @param first  label of the first of two slices, empty where it has none
	 * @param second label of the second one
	 * @return whether they are those of a registered pair: {@code onset, frame 43} and {@code apex, frame 100}, maybe
	 *         with their times behind them
	 */
	public static boolean arePair(final String first, final String second) {
		return first.matches("onset, frame \\d+" + TIME) && second.matches("apex, frame \\d+" + TIME);
	}

	/**
	 * @param clip a clip that was read from a file
	 * @throws InputException if it is a registered pair that was saved: its landmarks are known only to the image that
	 *                        File &gt; Open makes of it, and without them the answer would be another
	 */
	public static void requireFrames(final Clip clip) {
		if (clip.frameCount() == 2 && arePair(clip.label(0), clip.label(1))) throw new InputException("The clip '" + clip
			.name() + "' is a registered pair; open it with File > Open, and run Recognize Micro-Expression on it.");
	}

	private ApexFinder.Found guess(final Clip clip, final int onsetIndex, final FacialLandmarks landmarks,
		final FaceArea area, final Progress progress)
	{
		final int last = clip.frameCount() - 1;
		if (onsetIndex == last) throw new InputException("No frame follows the onset (frame " + clip.frameNumber(
			onsetIndex) + ") in the clip '" + clip.name() + "', " + clip.frameRange() +
			"; give an earlier onset or a longer clip.");
		return apexFinder.ask(new RegisteredFrames(clip, onsetIndex, landmarks, area, guessing), onsetIndex, last,
			progress);
	}

	private FacialLandmarks find(final Clip clip, final int index, final FaceArea area, final List<String> remarks,
		final Progress progress)
	{
		load(progress);
		progress.report("Searching the face", 0, 0);
		final FoundFace found;
		try {
			found = finder.get().get().find(clip.frame(index), area);
		}
		catch (final InputException e) {
			throw new InputException("Frame " + clip.frameNumber(index) + " of '" + clip.name() + "': " + e.getMessage(), e);
		}
		found.remark(clip.frameNumber(index), clip.name(), area).ifPresent(remarks::add);
		return found.landmarks();
	}

	/** Loads TensorFlow and the face weights now. */
	void load(final Progress progress) {
		progress.checkCanceled();
		if (finder != null) return;
		progress.report("Loading the face networks", 0, 0);
		final Path weights = store.face();
		finder = CancellableWork.open(progress, () -> loaded.faces(weights, device));
	}

	@Override
	public void close() {
		if (finder != null) finder.close();
	}
}
