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

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.fusion.MotionEvidence;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.fusion.TemporalRecognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;

/**
 * The whole chain with one model: clip, registered pair, displacement field, prediction. Networks are borrowed
 * when they are first needed and given back when the pipeline is closed, so that a batch loads them once. For one
 * thread.
 */
public final class ExpressionPipeline implements AutoCloseable {

	private final ClipRegistration registration;
	private final Path folder;
	private final ModelCard card;
	private final Hardware hardware;
	private final DisplacementMethod method;
	private final LoadedModels loaded;
	private RecognitionOptions options = RecognitionOptions.defaults();
	private LoadedModels.Borrowed<DisplacementModel> dgm;
	private DisplacementEstimator displacement;
	private LoadedModels.Borrowed<Recognizer> recognizer;
	private LoadedModels.Borrowed<TemporalRecognizer> temporal;

	/**
	 * With the model's own DGM, {@link ApexFinder#DEFAULT} for an apex that is not named, and networks of its own.
	 *
	 * @param store  where models and face weights are
	 * @param model  a model's id or folder
	 * @param device where to run
	 * @throws InputException if there is no such model, or it is damaged or of another version
	 */
	public ExpressionPipeline(final ModelStore store, final String model, final Device device) {
		this(store, model, Hardware.of(device), new DgmMethod(), ApexFinder.named(ApexFinder.DEFAULT));
	}

	/**
	 * With networks of its own.
	 *
	 * @param store      where models and face weights are
	 * @param model      a model's id or folder
	 * @param hardware   where to run, and with how many threads
	 * @param method     computes the displacement field
	 * @param apexFinder guesses an apex that is not named
	 * @throws InputException if there is no such model, or it is damaged or of another version
	 */
	public ExpressionPipeline(final ModelStore store, final String model, final Hardware hardware,
		final DisplacementMethod method, final ApexFinder apexFinder)
	{
		this(store, model, hardware, method, apexFinder, LoadedModels.none());
	}

	/**
	 * @param store      where models and face weights are
	 * @param model      a model's id or folder
	 * @param hardware   where to run, and with how many threads
	 * @param method     computes the displacement field
	 * @param apexFinder guesses an apex that is not named
	 * @param loaded     lends the networks
	 * @throws InputException if there is no such model, or it is damaged or of another version
	 */
	public ExpressionPipeline(final ModelStore store, final String model, final Hardware hardware,
		final DisplacementMethod method, final ApexFinder apexFinder, final LoadedModels loaded)
	{
		this.method = method;
		this.loaded = loaded;
		folder = store.find(model);
		card = loaded.card(folder);
		this.hardware = hardware;
		registration = new ClipRegistration(new GuessSetup(store, model, hardware, loaded), apexFinder.withThreads(hardware
			.threads()));
	}

	/** @return threads that may work at once, 0 for as many as Java was started with, else one a processor */
	public int threads() {
		return hardware.threads();
	}

	/**
	 * As {@link ClipRegistration#register}; where an apex that was guessed is refused for its displacement field, an
	 * earlier one is taken, with a remark ({@link EarlierApex}).
	 *
	 * @param clip     a clip
	 * @param onset    the onset frame's number, or {@link ClipRegistration#AUTOMATIC}
	 * @param apex     the apex frame's number, or {@link ClipRegistration#AUTOMATIC}
	 * @param given    the landmarks of the onset face; empty to search it
	 * @param area     where to search the face
	 * @param progress progress and cancellation
	 * @return the registered pair
	 * @throws InputException also if the temporal path is asked for and the clip has no other frames for it
	 */
	public RegisteredClip register(final Clip clip, final int onset, final int apex,
		final Optional<FacialLandmarks> given, final FaceArea area, final Progress progress)
	{
		// That the model has no temporal path is said before the face is searched.
		if (options.temporal()) temporal();
		final RegisteredClip found = registration.register(clip, onset, apex, given, area, progress);
		final RegisteredClip pair = apex != ClipRegistration.AUTOMATIC ? found : EarlierApex.believed(clip, found,
			this::displacement, index -> registration.register(clip, found.onset(), clip.frameNumber(index), found
				.landmarks(), area, progress));
		final List<String> remarks = new ArrayList<>(pair.remarks());
		try {
			return new RegisteredClip(pair.clip(), pair.onset(), pair.apex(), pair.pair(), pair.landmarks(), pair.guessed(),
				pair.times(), remarks, around(clip, pair, remarks, progress));
		}
		catch (final InputException e) {
			throw e.with(remarks);
		}
	}

	private NeighbouringPairs around(final Clip clip, final RegisteredClip pair, final List<String> remarks,
		final Progress progress)
	{
		final int first = clip.indexOf(pair.onset()), strongest = clip.indexOf(pair.apex());
		final NeighbouringPairs around = NeighbouringPairs.of(clip, first, strongest, pair.landmarks().orElseThrow(),
			options.pairs(), remarks);
		if (!options.temporal()) return around;
		progress.checkCanceled();
		progress.report("Computing the displacement fields of the temporal path", 0, 0);
		return around.with(TemporalPath.of(clip, first, strongest, clip.frameCount() - 1, pair.landmarks().orElseThrow(),
			estimator(), remarks));
	}

	/**
	 * @param pair a registered pair of any size
	 * @return D, of the pair's size, in its pixels, what registration left of the head's motion taken out
	 *         ({@link org.microexpression.face.HeadRemainder})
	 */
	public DisplacementField displacement(final RegisteredPair pair) {
		return CanonicalSize.asLargeAs(estimator().compute(CanonicalSize.of(pair)), pair);
	}

	/**
	 * @param pair a pair of canonical size that need not hold a whole face
	 * @return its field; what may be left of the head's motion in it is no reason to refuse it
	 */
	DisplacementField displacementAnywhere(final RegisteredPair pair) {
		return HeadFreeEstimator.lenient(estimator()).compute(pair);
	}

	/**
	 * @param clip a registered clip
	 * @return D of its pair, as {@link #displacement(RegisteredPair)}
	 * @throws InputException naming clip and frames, if onset and apex are not registered to each other
	 */
	public DisplacementField displacement(final RegisteredClip clip) {
		return CanonicalSize.asLargeAs(field(estimator(), clip), clip.pair());
	}

	private static DisplacementField field(final DisplacementEstimator estimator, final RegisteredClip clip) {
		try {
			return estimator.compute(CanonicalSize.of(clip.pair()));
		}
		catch (final InputException e) {
			throw new InputException(clip.title() + ": " + clip.refusal(e).getMessage(), e);
		}
	}

	/**
	 * @param clip     a registered clip
	 * @param progress progress and cancellation
	 * @return its D, 128 × 128, averaged with those of its neighbouring pairs where it has some
	 */
	public DisplacementField displacement(final RegisteredClip clip, final Progress progress) {
		return mean(field(estimator(), clip), clip.around().others(), estimator(), progress);
	}

	/**
	 * @param clip     a registered clip
	 * @param progress progress and cancellation
	 * @return what is recognized in it
	 * @throws InputException naming clip and frames, if onset and apex are not registered to each other, or if the
	 *                        temporal path is asked for and model or clip has none
	 */
	public Recognition recognize(final RegisteredClip clip, final Progress progress) {
		progress.checkCanceled();
		progress.report("Computing the displacement field", 0, 0);
		final RegisteredPair pair = CanonicalSize.of(clip.pair());
		final DisplacementEstimator estimator = estimator();
		progress.checkCanceled();
		final DisplacementField field = displacement(clip, progress);
		progress.checkCanceled();
		progress.report("Recognizing the expression", 0, 0);
		final Prediction recognized = options.temporal() ? alongPath(clip, field, pair) : recognizer().recognize(field, pair
			.landmarks());
		final MotionEvidence evidence = NoiseFloor.evidence(pair, field, clip.around().still(), estimator, (f,
			p) -> Recognizer.strength(f, p.landmarks()), progress);
		final Prediction prediction = recognized.with(evidence, options.rule().orElse(recognizer().calibration().rule()));
		return new Recognition(clip.clip(), clip.onset(), clip.apex(), prediction, model(), device(), clip.guessed(), clip
			.times());
	}

	private Prediction alongPath(final RegisteredClip clip, final DisplacementField field, final RegisteredPair pair) {
		final TemporalPath path = clip.around().path();
		if (path.others().isEmpty()) throw new InputException("'" + clip.title() +
			"' is a registered pair of two frames, and the temporal path needs those between and behind them; recognize the " +
			"clip itself, or leave 'temporal' off.");
		return temporal().recognize(recognizer(), path.fields(field), path.times(), pair.landmarks());
	}

	/** The mean of a field and those of other pairs of the same clip: noise of single frames falls, the motion stays. */
	private static DisplacementField mean(final DisplacementField first, final List<RegisteredPair> others,
		final DisplacementEstimator estimator, final Progress progress)
	{
		if (others.isEmpty()) return first;
		final float[] u = first.u().clone();
		final float[] v = first.v().clone();
		for (final DisplacementField other : estimator.compute(others, progress)) {
			for (int i = 0; i < u.length; i++) {
				u[i] += other.u()[i];
				v[i] += other.v()[i];
			}
		}
		for (int i = 0; i < u.length; i++) {
			u[i] /= others.size() + 1;
			v[i] /= others.size() + 1;
		}
		return new DisplacementField(first.width(), first.height(), u, v);
	}

	/** @param wanted how clips are recognized from now on */
	public void setOptions(final RecognitionOptions wanted) {
		options = wanted;
	}

	/**
	 * Loads all networks now, so that a batch learns before its first clip what is wrong with the installation.
	 *
	 * @param progress progress and cancellation
	 * @throws InputException                             if a network is missing or damaged, or cannot run on the device
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public void load(final Progress progress) {
		registration.load(progress);
		progress.report("Loading the model", 0, 0);
		estimator();
		progress.checkCanceled();
		recognizer();
		if (options.temporal()) temporal();
	}

	private TemporalRecognizer temporal() {
		if (temporal == null) temporal = loaded.temporal(folder, card, hardware);
		return temporal.get();
	}

	private Recognizer recognizer() {
		if (recognizer == null) recognizer = loaded.recognizer(folder, card, hardware);
		return recognizer.get();
	}

	private DisplacementEstimator estimator() {
		if (displacement != null) return displacement;
		// Other methods hold little, and may remember what they were given last.
		if (!(method instanceof DgmMethod)) return displacement = new HeadFreeEstimator(method.openChecked(hardware.setup(
			folder)));
		dgm = loaded.displacement(folder, card, hardware);
		return displacement = new HeadFreeEstimator(dgm.get());
	}

	/**
	 * @return the model's id, and behind it the displacement method where that is not the model's own DGM, and the
	 *         temporal path where it takes part
	 */
	public String model() {
		return named(card.id());
	}

	private String named(final String model) {
		return method.with(model) + (options.temporal() ? " + temporal path" : "");
	}

	/**
	 * @return what displacement images name as their source: the model's id where its DGM computes them, else the method
	 */
	public String fieldSource() {
		return method.isDefault() ? card.id() : method.title();
	}

	/** @return names of the model's classes, in label order */
	public List<String> classes() {
		return card.classes();
	}

	/**
	 * @return the hash of the model's files, 64 hexadecimal digits, and behind it what {@link #model()} has behind the id:
	 *         results of the same hash come from the same computation
	 */
	public String hash() {
		return named(card.text("hash"));
	}

	/** @return what the displacement field is really computed on */
	public String device() {
		return estimator().device();
	}

	@Override
	public void close() {
		registration.close();
		if (dgm != null) dgm.close();
		else if (displacement != null) displacement.close();
		if (recognizer != null) recognizer.close();
		if (temporal != null) temporal.close();
	}
}
