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

package org.microexpression.clip.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_FLOAT;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_isSupportedOutput;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.microexpression.base.InputException;

/** Makes Java's arrays of decoded frames: luma and chroma as they are stored, upright, with square pixels. */
final class FrameConverter implements AutoCloseable {

	private static final long NOT_PLAIN = AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_FLOAT |
		AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_PAL;

	/** The last of these has no chroma beside the luma that is looked at; colour tables of that many lines are HD. */
	private static final int MOST_SD_ROWS = 576;

	private static final int FLAGS = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT |
		SWS_FULL_CHR_H_INP;

	private final Orientation orientation;

	private final PixelAspect aspect;

	/** Whether grey pictures without a stated range use all of it: those of codecs for pictures do. */
	private final boolean fullGrey;

	private final Map<String, Film.Coding> codings = new HashMap<>();

	private final AVFrame scaled = av_frame_alloc();

	private SwsContext scaler;

	private BytePointer plane = new BytePointer(1);

	FrameConverter(final Orientation orientation, final PixelAspect aspect, final boolean fullGrey) {
		this.orientation = orientation;
		this.aspect = aspect;
		this.fullGrey = fullGrey;
	}

	/**
	 * @param decoded a frame, which stays as it is
	 * @return its pixels
	 * @throws InputException if it has pixels of a kind that FFmpeg cannot convert
	 */
	VideoFrame convert(final AVFrame decoded) {
		final int width = aspect.width(decoded.width()), height = aspect.height(decoded.height());
		final boolean plain = isPlain(decoded.format());
		if (plain && width == decoded.width() && height == decoded.height()) return read(decoded);
		final int format = plain && sws_isSupportedOutput(decoded.format()) > 0 ? decoded.format() : AV_PIX_FMT_RGB24;
		scaler = sws_getCachedContext(scaler, decoded.width(), decoded.height(), decoded.format(), width, height, format,
			FLAGS, null, null, (DoublePointer) null);
		scaled.width(width);
		scaled.height(height);
		scaled.format(format);
		try {
			if (scaler == null || sws_scale_frame(scaler, scaled, decoded) < 0) throw new InputException(
				"A frame of the video has pixels of a kind that cannot be converted; export the video again, as H.264.");
			scaled.color_range(decoded.color_range());
			scaled.colorspace(decoded.colorspace());
			return read(scaled);
		}
		finally {
			av_frame_unref(scaled);
		}
	}

	private static boolean isPlain(final int format) {
		final AVPixFmtDescriptor kind = av_pix_fmt_desc_get(format);
		if ((kind.flags() & NOT_PLAIN) != 0) return false;
		for (int c = 0; c < kind.nb_components(); c++)
			if (kind.comp(c).depth() > Short.SIZE || kind.comp(c).shift() + kind.comp(c).depth() > Short.SIZE) return false;
		return true;
	}

	private VideoFrame read(final AVFrame frame) {
		final AVPixFmtDescriptor kind = av_pix_fmt_desc_get(frame.format());
		final int width = orientation.width(frame.width(), frame.height());
		final int height = orientation.height(frame.width(), frame.height());
		final byte[][] planes = new byte[4][];
		if ((kind.flags() & AV_PIX_FMT_FLAG_RGB) != 0) return new VideoFrame.Rgb(width, height, colours(frame, kind,
			planes));
		final Plane luma = plane(frame, kind, 0);
		final byte[] stored = bytes(frame, luma, kind.comp(0).plane(), planes);
		final boolean grey = kind.nb_components() < 3;
		final boolean limited = isLimited(frame, grey);
		final byte[] shallow = luma.bits() <= 8 ? luma.bytes(stored, orientation) : new byte[0];
		final Optional<short[]> deep = luma.bits() <= 8 ? Optional.empty() : Optional.of(luma.shorts(stored, orientation));
		if (grey && !limited) return deep.<VideoFrame> map(values -> new VideoFrame.Grey16(width, height, values))
			.orElseGet(() -> new VideoFrame.Grey8(width, height, shallow));
		return new Film(width, height, shallow, deep, grey ? Optional.empty() : Optional.of(chroma(frame, kind, planes)),
			coding(frame, Math.max(8, luma.bits()), limited));
	}

	private Film.Chroma chroma(final AVFrame frame, final AVPixFmtDescriptor kind, final byte[][] planes) {
		final Plane blue = plane(frame, kind, 1), red = plane(frame, kind, 2);
		return new Film.Chroma(orientation.width(blue.width(), blue.height()), orientation.height(blue.width(), blue
			.height()), blue.bytes(bytes(frame, blue, kind.comp(1).plane(), planes), orientation), red.bytes(bytes(frame, red,
				kind.comp(2).plane(), planes), orientation));
	}

	private int[] colours(final AVFrame frame, final AVPixFmtDescriptor kind, final byte[][] planes) {
		final int[] colours = new int[frame.width() * frame.height()];
		for (int c = 0; c < 3; c++) {
			final Plane component = plane(frame, kind, c);
			final byte[] values = component.bytes(bytes(frame, component, kind.comp(c).plane(), planes), orientation);
			for (int i = 0; i < colours.length; i++)
				colours[i] = colours[i] << 8 | values[i] & 0xff;
		}
		return colours;
	}

	private static Plane plane(final AVFrame frame, final AVPixFmtDescriptor kind, final int component) {
		final AVComponentDescriptor part = kind.comp(component);
		final boolean chroma = component > 0 && (kind.flags() & AV_PIX_FMT_FLAG_RGB) == 0;
		final int width = chroma ? -(-frame.width() >> kind.log2_chroma_w()) : frame.width();
		final int height = chroma ? -(-frame.height() >> kind.log2_chroma_h()) : frame.height();
		return new Plane(width, height, av_image_get_linesize(frame.format(), frame.width(), part.plane()), part.step(),
			part.offset(), part.shift(), part.depth());
	}

	/** Copies a plane's rows, which may stand upside down in memory and have gaps between them, one after the other. */
	private byte[] bytes(final AVFrame frame, final Plane part, final int number, final byte[][] planes) {
		if (planes[number] != null) return planes[number];
		final int length = Math.multiplyExact(part.rowBytes(), part.height());
		if (plane.capacity() < length) {
			plane.close();
			plane = new BytePointer(length);
		}
		av_image_copy_plane(plane, part.rowBytes(), frame.data(number), frame.linesize(number), part.rowBytes(), part
			.height());
		planes[number] = new byte[length];
		plane.get(planes[number], 0, length);
		return planes[number];
	}

	private boolean isLimited(final AVFrame frame, final boolean grey) {
		if (frame.color_range() == AVCOL_RANGE_JPEG) return false;
		return frame.color_range() == AVCOL_RANGE_MPEG || !(grey && fullGrey) && !isFullByName(frame.format());
	}

	/** The formats yuvj420p and so on are named after JPEG, whose range is full. */
	private static boolean isFullByName(final int format) {
		return av_pix_fmt_desc_get(format).name().getString().startsWith("yuvj");
	}

	private Film.Coding coding(final AVFrame frame, final int bits, final boolean limited) {
		final int space = frame.colorspace() != AVCOL_SPC_UNSPECIFIED ? frame.colorspace() : frame.height() > MOST_SD_ROWS
			? AVCOL_SPC_BT709 : 0;
		return codings.computeIfAbsent(bits + " " + limited + " " + space, any -> switch (space) {
			case AVCOL_SPC_BT709 -> Film.Coding.of(bits, limited, 0.2126, 0.0722);
			case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL -> Film.Coding.of(bits, limited, 0.2627, 0.0593);
			default -> Film.Coding.of(bits, limited, 0.299, 0.114);
		});
	}

	@Override
	public void close() {
		plane.close();
		av_frame_free(scaled);
		if (scaler != null) sws_freeContext(scaler);
	}
}
