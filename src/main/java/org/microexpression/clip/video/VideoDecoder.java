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

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_AGGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BUFFER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_UNKNOWN;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_STRICT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.microexpression.base.InputException;
import org.microexpression.base.Workers;
import org.microexpression.clip.header.JpegCheck;

/**
 * FFmpeg's decoder of one stream. Packets go in under their numbers in the order of decoding, and frames come out under
 * those numbers, so that it is certain which frame is which, whatever times the file gives and whatever order the
 * decoder has.
 */
final class VideoDecoder implements AutoCloseable {

	/** Larger pictures are decoded by several threads; of smaller ones there is no need. */
	private static final int MANY_PIXELS = 900_000;

	/** Frames that only others need and nobody does occupy threads for nothing: there are two for each processor. */
	private static final int THREADS_A_PROCESSOR = 2;

	private static final int MOST_THREADS = 8;

	/** Each thread holds a picture, outside Java's memory: 8K is decoded by two. */
	private static final long MOST_PIXELS = 80_000_000;

	private final AVCodecContext context;

	private final AVFrame frame = av_frame_alloc();

	/** Codecs whose decoders hold frames back, and whose packets are whole pictures. */
	private static final Set<Integer> HOLDING_BACK = Set.of(AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_AV1,
		AV_CODEC_ID_VP9);

	private final boolean jpeg;

	private final boolean holdsBack;

	/** What became of the wish for a frame. */
	enum Answer {
			/** There is one. */
			FRAME,
			/** A packet is needed first. */
			HUNGRY,
			/** A packet that went in cannot be decoded. */
			ERROR,
			/** All is decoded. */
			END
	}

	/**
	 * @param file       for sentences
	 * @param parameters of the stream
	 * @param threads    that may work at once, as in {@link Workers#threads}
	 * @throws InputException if it is of a kind that is not read
	 */
	VideoDecoder(final Path file, final AVCodecParameters parameters, final int threads) {
		final AVCodec codec = avcodec_find_decoder(parameters.codec_id());
		if (codec == null || codec.isNull() || !VideoContainer.allows(codec.name().getString())) {
			av_frame_free(frame);
			throw new InputException("The video '" + file + "' is coded as " + avcodec_get_name(parameters.codec_id())
				.getString() + ", which is not read; export it as H.264 in an MP4 file.");
		}
		jpeg = parameters.codec_id() == AV_CODEC_ID_MJPEG;
		holdsBack = HOLDING_BACK.contains(parameters.codec_id()) && (parameters.field_order() == AV_FIELD_PROGRESSIVE ||
			parameters.field_order() == AV_FIELD_UNKNOWN);
		context = avcodec_alloc_context3(codec);
		avcodec_parameters_to_context(context, parameters);
		final long pixels = (long) parameters.width() * parameters.height();
		context.thread_count(pixels < MANY_PIXELS ? 1 : (int) Math.max(1, Math.min(MOST_PIXELS / pixels, Math.min(
			MOST_THREADS, useful(threads)))));
		// Frames wait as long as the stream allows, so that none comes too late for its place and is dropped.
		if (parameters.codec_id() == AV_CODEC_ID_H264) context.strict_std_compliance(FF_COMPLIANCE_STRICT);
		context.err_recognition(context.err_recognition() | strictness(parameters.codec_id()));
		final int opened = avcodec_open2(context, codec, (AVDictionary) null);
		if (opened < 0) {
			close();
			throw new InputException("The video '" + file + "' cannot be decoded (" + Ffmpeg.message(opened) +
				"); it is damaged: copy or export it again.");
		}
	}

	/** Whoever asked for a number gets it. */
	private static int useful(final int threads) {
		final int asked = Workers.threads(threads);
		return threads > 0 || asked < Runtime.getRuntime().availableProcessors() ? asked : THREADS_A_PROCESSOR * asked;
	}

	/**
	 * H.264 that has bytes left when a picture is whole is damaged, and sums that some encoders add to HEVC are compared.
	 * Other codecs keep their own measure: files of old encoders deviate without harm. H.264 is not told to explode: it
	 * would where a group begins that is open to the one before.
	 */
	private static int strictness(final int codec) {
		if (codec == AV_CODEC_ID_H264) return AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_AGGRESSIVE;
		return codec == AV_CODEC_ID_HEVC ? AV_EF_CRCCHECK | AV_EF_EXPLODE : 0;
	}

	/**
	 * @return whether the end can be said behind the packet of a frame to have that frame at once, without packets behind
	 *         it; other decoders would give a frame then that lacks its second field
	 */
	boolean holdsBack() {
		return holdsBack;
	}

	/** @return how many packets at most go in before the first frame comes out because of threads */
	int threads() {
		return context.thread_count();
	}

	/**
	 * @param packet     a packet that is not empty
	 * @param number     by which its frame is known
	 * @param onlyNeeded whether its frame is wanted only as far as others need it
	 * @return whether it went in without an error
	 */
	boolean send(final AVPacket packet, final int number, final boolean onlyNeeded) {
		if (jpeg && !isWhole(packet)) return false;
		packet.pts(number);
		packet.dts(number);
		context.skip_frame(onlyNeeded ? AVDISCARD_NONREF : AVDISCARD_DEFAULT);
		return avcodec_send_packet(context, packet) >= 0;
	}

	/** The decoder shows something in place of what is damaged in a JPEG, and says nothing. */
	private static boolean isWhole(final AVPacket packet) {
		final byte[] bytes = new byte[packet.size()];
		packet.data().get(bytes);
		try {
			JpegCheck.require(bytes);
			return true;
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** No more packets come. */
	void sendEnd() {
		context.skip_frame(AVDISCARD_DEFAULT);
		avcodec_send_packet(context, (AVPacket) null);
	}

	/** @return whether there is a frame now, see {@link #frame()} */
	Answer receive() {
		final int result = avcodec_receive_frame(context, frame);
		if (result == AVERROR_EOF) return Answer.END;
		if (result == AVERROR_EAGAIN()) return Answer.HUNGRY;
		return result < 0 ? Answer.ERROR : Answer.FRAME;
	}

	/** @return the frame received last, until the next */
	AVFrame frame() {
		return frame;
	}

	/** @return the number of the packet that gave the frame received last */
	int number() {
		return Math.toIntExact(frame.pts());
	}

	/** @return whether parts of the frame received last are made up in place of what is damaged */
	boolean isMadeUp() {
		return frame.decode_error_flags() != 0 || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0;
	}

	/** Forgets all packets; decoding starts anew with the next, which must be a key frame's. */
	void flush() {
		avcodec_flush_buffers(context);
	}

	@Override
	public void close() {
		av_frame_free(frame);
		avcodec_free_context(context);
	}
}
