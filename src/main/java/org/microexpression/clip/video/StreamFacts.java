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

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_UNKNOWN;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * What a file says about its pictures. It has seventeen components because it is the copy of a native structure,
 * so that the file can be closed and still be described.
 *
 * @param codec       FFmpeg's name of the codec
 * @param pixels      FFmpeg's name of the pixel format
 * @param bits        of a value
 * @param width       as shown
 * @param height      as shown
 * @param orientation how the stored picture is turned
 * @param turned      whether that can be done by quarters of a circle; else it is shown as stored
 * @param aspect      of the stored pixels
 * @param interlaced  whether a frame holds two moments
 * @param wideRange   whether it is coded for high dynamic range
 * @param fullGrey    whether grey pictures use all values
 * @param streams     how many streams of pictures the file has
 * @param promised    how many packets the header names, 0 where it does not
 * @param rate        frames per second that the header names, NaN where it does not
 * @param length      seconds that the pictures last, by the header; NaN where it does not say
 * @param tick        seconds of a time stamp's unit, as a fraction: {numerator, denominator}
 * @param origin      the time stamp at which the film starts; {@link Packets#NO_TIME} for 0
 */
record StreamFacts(String codec, String pixels, int bits, int width, int height, Orientation orientation,
		boolean turned, PixelAspect aspect, boolean interlaced, boolean wideRange, boolean fullGrey, int streams,
		long promised, double rate, double length, int[] tick, long origin) {

	/** Codecs of films, whose luma runs from 16 to 235 unless stated otherwise. */
	private static final Set<Integer> OF_FILMS = Set.of(AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_AV1,
		AV_CODEC_ID_VP9);

	private static final double MICROSECONDS = 1e6;

	static StreamFacts of(final Demuxer demuxer) {
		final AVStream stream = demuxer.stream();
		final AVCodecParameters parameters = stream.codecpar();
		final AVPixFmtDescriptor format = av_pix_fmt_desc_get(parameters.format());
		final boolean known = format != null && !format.isNull();
		final Optional<Orientation> found = orientation(parameters);
		final Orientation orientation = found.orElse(Orientation.UPRIGHT);
		final AVRational ratio = av_guess_sample_aspect_ratio(demuxer.context(), stream, null);
		final PixelAspect aspect = PixelAspect.of(ratio.num(), ratio.den());
		final int width = aspect.width(parameters.width()), height = aspect.height(parameters.height());
		final AVRational rate = stream.avg_frame_rate();
		final int order = parameters.field_order();
		final int transfer = parameters.color_trc();
		// Transport streams count from anywhere; other containers from the start of the film.
		final boolean anywhere = (demuxer.context().iformat().flags() & AVFMT_TS_DISCONT) != 0 && demuxer.context()
			.start_time() != AV_NOPTS_VALUE;
		final int[] tick = { stream.time_base().num(), stream.time_base().den() };
		final long origin = anywhere ? Math.round(demuxer.context().start_time() / MICROSECONDS * tick[1] / tick[0])
			: Packets.NO_TIME;
		return new StreamFacts(avcodec_get_name(parameters.codec_id()).getString(), known ? av_get_pix_fmt_name(parameters
			.format()).getString() : "unknown", known ? format.comp(0).depth() : Byte.SIZE, orientation.width(width, height),
			orientation.height(width, height), orientation, found.isPresent(), aspect, order != AV_FIELD_PROGRESSIVE &&
				order != AV_FIELD_UNKNOWN, transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67, !OF_FILMS
					.contains(parameters.codec_id()), demuxer.pictureStreams(), stream.nb_frames(), rate.num() > 0 && rate
						.den() > 0 ? (double) rate.num() / rate.den() : Double.NaN, length(demuxer), tick, origin);
	}

	/** A file that holds sound as well may last longer than its pictures. */
	private static double length(final Demuxer demuxer) {
		final long microseconds = demuxer.context().duration();
		return demuxer.context().nb_streams() == 1 && microseconds != AV_NOPTS_VALUE ? microseconds / MICROSECONDS
			: Double.NaN;
	}

	private static Optional<Orientation> orientation(final AVCodecParameters parameters) {
		final AVPacketSideData data = av_packet_side_data_get(parameters.coded_side_data(), parameters.nb_coded_side_data(),
			AV_PKT_DATA_DISPLAYMATRIX);
		if (data == null || data.isNull() || data.size() < 9 * Integer.BYTES) return Optional.of(Orientation.UPRIGHT);
		final BytePointer bytes = data.data();
		return Orientation.of(new IntPointer(bytes));
	}

	/**
	 * @param time  a time stamp
	 * @param first that of the first frame
	 * @return seconds from the start of the film
	 */
	double seconds(final long time, final long first) {
		final long from = origin == Packets.NO_TIME ? Math.min(0, first) : Math.min(origin, first);
		return (double) (time - from) * tick[0] / tick[1];
	}

	/** @return ticks from a frame to the next by the header's frame rate, 1 where it has none */
	long frameTicks() {
		return rate > 0 ? Math.max(1, Math.round(tick[1] / (rate * tick[0]))) : 1;
	}

	/** Adds what the user should know. */
	void addRemarks(final Path file, final List<String> remarks) {
		final String subject = "The video '" + file + "' ";
		if (streams > 1) remarks.add(subject + "holds " + streams + " streams of pictures; the main one was taken.");
		if (!turned) remarks.add(subject +
			"is to be shown turned by less than a quarter of a circle, scaled or sheared; its frames are read as they are " +
			"stored.");
		else if (orientation.isMirrored()) remarks.add(subject +
			"is stored mirrored and is mirrored back, as players do; if it was filmed as it is stored, left and right are " +
			"exchanged.");
		else if (!orientation.equals(Orientation.UPRIGHT)) remarks.add(subject +
			"is stored turned and is turned upright, as players do.");
		if (!aspect.isSquare()) remarks.add(subject + "has pixels of " + aspect.wide() + " : " + aspect.high() +
			"; its frames were stretched to " + width + " x " + height + " square ones.");
		if (interlaced) remarks.add(subject +
			"is interlaced: the lines of a frame come from two moments, so that motion has combs; deinterlace it for exact work.");
		if (wideRange) remarks.add(subject +
			"is coded for high dynamic range; its grey levels are its luma as it is stored, which is flatter than usual.");
	}
}
