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

package org.microexpression.fusion;

import org.microexpression.base.InputException;
import org.microexpression.base.SettingRange;

/**
 * The shape of the fusion network. Each stage of the paper can be left out, for its ablations; what a stage would have
 * given is then replaced by the plainest thing that keeps the rest as it is. The paper does not state widths and rates;
 * these are our choice. It has nine components because a checkpoint
 * and the folder of an evaluation are known by its text, which groups of them would change.
 *
 * @param localFusion     attention within each AU region; without it a region's fused token goes on as it is
 * @param globalFusion    attention among the AU regions of both sides; without it each region goes on by itself
 * @param fullFaceFusion  attention among AU regions and patches of the whole face; without it the whole face is not
 *                        seen
 * @param fusedFirst      linear fusion of a region's patches before attention (Fu-B-Attn): one fused token asks, the
 *                        patches answer. Without it all patches attend to each other and are averaged after attention
 * @param channels        length of a token, 16
 * @param heads           attention heads, a divisor of the channels
 * @param dropout         share of values dropped in each stage while training, 0..1
 * @param tokenDropout    share of whole tokens dropped while training, 0..1
 * @param headDropout     share of the classifier's inputs dropped while training, 0..1
 */
public record FusionSettings(boolean localFusion, boolean globalFusion, boolean fullFaceFusion, boolean fusedFirst,
		int channels, int heads, double dropout, double tokenDropout, double headDropout) {

	/** @throws InputException if a number is out of range */
	public FusionSettings {
		if (channels < 1 || heads < 1 || channels % heads != 0) throw new InputException("The fusion network has " +
			channels + " channels and " + heads + " heads; give a number of channels that the heads divide.");
		SettingRange.requireBelow("dropout", dropout, 0, 1);
		SettingRange.requireBelow("tokenDropout", tokenDropout, 0, 1);
		SettingRange.requireBelow("headDropout", headDropout, 0, 1);
	}

	/** @return the whole network, as it is shipped */
	public static FusionSettings defaults() {
		return new FusionSettings(true, true, true, true, 16, 2, 0.1, 0.1, 0.5);
	}

	/** @return the same without AU-region local fusion */
	public FusionSettings withoutLocalFusion() {
		return new FusionSettings(false, globalFusion, fullFaceFusion, fusedFirst, channels, heads, dropout, tokenDropout,
			headDropout);
	}

	/** @return the same without AU-region global fusion */
	public FusionSettings withoutGlobalFusion() {
		return new FusionSettings(localFusion, false, fullFaceFusion, fusedFirst, channels, heads, dropout, tokenDropout,
			headDropout);
	}

	/** @return the same without full-face fusion */
	public FusionSettings withoutFullFaceFusion() {
		return new FusionSettings(localFusion, globalFusion, false, fusedFirst, channels, heads, dropout, tokenDropout,
			headDropout);
	}

	/** @return the same without linear fusion before attention (Fu-B-Attn) */
	public FusionSettings withoutFusionBeforeAttention() {
		return new FusionSettings(localFusion, globalFusion, fullFaceFusion, false, channels, heads, dropout, tokenDropout,
			headDropout);
	}
}
