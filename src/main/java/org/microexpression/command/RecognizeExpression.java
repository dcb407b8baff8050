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

import ij.IJ;
import ij.ImagePlus;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.Progress;
import org.microexpression.fusion.Prediction;
import org.microexpression.imagej.PredictionOverlay;
import org.microexpression.imagej.PredictionWindow;
import org.microexpression.batch.ActionUnitFile;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.pipeline.Recognition;
import org.microexpression.pipeline.RecognitionOptions;
import org.microexpression.batch.RecognitionFile;
import org.microexpression.pipeline.RegisteredClip;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/** Recognizes the micro-expression of a clip or a registered pair and appends a row to the table of predictions. */
@Plugin(type = Command.class, name = "recognize",
	menuPath = "Plugins > Micro-Expression > Recognize Micro-Expression...", headless = true, visible = false)
public class RecognizeExpression extends PairModelCommand implements ShowsNoImage {

	@Parameter(label = "Temporal path", persist = false, description = DialogTexts.TEMPORAL)
	private boolean temporal = false;

	@Parameter(label = "CSV file", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "A file that the row is appended to with all digits; empty for none. ImageJ's own saving of the " +
			"table rounds.")
	private File csv = new File("");

	@Parameter(label = "CSV file of action units", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = DialogTexts.UNITS)
	private File unitscsv = new File("");

	@Parameter(label = "Show on the image", persist = false,
		description = "Lays the prediction, the AU regions coloured by their shares, the action units at work and the " +
			"landmarks over the image, in place of those of an earlier run, and shows the apex frame.")
	private boolean overlay = true;

	/** Made by SciJava. */
	public RecognizeExpression() {
		super(DialogTexts.RECOGNIZE);
	}

	@Override
	void execute(final ImagePlus shown, final ExpressionPipeline pipeline, final Progress progress) {
		pipeline.setOptions(RecognitionOptions.defaults().withTemporal(temporal));
		final Optional<RecognitionFile> file = path(csv).map(table -> new RecognitionFile(table, pipeline.classes()));
		final Optional<ActionUnitFile> units = path(unitscsv).map(ActionUnitFile::new);
		try {
			recognize(shown, pipeline, file, units, progress);
		}
		finally {
			// A file that was opened may have been repaired, whatever becomes of the clip.
			file.ifPresent(known -> known.remarks().forEach(ExpressionCommand::say));
			units.ifPresent(known -> known.remarks().forEach(ExpressionCommand::say));
		}
	}

	private void recognize(final ImagePlus shown, final ExpressionPipeline pipeline, final Optional<RecognitionFile> file,
		final Optional<ActionUnitFile> units, final Progress progress)
	{
		final RegisteredClip registered = pairOf(shown, pipeline, progress);
		final Recognition recognition = pipeline.recognize(registered, progress);
		progress.checkCanceled();
		PredictionWindow.append(recognition);
		file.ifPresent(known -> known.append(recognition));
		units.ifPresent(known -> known.append(recognition));
		told(recognition);
		if (isBlank(csv) && GraphicsEnvironment.isHeadless() && IJ.isMacro()) say("'" + recognition.clip() + "': " +
			recognition.prediction().answer().text() +
			". Without a window no table keeps the row; name a file for it as 'csv'.");
		if (overlay) PredictionOverlay.show(shown, registered, recognition);
	}

	/** What the figures alone would not tell. */
	private static void told(final Recognition recognition) {
		final Prediction prediction = recognition.prediction();
		final boolean reasoned = !prediction.answer().why().isEmpty();
		// In a shell the row is a line of numbers, and there is no picture.
		if (reasoned || GraphicsEnvironment.isHeadless() && !IJ.isMacro()) say("'" + recognition.clip() + "', frames " +
			recognition.onset() + " and " + recognition.apex() + ": " + prediction.answer().text() + (reasoned ? ", " +
				prediction.answer().why() : String.format(Locale.ROOT, " (%d %%)", (int) (100 * prediction
					.probabilities()[prediction.predicted()]))) + (prediction.units().atWork().isEmpty() ? ""
						: "; action units " + prediction.units().facs()) + ".");
		if (prediction.shares() == Prediction.Shares.ENERGY) say("Shares of regions of '" + recognition.clip() +
			"' are those of the motion's energy: without no region's motion the prediction is less sure.");
		if (!prediction.units().areKnown()) say("The model '" + recognition.model() +
			"' was trained without action units; it tells none.");
	}
}
