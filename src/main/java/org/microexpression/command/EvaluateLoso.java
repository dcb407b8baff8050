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

package org.microexpression.command;

import ij.ImagePlus;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.evaluation.LosoReport;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.evaluation.ResultPictures;
import org.microexpression.expression.ClassScheme;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.imagej.NewImages;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.study.LosoCost;
import org.microexpression.study.LosoEvaluation;
import org.microexpression.study.LosoSettings.FusionAlone;
import org.microexpression.study.LosoSettings;
import org.microexpression.study.LosoSettingsFile;
import org.microexpression.study.LosoSplit;
import org.microexpression.study.LosoStart;
import org.microexpression.study.LosoWork;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Trains and tests the fusion network with each subject or dataset left out in turn, and shows and writes the tables.
 */
@Plugin(type = Command.class, name = "loso",
	menuPath = "Plugins > Micro-Expression > Evaluate Leave-One-Subject-Out...", headless = true, visible = false)
public class EvaluateLoso extends ModelCommand implements Divisible {

	private static final Set<String> SET_BY_FILE = Set.of("classes", "seeds", "start", "members", "pretraining", "steps",
		"displacement", "inner", "keep", "together", "local", "global", "fullface", "fusedfirst");
	private static final LosoSettings DEFAULTS = LosoSettings.defaults();

	@Parameter(label = "Manifest", style = FileWidget.OPEN_STYLE, persist = false,
		description = "A CSV file with a row a clip: dataset, subject, clip, class and path, onset, apex, or field and " +
			"index for displacement fields; written by 'Read Micro-Expression Dataset...'.")
	private File manifest = new File("");

	@Parameter(label = "Output folder", style = FileWidget.DIRECTORY_STYLE, persist = false,
		description = "A folder for the tables (CSV, Markdown, LaTeX for booktabs), figures (SVG, PDF, PNG), settings and " +
			"the text for a methods section. The folder of a run that was broken off " + "resumes that run.")
	private File output = new File("");

	@Parameter(label = "Left out", choices = { LosoSplit.SUBJECT, LosoSplit.DATASET, LosoSplit.OTHER }, persist = false,
		description = "Each subject of the manifest in turn; each of its datasets in turn, which asks what carries over to " +
			"data from elsewhere; or all of another manifest, nobody of which is trained on.")
	private String split = LosoSplit.SUBJECT;

	@Parameter(label = "Test manifest", style = FileWidget.OPEN_STYLE, persist = false, required = false,
		description = "The clips to test on where the manifest above is only trained on ('" + LosoSplit.OTHER +
			"'); else empty. Nobody may be in both.")
	private File test = new File("");

	@Parameter(label = "Settings file", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "A file settings.yaml that a run has written into its output folder, changed or as it is: all of the " +
			"training, also rates, batch, weight decay and augmentation. It then stands for the classes, the seeds and all " +
			"that is set below but for model, method and device. Empty for what is set here.")
	private File settings = new File("");

	@Parameter(label = "Classes", initializer = "offerClasses", persist = false,
		description = "The classes of the manifest: negative, positive, surprise; the usual five of a dataset; or those " +
			"that its rows have, whatever they are. A row of another class is an error.")
	private String classes = DEFAULTS.classes();

	@Parameter(label = "Seeds", persist = false,
		description = "Whole numbers separated by commas, each a run of its own; all are reported, with their mean and " +
			"the average of their probabilities.")
	private String seeds = "1,2,3";

	@Parameter(label = "Begin from", choices = { "installed model", "synthetic motion", "random weights" },
		persist = false,
		description = "What the networks of every fold begin from: the fusion of the model named below, whose card must " +
			"not name real clips of the manifest's datasets; a training on synthetic motion, done once before the first " +
			"fold; or random weights. Where the classes are other ones, the last layer begins anew.")
	private String start = DEFAULTS.start().title();

	@Parameter(label = "Networks averaged", min = "1", persist = false,
		description = "Networks trained for each subject and seed, whose probabilities are averaged.")
	private int members = DEFAULTS.members();

	@Parameter(label = "Pre-training steps", min = "1", persist = false,
		description = "Steps of training on synthetic motion before any clip is seen; used where the folds begin from " +
			"that.")
	private int pretraining = FusionAlone.defaults().pretraining().steps();

	@Parameter(label = "Training steps", min = "1", persist = false,
		description = "Steps of training on the other subjects' clips. The last step predicts; none is chosen by looking.")
	private int steps = FusionAlone.defaults().finetuning().steps();

	@Parameter(label = "Keep of the start", min = "0", max = "1", stepSize = "0.1", persist = false,
		description = "After training every weight goes back this share of the way to where it began, 0 to 1. Half the way " +
			"is the usual guard where people are tested whose data is from elsewhere; 0 for none. Not where the displacement " +
			"module is trained too.")
	private double keep = 0;

	@Parameter(label = "Displacement module", choices = { LosoSettings.INSTALLED, LosoSettings.TRAINED,
		LosoSettings.LAST_LAYERS }, persist = false,
		description = "The DGM of the model named below as it is, or trained further in each fold together with the " +
			"fusion, on the fold's clips and synthetic pairs. The latter needs clips, not fields, and trains the whole network anew for " +
			"every subject, seed and network averaged, about 0.4 s a step on two CPU cores: hours; the time left is shown. " +
			"Or its last two layers alone, the rest being frozen and computed once for all folds: about 0.07 s of one core a step.")
	private String displacement = LosoSettings.INSTALLED;

	@Parameter(label = "Choose steps on an inner split", persist = false,
		description = "Tries half, once and twice the training steps on held-out groups of each fold's training " +
			"subjects, and takes the best for that fold; the left-out subject is not looked at. Takes 5 to 15 times as " +
			"long.")
	private boolean inner = false;

	@Parameter(label = "Subjects trained together", min = "0", persist = false,
		description = "Subjects left out that are trained for at once; 0 for all. More are faster, fewer lose less when " +
			"the run is broken off.")
	private int together = 10;

	@Parameter(label = "AU-region local fusion", persist = false, description = "Attention within each AU region.")
	private boolean local = true;

	@Parameter(label = "AU-region global fusion", persist = false, description = "Attention among the AU regions.")
	private boolean global = true;

	@Parameter(label = "Full-face fusion", persist = false, description = "Attention with patches of the whole face.")
	private boolean fullface = true;

	@Parameter(label = "Linear fusion before attention", persist = false,
		description = "Fu-B-Attn: a region's patches are fused before they attend.")
	private boolean fusedfirst = true;

	/** What only some ways of training read. */
	@Override
	public boolean uses(final String parameter, final Map<String, String> values) {
		if (!values.get("settings").isBlank() && SET_BY_FILE.contains(parameter)) return false;
		final boolean all = LosoSettings.TRAINED.equals(values.get("displacement"));
		final boolean clips = all || LosoSettings.LAST_LAYERS.equals(values.get("displacement"));
		return switch (parameter) {
			case "pretraining" -> !clips && LosoStart.SYNTHETIC.title().equals(values.get("start"));
			case "inner", "keep", "method" -> !clips;
			case "together" -> !all;
			case "test" -> LosoSplit.OTHER.equals(values.get("split"));
			default -> true;
		};
	}

	/** Made by SciJava. */
	public EvaluateLoso() {
		super(DialogTexts.EVALUATE);
	}

	private LosoWork work = LosoWork.whole();
	private boolean whole = true;

	@Override
	public void doPieces(final PieceWorker worker) {
		work = LosoWork.share(worker);
		whole = false;
	}

	@Override
	public void collectShares() {
		work = LosoWork.collect();
	}

	@Override
	public boolean isRemembered() {
		return true;
	}

	@Override
	protected void execute(final Progress progress) {
		require("manifest", manifest, "a CSV file with a row a clip");
		require("output", output, "a folder for the tables");
		final LosoEvaluation evaluation = new LosoEvaluation(manifest.toPath(), output.toPath(), settings(), models(),
			model(), hardware(), method());
		if (whole) {
			final LosoCost cost = LosoCost.of(evaluation, progress);
			confirm(cost.estimate(), cost.what());
		}
		final LosoResult result = evaluation.run(work, progress, EvaluateLoso::show, ExpressionCommand::say);
		if (!whole) {
			say(result.isComplete() ? "All parts of the run in " + output + " are finished; gather them now with 'collect'."
				: "Nothing is left to do here; other workers are still at work on parts of the run in " + output + ".");
			return;
		}
		final LosoReport report = new LosoReport(result);
		show(result);
		ResultsTables.show(report.predictions());
		final Table summary = report.summary();
		for (int row = 0; row < summary.rows().size(); row++)
			if (summary.cell(row, "part").equals(LosoReport.FULL)) say(sentence(summary, row));
		// Without a display there is no window for them; they are in the output folder too.
		if (GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode()) return;
		NewImages.show(new ImagePlus("LOSO Confusion Matrix", ResultPictures.confusion(report.confusion(), result.plan()
			.data().classes()).picture()));
		NewImages.show(new ImagePlus("LOSO Subjects", ResultPictures.subjects(report.folds()).picture()));
	}

	/** The tables that grow while subjects are finished. */
	private static void show(final LosoResult soFar) {
		final LosoReport report = new LosoReport(soFar);
		ResultsTables.show(report.folds());
		ResultsTables.show(report.summary());
	}

	private LosoSettings settings() {
		final LosoSplit leftOut = new LosoSplit(split, path(test));
		if (!isBlank(settings)) return LosoSettingsFile.read(settings.toPath()).with(leftOut);
		final FusionSettings all = DEFAULTS.fusion();
		final FusionSettings fusion = new FusionSettings(local, global, fullface, fusedfirst, all.channels(), all.heads(),
			all.dropout(), all.tokenDropout(), all.headDropout());
		return new LosoSettings(classes, seeds(), together, LosoStart.named(start), members, fusion, training(fusion),
			leftOut);
	}

	private LosoSettings.FoldTraining training(final FusionSettings fusion) {
		final FusionAlone usual = FusionAlone.defaults();
		final String module = module();
		if (module.equals(LosoSettings.INSTALLED)) return new FusionAlone(usual.pretraining().withSteps(pretraining), usual
			.finetuning().withSteps(steps), inner ? LosoSettings.INNER_GROUPS : 0, keep);
		if (keep != 0) throw new InputException("Where 'displacement' is '" + module +
			"', nothing is kept of the start; set 'keep' to 0, not " + keep + ".");
		if (inner) throw new InputException("Where 'displacement' is '" + module +
			"', the number of steps is fixed; switch 'inner' off.");
		return module.equals(LosoSettings.LAST_LAYERS) ? LosoSettings.lastLayers(fusion, steps) : LosoSettings.whole(fusion,
			steps);
	}

	private String module() {
		return LosoSettings.MODULES.stream().filter(displacement.strip()::equalsIgnoreCase).findFirst().orElseThrow(
			() -> new InputException("The parameter 'displacement' is '" + displacement + "'; give one of " + String.join(
				", ", LosoSettings.MODULES) + "."));
	}

	/** Initializer of the parameter 'classes'. */
	protected void offerClasses() {
		offer("classes", ClassScheme.titles());
	}

	private List<Long> seeds() {
		final List<Long> numbers = new ArrayList<>();
		for (final String text : seeds.trim().split("[,;\\s]+")) {
			try {
				numbers.add(Long.valueOf(text));
			}
			catch (final NumberFormatException e) {
				throw new InputException("The parameter 'seeds' is '" + seeds +
					"'; give whole numbers separated by commas, such as 1,2,3.", e);
			}
		}
		return numbers;
	}

	private static String sentence(final Table summary, final int row) {
		return String.format(Locale.ROOT, "%s: UF1 %.4f, UAR %.4f, accuracy %.4f on %s of %s.", summary.cell(row, "run"),
			summary.cell(row, "uf1"), summary.cell(row, "uar"), summary.cell(row, "accuracy"), Counts.of((Long) summary.cell(
				row, "n"), "clip", "clips"), Counts.of((Long) summary.cell(row, "subjects"), "subject", "subjects"));
	}
}
