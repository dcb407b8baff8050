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

package org.microexpression.timeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.GsonBuilder;

/**
 * A timeline as a project of BORIS, the program for coding behaviour of the University of Torino: project format 7.0,
 * one observation of the video, a state event for each tier that {@link ElanFile} has, since states of one name that
 * overlap would be paired wrongly. The format is not published; this is what the program writes and asks for.
 */
public final class BorisFile {

	/** The project asks for a date. It is always this one, so that the same timeline becomes the same bytes. */
	private static final String DATE = "1970-01-01T00:00:00";

	/** The program shows the media of an observation in so many players. */
	private static final int PLAYERS = 8;

	/** What the program writes for a frame that it has not counted itself. */
	private static final String NOT_COUNTED = "NA";

	private record Event(double seconds, String code, String comment) {
	}

	private BorisFile() {
		// Static methods only.
	}

	/**
	 * @param timeline the timeline, whose path is known
	 * @param seconds  how long the clip is
	 * @param rate     frames per second
	 * @return the content of a file that by custom ends in {@code .boris}, in UTF-8
	 */
	public static byte[] bytes(final Timeline timeline, final double seconds, final double rate) {
		return text(timeline, seconds, rate).getBytes(StandardCharsets.UTF_8);
	}

	static String text(final Timeline timeline, final double seconds, final double rate) {
		final Map<String, List<TimelineSpan>> tiers = ElanFile.tiers(timeline);
		final Map<String, Object> project = new LinkedHashMap<>();
		project.put("time_format", "hh:mm:ss");
		project.put("project_date", DATE);
		project.put("project_name", timeline.clip());
		project.put("project_description", Timeline.TITLE);
		project.put("project_format_version", "7.0");
		project.put("subjects_conf", Map.of());
		project.put("behaviors_conf", states(new ArrayList<>(tiers.keySet())));
		project.put("observations", Map.of(timeline.clip().strip(), observation(timeline, tiers, seconds, rate)));
		for (final String none : new String[] { "behavioral_categories", "behaviors_coding_map" })
			project.put(none, List.of());
		for (final String none : new String[] { "independent_variables", "coding_map", "converters" })
			project.put(none, Map.of());
		return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(project) + "\n";
	}

	/** What can be coded: keys on the keyboard are letters in turn. */
	private static Map<String, Object> states(final List<String> names) {
		final Map<String, Object> states = new LinkedHashMap<>();
		for (int i = 0; i < names.size(); i++) {
			final Map<String, Object> state = new LinkedHashMap<>();
			state.put("type", "State event");
			state.put("key", i < 26 ? String.valueOf((char) ('a' + i)) : "");
			state.put("code", names.get(i));
			for (final String none : new String[] { "description", "color", "category", "excluded", "coding map" })
				state.put(none, "");
			state.put("modifiers", Map.of());
			states.put(Integer.toString(i), state);
		}
		return states;
	}

	private static Map<String, Object> observation(final Timeline timeline, final Map<String, List<TimelineSpan>> tiers,
		final double seconds, final double rate)
	{
		final String media = Path.of(timeline.path()).toAbsolutePath().toString();
		final Map<String, Object> players = new LinkedHashMap<>();
		for (int player = 1; player <= PLAYERS; player++)
			players.put(Integer.toString(player), player == 1 ? List.of(media) : List.of());
		final Map<String, Object> info = new LinkedHashMap<>();
		info.put("length", Map.of(media, seconds));
		info.put("fps", Map.of(media, rate));
		info.put("hasVideo", Map.of(media, true));
		info.put("hasAudio", Map.of(media, false));
		info.put("offset", Map.of("1", 0.0));
		final Map<String, Object> observation = new LinkedHashMap<>();
		observation.put("type", "MEDIA");
		observation.put("file", players);
		observation.put("date", DATE);
		observation.put("description", "");
		observation.put("time offset", 0.0);
		observation.put("observation time interval", List.of(0, 0));
		observation.put("independent_variables", Map.of());
		for (final String not : new String[] { "visualize_spectrogram", "visualize_waveform",
			"close_behaviors_between_videos" })
			observation.put(not, false);
		observation.put("scan_sampling_time", 0);
		observation.put("media_info", info);
		observation.put("events", events(tiers));
		return observation;
	}

	/** Time, subject, code, modifier, comment, frame: a state begins and ends with an event each. */
	private static List<List<Object>> events(final Map<String, List<TimelineSpan>> tiers) {
		final List<Event> events = new ArrayList<>();
		tiers.forEach((code, spans) -> {
			for (final TimelineSpan span : spans) {
				events.add(new Event(ElanFile.start(span) / 1000.0, code, ElanFile.value(span)));
				events.add(new Event(ElanFile.end(span) / 1000.0, code, ""));
			}
		});
		// Of two at the same time the one that was there before stays before: an end, then the next one's begin.
		events.sort(Comparator.comparingDouble(Event::seconds));
		return events.stream().map(event -> List.<Object> of(event.seconds(), "", event.code(), "", event.comment(),
			NOT_COUNTED)).toList();
	}
}
