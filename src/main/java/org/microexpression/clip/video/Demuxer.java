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

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PALETTE;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_flush;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_PAL8;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.microexpression.base.InputException;

/** The packets of a file's video stream, one after the other, each in native memory until the next. */
final class Demuxer implements AutoCloseable {

	/** A film has a few streams; a file of thousands was made to keep its reader busy. */
	private static final String MOST_STREAMS = "64";

	private final Path file;

	private final AVFormatContext context = new AVFormatContext(null);

	private final AVPacket packet;

	/** Takes apart what DivX packs into one packet; {@code null} where nothing does. */
	private AVBSFContext unpacking;

	private AVStream stream;

	private int pictureStreams;

	/** Colours of indexed pictures, which some files give with the first packet alone; {@code null} until met. */
	private byte[] palette;

	/**
	 * Opens the file and finds its pictures.
	 *
	 * @throws InputException if FFmpeg cannot read it, or it holds no pictures
	 */
	Demuxer(final Path file, final VideoContainer container) {
		this.file = file;
		Ffmpeg.load();
		packet = av_packet_alloc();
		try {
			open(container);
			stream = choose();
			if (container == VideoContainer.AVI && stream.codecpar().codec_id() == avcodec.AV_CODEC_ID_MPEG4) unpack();
		}
		catch (final RuntimeException | Error e) {
			close();
			throw e;
		}
	}

	private void open(final VideoContainer container) {
		final AVDictionary options = new AVDictionary(null);
		// No protocol but files, this demuxer, these decoders: nothing in a file makes FFmpeg open something else.
		av_dict_set(options, "protocol_whitelist", "file", 0);
		av_dict_set(options, "format_whitelist", container.demuxer(), 0);
		av_dict_set(options, "codec_whitelist", VideoContainer.decoders(), 0);
		av_dict_set(options, "max_streams", MOST_STREAMS, 0);
		if (container == VideoContainer.MPEG_TS) {
			// Recordings that begin anywhere say what they hold only at the next key frame.
			av_dict_set(options, "analyzeduration", "30000000", 0);
			av_dict_set(options, "probesize", "100000000", 0);
		}
		try (BytePointer url = new BytePointer(("file:" + file.toAbsolutePath() + "\0").getBytes(StandardCharsets.UTF_8))) {
			require(avformat_open_input(context, url, av_find_input_format(container.demuxer()), options));
		}
		finally {
			av_dict_free(options);
		}
		require(avformat_find_stream_info(context, (AVDictionary) null));
	}

	private void require(final int result) {
		if (result < 0) throw new InputException("The file '" + file + "' cannot be read as a clip (" + Ffmpeg.message(
			result) + "); it is damaged: copy or export it again.");
	}

	private AVStream choose() {
		final int best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
		for (int i = 0; i < context.nb_streams(); i++) {
			final AVStream other = context.streams(i);
			// The cover of a piece of music, or small pictures of a film's parts.
			final boolean still = (other.disposition() & (avformat.AV_DISPOSITION_ATTACHED_PIC |
				avformat.AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
			if (other.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO && !still) pictureStreams++;
			if (i != best) other.discard(avcodec.AVDISCARD_ALL);
		}
		if (best < 0 || pictureStreams == 0) throw new InputException("The file '" + file + "' holds no moving pictures" +
			(context.nb_streams() > 0 ? ", only sound or other things" : "") + "; choose the video itself.");
		return context.streams(best);
	}

	private void unpack() {
		unpacking = new AVBSFContext(null);
		require(av_bsf_alloc(av_bsf_get_by_name("mpeg4_unpack_bframes"), unpacking));
		require(avcodec_parameters_copy(unpacking.par_in(), stream.codecpar()));
		unpacking.time_base_in(stream.time_base());
		require(av_bsf_init(unpacking));
	}

	/** @return the stream that is read */
	AVStream stream() {
		return stream;
	}

	/** @return the whole file */
	AVFormatContext context() {
		return context;
	}

	/** @return how many streams of moving pictures the file has */
	int pictureStreams() {
		return pictureStreams;
	}

	/** @return the packet read last */
	AVPacket packet() {
		return packet;
	}

	/** @return whether the packet read last is encrypted */
	boolean isEncrypted() {
		try (SizeTPointer size = new SizeTPointer(1)) {
			final BytePointer found = av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, size);
			return found != null && !found.isNull();
		}
	}

	/** Decoding may start at any packet, so that each gets the colours that were met last. */
	private boolean withPalette() {
		if (stream.codecpar().format() != AV_PIX_FMT_PAL8) return true;
		try (SizeTPointer size = new SizeTPointer(1)) {
			final BytePointer found = av_packet_get_side_data(packet, AV_PKT_DATA_PALETTE, size);
			if (found != null && !found.isNull()) {
				palette = new byte[(int) size.get()];
				found.get(palette);
			}
			else if (palette != null) {
				final BytePointer added = av_packet_new_side_data(packet, AV_PKT_DATA_PALETTE, palette.length);
				if (added != null && !added.isNull()) added.put(palette);
			}
		}
		return true;
	}

	/**
	 * Reads the next packet.
	 *
	 * @return whether there was one; not so at the end of the file, or where it is damaged so that nothing follows
	 */
	boolean next() {
		while (true) {
			if (unpacking != null) {
				av_packet_unref(packet);
				final int unpacked = av_bsf_receive_packet(unpacking, packet);
				if (unpacked >= 0) return true;
				if (unpacked == AVERROR_EOF) return false;
			}
			av_packet_unref(packet);
			if (av_read_frame(context, packet) < 0) {
				if (unpacking == null) return false;
				av_bsf_send_packet(unpacking, (AVPacket) null);
			}
			else if (packet.stream_index() == stream.index()) {
				if (unpacking == null) return withPalette();
				av_bsf_send_packet(unpacking, packet);
			}
		}
	}

	/**
	 * @param time a time stamp of the stream
	 * @return whether the next packet is near and not behind it, as far as the file's index tells
	 */
	boolean seek(final long time) {
		return afterSeek(av_seek_frame(context, stream.index(), time, AVSEEK_FLAG_BACKWARD));
	}

	/**
	 * @param position a place in the file where a packet began
	 * @return whether reading goes on there
	 */
	boolean seekByte(final long position) {
		return afterSeek(av_seek_frame(context, stream.index(), position, AVSEEK_FLAG_BYTE));
	}

	private boolean afterSeek(final int result) {
		if (unpacking != null) av_bsf_flush(unpacking);
		return result >= 0;
	}

	@Override
	public void close() {
		av_packet_free(packet);
		if (unpacking != null) av_bsf_free(unpacking);
		avformat_close_input(context);
	}
}
