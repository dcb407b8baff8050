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

/** What several dialogs say of the same parameters. */
final class DialogTexts {

	private static final String SOURCE =
		"<br>Method: FRL-DGT, Zhai et al., CVPR 2023. More: Plugins &gt; Micro-Expression &gt; Micro-Expression " +
			"Help</html>";

	static final String IMPORT = "<html>Opens a clip; its frames are read when they are looked at." + SOURCE;

	static final String REGISTER = "<html>Finds the face of the active clip and registers onset and apex frame<br>to " +
		"128 x 128 pixels, the motion of the head removed." + SOURCE;

	static final String COMPUTE = "<html>Computes the motion from onset to apex as an image with the channels u and " +
		"v,<br>in pixels of the registered frame. A registered pair is taken as it is." + SOURCE;

	static final String RECOGNIZE = "<html>Recognizes the expression of the active clip and appends a row to the " +
		"table<br>of predictions. A registered pair is taken as it is; a selected area chooses the face." + SOURCE;

	static final String FOLDER = "<html>Recognizes the expressions of many clips: a row of the table for each,<br>bad " +
		"clips skipped with the reason, a stopped batch continued from its CSV file." + SOURCE;

	static final String TRAIN =
		"<html>Trains displacement module and fusion together; the classification loss reaches both.<br>Esc stops and " +
			"keeps the best weights so far; the same settings go on from there." + SOURCE;

	static final String READ = "<html>Reads a dataset as it lies on disk: a manifest of its clips, and a report of " +
		"what<br>was found, repaired, skipped or is missing. Nothing of the dataset is changed." + SOURCE;

	static final String MAKE =
		"<html>Makes clips of made-up people whose action units, key frames and true displacement<br>are known, to teach " +
			"with, to test with, or to try training and evaluation on." + SOURCE;

	static final String EVALUATE =
		"<html>Trains and tests leave-one-subject-out; nothing is chosen on the left-out subject.<br>A run that was " +
			"stopped goes on when it is started again with the same output folder." + SOURCE;

	static final String TEST =
		"<html>Tests a model as it is on the clips of a manifest; nothing is trained.<br>Classes and " +
			"action units, with intervals." + SOURCE;

	static final String COMPARE = "<html>Sets prediction files side by side: paired subject bootstrap of the " +
		"UF1<br>difference, McNemar's test, and the field's published figures with their cautions." + SOURCE;

	static final String EVALUATE_SPOTTING = "<html>Holds spotted expressions against the true ones, by the protocol of " +
		"the<br>Micro-Expression Grand Challenges: a hit overlaps by half, each truth counts once.</html>";

	static final String MEASURE_MOTION =
		"<html>Follows the face through the active clip: a row a frame with head, eyes " +
			"and the<br>motion of each region of the face. Takes about as long as the clip or less.</html>";

	static final String SPOT = "<html>Finds when in the active clip something happened in the face, tells blinks and " +
		"head movements<br>apart, and recognizes each candidate. A candidate is for a person to confirm.</html>";

	static final String OPEN_TIMELINE = "<html>Opens a saved timeline with its clip.</html>";

	static final String EXPORT_TIMELINE =
		"<html>Writes a timeline for ELAN, Praat, BORIS or a paper, or as a movie with what was spotted in it.</html>";

	static final String MOTION_UNITS =
		"Reads in each frame how probably and how strongly each action unit is at work, too, which takes " +
			"time. The probabilities were calibrated on pairs of onset and apex of made-up clips, not on every frame.";

	static final String SENSITIVITY =
		"How little suffices, 0 to 1; higher finds weaker expressions and more that is none.";

	static final String LONGEST_MICRO = "Milliseconds up to which an expression is a micro-expression.";

	static final String LONGEST =
		"Milliseconds up to which a motion that comes and goes is an expression; slower ones are changes of posture.";

	static final String SPOTTER = "What finds the expressions in the motion of the face.";

	static final String SPOTTED_UNITS =
		"With Spot: columns behind the others with probability (AU01_L_p) and strength (AU01_L_px, pixels of the " +
			"registered face) of each action unit between onset and apex of a candidate; L is the person's left.";

	static final String OPTIONS =
		"<html>What the dialogs of Plugins &gt; Micro-Expression propose; macros do not depend on it.<br>Everything " +
			"works offline: nothing is ever downloaded or sent.</html>";

	static final String SHOW = "<html>Makes a picture of the active displacement image." + SOURCE;

	static final String ONSET =
		"Number of the last frame before the expression begins, as in the file names where they carry numbers, else " +
			"counted from 1; 0 or guess takes the one that the guess of the apex finds, or the first frame, current the one " +
			"that the clip stands at.";

	static final String APEX = "Number of the frame of the strongest expression; 0 or guess guesses it, " +
		"as 'Apex guess' says, current takes the one that the clip stands at.";

	static final String APEX_FINDER =
		"How an apex that is not named is guessed: by the strongest expression that is spotted, with its onset (blinks, " +
			"talking and movements of the head do not count), by the largest motion (the frame after the onset whose face " +
			"differs most from it), or as the midpoint of the clip. A guess is said; check it.";

	static final String MODEL = "An installed model, one that was trained here, or by Browse the folder of another; in " +
		"macros also the path of a model folder.";

	static final String METHOD = "What computes the displacement field: DGM, the network of the model, is the paper's; " +
		"TV-L1 and Farneback are optical flow, and need no training. The shipped fusion has seen fields of such methods " +
		"in its training, but its figures are with the DGM.";

	static final String UNITS =
		"Gets a row a clip with columns for all action units, AU01_L (1 at work, 0 not), AU01_L_p (probability) and " +
			"AU01_L_px (strength in pixels of the registered face) and so on; L is the person's left. Empty for none.";

	static final String TEMPORAL =
		"Reads frames between onset and apex and up to as far behind it too, with a small network over time of the model: " +
			"four more registrations and fields a clip. On made-up clips it helps where onset and apex are off by half of the " +
			"interval between them; where they are nearly exact it brings nothing or costs a little. Needs a clip of more " +
			"than these two frames, and a model that has a temporal path.";

	static final String DEVICE =
		"auto takes a GPU that TensorFlow can use, else the CPU; what really ran is in the output.";

	private DialogTexts() {
		// Constants only.
	}
}
