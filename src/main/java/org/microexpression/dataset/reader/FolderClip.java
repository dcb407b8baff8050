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

package org.microexpression.dataset.reader;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;

/**
 * A folder of frames as an {@link org.microexpression.clip.ApexFinder} sees it. The frames' numbers are known; no
 * picture is opened before a finder looks at one, since some need none and a dataset has thousands of folders.
 */
final class FolderClip implements Clip {

	private final ExistingFrames folder;
	private final Progress progress;
	private Clip opened;

	/**
	 * @param folder   the folder
	 * @param progress cancellation, also while a frame is read
	 */
	FolderClip(final ExistingFrames folder, final Progress progress) {
		this.folder = folder;
		this.progress = progress;
	}

	private Clip opened() {
		if (opened == null) opened = Clips.open(folder.folder(), progress);
		return opened;
	}

	@Override
	public String name() {
		return folder.folder().getFileName().toString();
	}

	@Override
	public int width() {
		return opened().width();
	}

	@Override
	public int height() {
		return opened().height();
	}

	@Override
	public int frameCount() {
		return folder.numbers().length;
	}

	@Override
	public int frameNumber(final int index) {
		return folder.numbers()[index];
	}

	@Override
	public double framesPerSecond() {
		return Double.NaN;
	}

	@Override
	public synchronized ArrayImg<FloatType, FloatArray> frame(final int index) {
		return opened().frame(opened().indexOf(frameNumber(index)));
	}

	@Override
	public void close() {
		if (opened != null) opened.close();
	}
}
