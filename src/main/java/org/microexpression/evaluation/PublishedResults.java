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

package org.microexpression.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.Table.Column;
import org.microexpression.base.Table.Type;
import org.microexpression.base.Table;

/**
 * What has been published on the MEGC2019 composite (three classes, 442 clips, 68 subjects, leave one subject out), to
 * compare with. Many of these figures are not comparable with an honest run; the table says which:
 * <ul>
 * <li>{@code caution} L: the released code keeps, for each subject left out, the epoch that is best on that very
 * subject. In openly measured cases this alone adds .06 to .14 to UF1.</li>
 * <li>{@code caution} P: what is printed as UAR is the mean precision.</li>
 * <li>{@code caution} ?: doubtful, see the note; empty: not checked or known to be sound, see the note.</li>
 * <li>{@code basis}: {@code read} in the source named, {@code computed from released predictions},
 * {@code machine-written summary} of a paper, or {@code unconfirmed memory}: check those before citing them.</li>
 * </ul>
 */
public final class PublishedResults {

	/** Title of the table. */
	public static final String TITLE = "Published MEGC2019 Results";

	private static final String RESOURCE = "published-megc2019.csv";

	private PublishedResults() {}

	/**
	 * @return a row for each method: {@code method, year}, UF1 and UAR on {@code full}, {@code smic}, {@code casme2} and
	 *         {@code samm} (as {@code full_uf1, full_uar ...}, no value where not known), {@code basis, source, caution,
	 *         note}
	 */
	public static Table table() {
		final List<Column> columns = new ArrayList<>(List.of(new Column("method", Type.TEXT), new Column("year",
			Type.TEXT)));
		for (final String part : List.of("full", "smic", "casme2", "samm")) {
			columns.add(new Column(part + "_uf1", Type.REAL));
			columns.add(new Column(part + "_uar", Type.REAL));
		}
		for (final String name : List.of("basis", "source", "caution", "note"))
			columns.add(new Column(name, Type.TEXT));
		try (InputStream in = PublishedResults.class.getResourceAsStream(RESOURCE)) {
			return Table.parseCsv(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE, TITLE, columns);
		}
		catch (final IOException e) {
			throw new UncheckedIOException("The jar holds " + RESOURCE, e);
		}
	}
}
