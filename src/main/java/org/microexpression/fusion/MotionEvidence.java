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

/**
 * How strong the motion of a field is, and how it stands to the noise of its very own frames.
 *
 * @param strength      the motion's strength, px of the registered face: the 95th percentile of the length of D on the
 *                      28-grid, its median taken as zero; NaN where the field has no known unit
 * @param noise         what the same figure is where nothing happens in these frames, px: the mean over repeated fields
 *                      of pairs that show nothing; NaN where there was nothing to measure it on, as for a field alone
 * @param signalToNoise strength over noise; NaN where either is not known
 * @param pValue        probability of such a strength or more where nothing happens, 0..1: from the logarithms of the
 *                      repeated strengths, by Student's t; NaN as above
 * @param source        what the noise was measured on, a few words for people; empty where it was not
 */
public record MotionEvidence(double strength, double noise, double signalToNoise, double pValue, String source) {

	/** @return what is known where neither unit nor noise are */
	public static MotionEvidence unknown() {
		return new MotionEvidence(Double.NaN, Double.NaN, Double.NaN, Double.NaN, "");
	}

	/**
	 * @param strength the motion's strength, px
	 * @return what is known of a field alone
	 */
	public static MotionEvidence ofStrength(final double strength) {
		return new MotionEvidence(strength, Double.NaN, Double.NaN, Double.NaN, "");
	}
}
