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

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Writes a video as H.264 in an MP4 file, picture by picture, each with its time. Its encoder takes even numbers of
 * columns and rows: an odd one gets one more, which repeats the last. Owns native memory and an open file until closed.
 */
public final class VideoWriter implements AutoCloseable {

	/** Times are counted in ninety thousandths of a second, as most MP4 files do. */
	private static final int TICKS = 90_000;

	/** Seconds between key frames: a player that is moved to a place decodes no more than this. */
	private static final double KEY_SECONDS = 1;

	/** Bits a pixel, and at least so many a second: letters and borders stay sharp; our choice. */
	private static final double BITS_PER_PIXEL = 0.25;
	private static final long LEAST_BITS = 2_000_000;

	/** Stands in every film as its comment: who made it. */
	public static final String MARK = "Micro-Expression for Fiji";

	/** The encoder of FFmpeg's LGPL build. */
	private static final String ENCODER = "libopenh264";

	private final int width;
	private final int height;
	private final double rate;
	private final int evenWidth;
	private final int evenHeight;
	private final AVFormatContext file = new AVFormatContext(null);
	private final AVFrame colours = av_frame_alloc();
	private final AVFrame converted = av_frame_alloc();
	private final AVPacket packet = av_packet_alloc();
	private final byte[] row;
	private AVIOContext output;
	private AVCodecContext encoder;
	private AVStream stream;
	private SwsContext converter;
	private long last = -1;
	private boolean ended;

	/**
	 * @param path            the file, replaced where it exists
	 * @param width           columns of all pictures
	 * @param height          rows of all pictures
	 * @param framesPerSecond about how many pictures a second there will be
	 * @throws IOException if the file cannot be written, or the pictures have a size that cannot be encoded
	 */
	public VideoWriter(final Path path, final int width, final int height, final double framesPerSecond)
		throws IOException
	{
		Ffmpeg.load();
		this.width = width;
		this.height = height;
		rate = framesPerSecond;
		evenWidth = width + width % 2;
		evenHeight = height + height % 2;
		row = new byte[4 * evenWidth];
		try {
			open(path);
		}
		catch (final IOException | RuntimeException e) {
			close();
			throw e;
		}
	}

	private void open(final Path path) throws IOException {
		require(avformat_alloc_output_context2(file, null, "mp4", (String) null));
		final AVCodec codec = avcodec_find_encoder_by_name(ENCODER);
		if (codec == null || codec.isNull()) throw new IOException("this FFmpeg has no encoder " + ENCODER);
		encoder = avcodec_alloc_context3(codec);
		encoder.width(evenWidth);
		encoder.height(evenHeight);
		encoder.pix_fmt(AV_PIX_FMT_YUV420P);
		encoder.time_base(av_make_q(1, TICKS));
		encoder.framerate(av_make_q((int) Math.round(1000 * rate), 1000));
		encoder.gop_size((int) Math.max(1, Math.round(KEY_SECONDS * rate)));
		encoder.bit_rate(Math.max(LEAST_BITS, (long) (BITS_PER_PIXEL * evenWidth * evenHeight * rate)));
		encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
		require(avcodec_open2(encoder, codec, (AVDictionary) null));
		stream = avformat_new_stream(file, null);
		require(avcodec_parameters_from_context(stream.codecpar(), encoder));
		stream.time_base(encoder.time_base());
		output = new AVIOContext(null);
		try (BytePointer url = new BytePointer(("file:" + path.toAbsolutePath() + "\0").getBytes(StandardCharsets.UTF_8))) {
			require(avio_open(output, url, AVIO_FLAG_WRITE));
		}
		file.pb(output);
		final AVDictionary told = new AVDictionary(null);
		require(av_dict_set(told, "comment", MARK, 0));
		file.metadata(told);
		require(avformat_write_header(file, (AVDictionary) null));
		prepare(colours, AV_PIX_FMT_BGRA);
		prepare(converted, AV_PIX_FMT_YUV420P);
		converter = sws_getContext(evenWidth, evenHeight, AV_PIX_FMT_BGRA, evenWidth, evenHeight, AV_PIX_FMT_YUV420P,
			SWS_BICUBIC, null, null, (DoublePointer) null);
	}

	private void prepare(final AVFrame frame, final int format) throws IOException {
		frame.width(evenWidth);
		frame.height(evenHeight);
		frame.format(format);
		require(av_frame_get_buffer(frame, 0));
	}

	/**
	 * @param rgb     a picture, 0xRRGGBB, row by row
	 * @param seconds when it is shown; a picture that comes no later than the one before is shown a moment after it
	 * @throws IOException if it cannot be written
	 */
	public void write(final int[] rgb, final double seconds) throws IOException {
		require(av_frame_make_writable(colours));
		for (int y = 0; y < evenHeight; y++) {
			final ByteBuffer line = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
			final int start = Math.min(y, height - 1) * width;
			line.asIntBuffer().put(rgb, start, width);
			if (evenWidth > width) line.putInt(4 * width, rgb[start + width - 1]);
			new BytePointer(colours.data(0)).position((long) y * colours.linesize(0)).put(row, 0, row.length);
		}
		require(av_frame_make_writable(converted));
		require(sws_scale_frame(converter, converted, colours));
		last = Math.max(last + 1, Math.round(seconds * TICKS));
		converted.pts(last);
		require(avcodec_send_frame(encoder, converted));
		take();
	}

	private void take() throws IOException {
		while (true) {
			final int result = avcodec_receive_packet(encoder, packet);
			if (result == AVERROR_EOF || result == AVERROR_EAGAIN()) return;
			require(result);
			packet.stream_index(0);
			// Otherwise the last picture lasts no time, and is cut away by the times of the track.
			packet.duration(Math.round(TICKS / rate));
			av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
			require(av_interleaved_write_frame(file, packet));
		}
	}

	/**
	 * Writes what is left; without this the file is no video.
	 *
	 * @throws IOException if it cannot be written
	 */
	public void end() throws IOException {
		if (ended) return;
		ended = true;
		require(avcodec_send_frame(encoder, null));
		take();
		require(av_write_trailer(file));
		final int closed = avio_closep(output);
		file.pb(null);
		output = null;
		require(closed);
	}

	private static void require(final int result) throws IOException {
		if (result < 0) throw new IOException(Ffmpeg.message(result));
	}

	@Override
	public void close() {
		if (output != null) avio_closep(output);
		output = null;
		if (!file.isNull()) avformat_free_context(file);
		if (encoder != null) avcodec_free_context(encoder);
		if (converter != null) sws_freeContext(converter);
		av_frame_free(colours);
		av_frame_free(converted);
		av_packet_free(packet);
	}
}
