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
/**
 * Synthetic expressions with everything known about them, the only data that the shipped model is trained on:
 * <ul>
 * <li>{@link org.microexpression.synthetic.ActionUnitMotions}: the table of skin motions, beside
 * which ScannedMotions is another one from scanned people, and
 * {@link org.microexpression.synthetic.ExpressionRepertoire}: which units come together in which class;</li>
 * <li>{@link org.microexpression.synthetic.ExpressionSynthesizer}: class → action units → field, for the fusion;</li>
 * <li>{@link org.microexpression.synthetic.SyntheticPairs}: onset and apex frames with the true displacement, for
 * the displacement module;</li>
 * <li>{@link org.microexpression.synthetic.SyntheticClip} and
 * {@link org.microexpression.synthetic.SyntheticDataset}: whole recordings, for teaching and tests.</li>
 * </ul>
 * Everything depends on a seed and a sample's number alone. No recording of a face in motion was used: scanned
 * people's motion comes from the shapes of a public face model, and the one photograph of a face is the public-domain
 * astronaut portrait, which is kept from training.
 */

package org.microexpression.synthetic;
