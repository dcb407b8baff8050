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

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG1VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG2VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PICTURE_STRUCTURE_BOTTOM_FIELD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PICTURE_STRUCTURE_TOP_FIELD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.avcodec.AVCodecParserContext.PARSER_FLAG_COMPLETE_FRAMES;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_close;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_parse2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;

import java.util.Set;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Reads the headers of coded pictures, short of decoding them: whether a packet gives a frame, whether it is a field,
 * and its place in the order of display where the file has no times, or has wrong ones.
 */
final class PictureParser implements AutoCloseable {

	/** Headers stand at the start of a packet. */
	private static final int HEADERS = 4096;

	private final int codec;

	/** Codecs whose pictures may be decoded in another order than they are shown in. */
	private static final Set<Integer> REORDERED = Set.of(AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_MPEG4,
		AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MPEG1VIDEO);

	/** Whether a frame may come in two packets. */
	private final boolean fields;

	/** {@code null} where none is needed. */
	private final AVCodecParserContext parser;

	private final AVCodecContext context;

	private final Mpeg4Picture mpeg4;

	/**
	 * @param parameters of the stream
	 * @param fields     whether a frame may come in two packets, as in containers that do not name frames
	 */
	PictureParser(final AVCodecParameters parameters, final boolean fields) {
		codec = parameters.codec_id();
		this.fields = fields;
		parser = (fields || REORDERED.contains(codec)) && codec != AV_CODEC_ID_MPEG4 ? av_parser_init(codec) : null;
		context = parser == null ? null : avcodec_alloc_context3((AVCodec) null);
		if (parser != null) {
			avcodec_parameters_to_context(context, parameters);
			parser.flags(parser.flags() | PARSER_FLAG_COMPLETE_FRAMES);
		}
		mpeg4 = codec == AV_CODEC_ID_MPEG4 ? new Mpeg4Picture() : null;
		if (mpeg4 != null && parameters.extradata_size() > 0) mpeg4.read(bytes(parameters.extradata(), parameters
			.extradata_size()));
	}

	/** @return whether {@link #order} tells in which order pictures are shown */
	boolean isOrdered() {
		return REORDERED.contains(codec) && (mpeg4 != null || parser != null);
	}

	/** @return whether {@link #order} numbers pictures in the order of display; else it is their kind */
	boolean numbers() {
		return parser != null && (codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC);
	}

	/** Reads a packet's headers. */
	void read(final AVPacket packet) {
		if (packet.size() == 0) return;
		if (mpeg4 != null) mpeg4.read(bytes(packet.data(), Math.min(HEADERS, packet.size())));
		if (parser == null) return;
		try (BytePointer out = new BytePointer((BytePointer) null); IntPointer size = new IntPointer(1)) {
			av_parser_parse2(parser, context, out, size, packet.data(), packet.size(), AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0);
		}
	}

	/** @return whether the packet gives a frame that is shown */
	boolean isShown(final AVPacket packet) {
		if (packet.size() == 0) return false;
		if (mpeg4 != null) return mpeg4.isCoded();
		// RFC 6386, 9.1: the fifth bit of the first byte; golden frames are hidden.
		return codec != AV_CODEC_ID_VP8 || (packet.data().get(0) >> 4 & 1) == 1;
	}

	/**
	 * @return whether decoding can start at the packet; where packed pictures were taken apart, its flag may be another's
	 */
	boolean isKey(final AVPacket packet) {
		return mpeg4 != null && mpeg4.isCoded() ? mpeg4.kind() == AV_PICTURE_TYPE_I : (packet.flags() &
			AV_PKT_FLAG_KEY) != 0;
	}

	/** @return the picture's number within its group, or its kind */
	int order() {
		if (mpeg4 != null) return mpeg4.kind();
		if (parser == null) return 0;
		return numbers() ? parser.output_picture_number() : parser.pict_type();
	}

	/** @return 1 for a packet that is the upper field of a frame, 2 for the lower, 0 for a whole frame */
	int field() {
		if (parser == null || !fields) return 0;
		final int structure = parser.picture_structure();
		return structure == AV_PICTURE_STRUCTURE_TOP_FIELD ? 1 : structure == AV_PICTURE_STRUCTURE_BOTTOM_FIELD ? 2 : 0;
	}

	private static byte[] bytes(final BytePointer data, final int length) {
		final byte[] bytes = new byte[length];
		data.get(bytes);
		return bytes;
	}

	@Override
	public void close() {
		if (parser != null) av_parser_close(parser);
		if (context != null) avcodec_free_context(context);
	}
}
