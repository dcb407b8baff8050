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
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/** Makes videos whose frames carry their number, by the encoders of the library that reads them. */
public final class VideoMaker {

	/** Frames carry their number in so many blocks, the lowest bit first: white for 1. */
	public static final int BITS = 8;

	private static final int BLACK = 40, WHITE = 210;

	private final Path file;

	private final String encoder;

	private final String pixels;

	private int width = 128, height = 96;

	/** Milliseconds of each frame. */
	private long[] times = new long[0];

	private int bFrames;

	private int group = 12;

	private int repeats = 1;

	/** Frames a second where the container counts frames; 0 where it counts milliseconds. */
	private int rate;

	private int[] matrix;

	private int[] aspect = { 1, 1 };

	private final Map<String, String> options = new TreeMap<>();

	private final Map<String, String> containerOptions = new TreeMap<>();

	private VideoMaker(final Path file, final String encoder, final String pixels) {
		this.file = file;
		this.encoder = encoder;
		this.pixels = pixels;
	}

	/**
	 * @param file    its suffix tells the container
	 * @param encoder FFmpeg's name of it
	 * @param pixels  FFmpeg's name of the pixel format
	 */
	public static VideoMaker of(final Path file, final String encoder, final String pixels) {
		Ffmpeg.load();
		return new VideoMaker(file, encoder, pixels);
	}

	public VideoMaker size(final int pixelsPerRow, final int rows) {
		width = pixelsPerRow;
		height = rows;
		return this;
	}

	/** Frames at any times, in ascending milliseconds. */
	public VideoMaker at(final long... milliseconds) {
		times = milliseconds.clone();
		return this;
	}

	/** Frames at a constant rate that the container counts by. */
	public VideoMaker counted(final int frames, final int framesPerSecond) {
		rate = framesPerSecond;
		times = new long[frames];
		for (int i = 0; i < frames; i++)
			times[i] = i;
		return this;
	}

	public VideoMaker bFrames(final int most) {
		bFrames = most;
		return this;
	}

	/** Every so manieth frame is a key frame. */
	public VideoMaker group(final int frames) {
		group = frames;
		return this;
	}

	/** Writes all that is encoded so many times, one after the other; without B frames. */
	public VideoMaker repeated(final int count) {
		repeats = count;
		return this;
	}

	public VideoMaker matrix(final int... nine) {
		matrix = nine.clone();
		return this;
	}

	public VideoMaker aspect(final int wide, final int high) {
		aspect = new int[] { wide, high };
		return this;
	}

	public VideoMaker option(final String key, final String value) {
		options.put(key, value);
		return this;
	}

	public VideoMaker containerOption(final String key, final String value) {
		containerOptions.put(key, value);
		return this;
	}

	/** @return whether a number stands in a picture of grey levels as {@link #write} draws it */
	public static int numberIn(final float[] grey, final int width, final int height) {
		int number = 0;
		for (int bit = 0; bit < BITS; bit++)
			if (grey[height / 4 * width + (2 * bit + 1) * width / (2 * BITS)] > (BLACK + WHITE) / 2) number |= 1 << bit;
		return number;
	}

	/** The upper half of a frame holds its number, the lower one moves. */
	private static int level(final int x, final int y, final int width, final int height, final int frame) {
		if (2 * y < height) return (frame >> x * BITS / width & 1) == 1 ? WHITE : BLACK;
		return 60 + (3 * x + 5 * y + 11 * frame) % 120;
	}

	/** Writes the file. */
	public void write() {
		final AVFormatContext out = new AVFormatContext(null);
		require(avformat_alloc_output_context2(out, null, (String) null, file.toString()), "container");
		final AVCodec codec = avcodec_find_encoder_by_name(encoder);
		final AVCodecContext context = avcodec_alloc_context3(codec);
		final AVStream stream = avformat_new_stream(out, null);
		configure(context, out);
		require(avcodec_open2(context, codec, (AVDictionary) null), encoder);
		require(avcodec_parameters_from_context(stream.codecpar(), context), "parameters");
		stream.time_base(context.time_base());
		stream.sample_aspect_ratio(av_make_q(aspect[0], aspect[1]));
		if (rate > 0) stream.avg_frame_rate(av_make_q(rate, 1));
		if (matrix != null) turn(stream);
		final AVIOContext io = new AVIOContext(null);
		require(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "file");
		out.pb(io);
		final AVDictionary header = new AVDictionary(null);
		containerOptions.forEach((key, value) -> av_dict_set(header, key, value, 0));
		require(avformat_write_header(out, header), "header");
		av_dict_free(header);
		final List<AVPacket> packets = encode(context);
		final long period = times.length == 0 ? 0 : times[times.length - 1] + (rate > 0 ? 1 : 40);
		for (int r = 0; r < repeats; r++)
			for (final AVPacket packet : packets) {
				final AVPacket copy = av_packet_clone(packet);
				copy.pts(copy.pts() + r * period);
				copy.dts(copy.dts() + r * period);
				// Otherwise the last frame has none, and is cut away by the times of the track.
				copy.duration(rate > 0 ? 1 : 20);
				av_packet_rescale_ts(copy, context.time_base(), stream.time_base());
				copy.stream_index(0);
				require(av_interleaved_write_frame(out, copy), "packet");
				av_packet_free(copy);
			}
		require(av_write_trailer(out), "trailer");
		packets.forEach(packet -> av_packet_free(packet));
		avio_closep(out.pb());
		avformat_free_context(out);
		avcodec_free_context(context);
	}

	/** Writes an MP4, MOV or MKV file of half a second of silence, without pictures. */
	public static void writeSound(final Path file) {
		writeSound(file, new byte[0]);
	}

	/** As above, in an MKV file with a cover, a picture as JPEG; none where it has no bytes. */
	public static void writeSound(final Path file, final byte[] cover) {
		Ffmpeg.load();
		final AVFormatContext out = new AVFormatContext(null);
		require(avformat_alloc_output_context2(out, null, (String) null, file.toString()), "container");
		final AVStream stream = avformat_new_stream(out, null);
		stream.codecpar().codec_type(AVMEDIA_TYPE_AUDIO);
		stream.codecpar().codec_id(AV_CODEC_ID_PCM_S16LE);
		stream.codecpar().format(AV_SAMPLE_FMT_S16);
		stream.codecpar().sample_rate(8000);
		stream.codecpar().block_align(2);
		stream.codecpar().bits_per_coded_sample(16);
		av_channel_layout_default(stream.codecpar().ch_layout(), 1);
		stream.time_base(av_make_q(1, 8000));
		if (cover.length > 0) attach(out, cover);
		final AVIOContext io = new AVIOContext(null);
		require(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "file");
		out.pb(io);
		require(avformat_write_header(out, (AVDictionary) null), "header");
		final AVPacket packet = av_packet_alloc();
		require(av_new_packet(packet, 8000), "packet");
		packet.data().limit(8000).put(new byte[8000]);
		packet.pts(0).dts(0).duration(4000);
		require(av_interleaved_write_frame(out, packet), "sound");
		require(av_write_trailer(out), "trailer");
		av_packet_free(packet);
		avio_closep(out.pb());
		avformat_free_context(out);
	}

	private static void attach(final AVFormatContext out, final byte[] cover) {
		final AVStream picture = avformat_new_stream(out, null);
		final BytePointer bytes = new BytePointer(av_mallocz(cover.length + 64L)).capacity(cover.length);
		bytes.put(cover);
		picture.codecpar().codec_type(AVMEDIA_TYPE_ATTACHMENT);
		picture.codecpar().codec_id(AV_CODEC_ID_MJPEG);
		picture.codecpar().extradata(bytes);
		picture.codecpar().extradata_size(cover.length);
		final AVDictionary names = new AVDictionary(null);
		av_dict_set(names, "filename", "cover.jpg", 0);
		av_dict_set(names, "mimetype", "image/jpeg", 0);
		picture.metadata(names);
	}

	private void configure(final AVCodecContext context, final AVFormatContext out) {
		context.width(width);
		context.height(height);
		context.pix_fmt(av_get_pix_fmt(pixels));
		context.time_base(av_make_q(1, rate > 0 ? rate : 1000));
		context.framerate(av_make_q(rate > 0 ? rate : 25, 1));
		context.sample_aspect_ratio(av_make_q(aspect[0], aspect[1]));
		context.gop_size(group);
		context.max_b_frames(bFrames);
		// An encoder that is given a quality takes no rate beside it.
		if (!options.containsKey("crf")) context.bit_rate(2_000_000);
		context.thread_count(1);
		// Experimental encoders are good enough to make tests with.
		context.strict_std_compliance(-2);
		if ((out.oformat().flags() & AVFMT_GLOBALHEADER) != 0) context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
		options.forEach((key, value) -> require(av_opt_set(context, key, value, AV_OPT_SEARCH_CHILDREN), key));
	}

	private void turn(final AVStream stream) {
		final AVPacketSideData data = new AVPacketSideData(null);
		try (IntPointer count = new IntPointer(1)) {
			count.put(0);
			final AVPacketSideData made = av_packet_side_data_new(data, count, AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
			new IntPointer(made.data()).put(matrix, 0, 9);
			stream.codecpar().coded_side_data(data);
			stream.codecpar().nb_coded_side_data(1);
		}
	}

	private List<AVPacket> encode(final AVCodecContext context) {
		final List<AVPacket> packets = new ArrayList<>();
		final AVFrame drawn = frame(AV_PIX_FMT_YUV420P);
		for (int i = 0; i < times.length; i++) {
			draw(drawn, i);
			final AVFrame converted = frame(context.pix_fmt());
			final SwsContext scaler = sws_getCachedContext(null, width, height, AV_PIX_FMT_YUV420P, width, height, context
				.pix_fmt(), SWS_BICUBIC, null, null, (DoublePointer) null);
			require(sws_scale_frame(scaler, converted, drawn), "conversion");
			sws_freeContext(scaler);
			converted.pts(times[i]);
			require(avcodec_send_frame(context, converted), "frame");
			av_frame_free(converted);
			take(context, packets);
		}
		if (times.length > 0) {
			avcodec_send_frame(context, null);
			take(context, packets);
		}
		av_frame_free(drawn);
		return packets;
	}

	private AVFrame frame(final int format) {
		final AVFrame frame = av_frame_alloc();
		frame.format(format);
		frame.width(width);
		frame.height(height);
		require(av_frame_get_buffer(frame, 0), "buffer");
		return frame;
	}

	private void draw(final AVFrame frame, final int number) {
		final byte[] row = new byte[width];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++)
				row[x] = (byte) level(x, y, width, height, number);
			new BytePointer(frame.data(0)).position((long) y * frame.linesize(0)).put(row, 0, width);
		}
		Arrays.fill(row, (byte) 128);
		for (int plane = 1; plane < 3; plane++)
			for (int y = 0; y < (height + 1) / 2; y++)
				new BytePointer(frame.data(plane)).position((long) y * frame.linesize(plane)).put(row, 0, (width + 1) / 2);
	}

	private static void take(final AVCodecContext context, final List<AVPacket> packets) {
		while (true) {
			final AVPacket packet = av_packet_alloc();
			if (avcodec_receive_packet(context, packet) < 0) {
				av_packet_free(packet);
				return;
			}
			packets.add(packet);
		}
	}

	private static void require(final int result, final String what) {
		if (result < 0) throw new IllegalStateException(what + ": " + Ffmpeg.message(result));
	}
}
