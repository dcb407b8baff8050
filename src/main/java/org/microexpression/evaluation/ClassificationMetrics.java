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

package org.microexpression.evaluation;

/**
 * The measures of the MEGC2019 protocol, on counts pooled over all folds (never the mean of per-fold values: most
 * subjects lack a class, so a macro mean within a fold means nothing).
 * <ul>
 * <li>F1 of a class: 2 TP / (2 TP + FP + FN); UF1 (unweighted F1) is its mean over the classes.</li>
 * <li>Recall of a class: TP / (TP + FN); UAR (unweighted average recall) is its mean over the classes.</li>
 * <li>Precision of a class: TP / (TP + FP). Its mean is what some published tables print as UAR; it is not UAR.</li>
 * </ul>
 * Means are over <em>all</em> K classes. A quotient 0 / 0 is 0: a class that neither occurs nor is predicted has F1 0,
 * one that does not occur has recall 0, one that is never predicted has precision 0. That is what scikit-learn's
 * {@code f1_score}, {@code recall_score} and {@code precision_score} do with {@code average="macro", labels=range(K),
 * zero_division=0}. So part of a data set that lacks a class cannot reach UF1 1.
 */
public final class ClassificationMetrics {

	private final ConfusionMatrix matrix;

	/** @param matrix the pooled counts */
	public ClassificationMetrics(final ConfusionMatrix matrix) {
		this.matrix = matrix;
	}

	/**
	 * @param classes    number of classes K
	 * @param truth      true class of each clip, 0..K-1
	 * @param prediction predicted class of each clip, 0..K-1
	 * @return the measures
	 */
	public static ClassificationMetrics of(final int classes, final int[] truth, final int[] prediction) {
		return new ClassificationMetrics(ConfusionMatrix.of(classes, truth, prediction));
	}

	/** @return the counts behind the measures */
	public ConfusionMatrix matrix() {
		return matrix;
	}

	/** @return share of clips given their true class, 0..1; NaN without clips */
	public double accuracy() {
		return (double) matrix.correct() / matrix.total();
	}

	/** @return unweighted F1, 0..1 */
	public double uf1() {
		double sum = 0;
		for (int c = 0; c < matrix.classes(); c++)
			sum += f1(c);
		return sum / matrix.classes();
	}

	/** @return unweighted average recall, 0..1 */
	public double uar() {
		double sum = 0;
		for (int c = 0; c < matrix.classes(); c++)
			sum += recall(c);
		return sum / matrix.classes();
	}

	/** @return mean precision over the classes, 0..1, which some publications print as UAR ({@link PublishedResults}) */
	public double meanPrecision() {
		double sum = 0;
		for (int c = 0; c < matrix.classes(); c++)
			sum += precision(c);
		return sum / matrix.classes();
	}

	/**
	 * @param c a class
	 * @return its F1, 0..1
	 */
	public double f1(final int c) {
		return quotient(2 * matrix.count(c, c), matrix.truly(c) + matrix.predicted(c));
	}

	/**
	 * @param c a class
	 * @return its recall, 0..1
	 */
	public double recall(final int c) {
		return quotient(matrix.count(c, c), matrix.truly(c));
	}

	/**
	 * @param c a class
	 * @return its precision, 0..1
	 */
	public double precision(final int c) {
		return quotient(matrix.count(c, c), matrix.predicted(c));
	}

	private static double quotient(final long part, final long whole) {
		return whole == 0 ? 0 : (double) part / whole;
	}
}
