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

package org.microexpression.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.batch.ActionUnitFile;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.ActionUnits;

class ActionUnitTablesTest {

	private static final Recognition ASYMMETRIC = MadeUpRecognitions.of("a.avi", "AU04_L", "AU04_R", "AU10_L");

	@Test
	void aRowForEachUnitAndSideAtWork() {
		final Table table = ActionUnitTables.table(ASYMMETRIC);
		assertEquals(List.of(List.of("a.avi", 3L, 13L, 4L, "Brow lowerer", "left", 0.875, 0.8125, "inner brow"), List.of(
			"a.avi", 3L, 13L, 4L, "Brow lowerer", "right", 0.875, 0.8125, "inner brow"), List.of("a.avi", 3L, 13L, 10L,
				"Upper lip raiser", "left", 0.875, 0.8125, "lips")), table.rows().stream().map(Table.Row::cells).toList());
		assertTrue(ActionUnitTables.table(MadeUpRecognitions.of("a.avi", ActionUnits.UNKNOWN)).rows().isEmpty());
	}

	@Test
	void theWideFileHasEveryUnitOfEveryClip(@TempDir final Path folder) {
		final Path file = folder.resolve("units.csv");
		new ActionUnitFile(file).append(ASYMMETRIC);
		new ActionUnitFile(file).append(MadeUpRecognitions.of("old model.avi", ActionUnits.UNKNOWN));
		final Table table = Table.readCsv(file, ActionUnitTables.WIDE, ActionUnitTables.wideColumns());
		assertEquals(4 + 3 * 32 + 1, table.columns().size());
		assertEquals(1L, table.cell(0, "AU10_L"));
		assertEquals(0L, table.cell(0, "AU10_R"));
		assertEquals(0.0625, table.cell(0, "AU10_R_p"));
		assertEquals(0.8125, table.cell(0, "AU04_R_px"));
		assertNull(table.cell(0, "AU10_R_px"), "a strength that is not known");
		assertEquals("4+L10", table.cell(0, "action_units"));
		assertNull(table.cell(1, "AU10_L"), "a model without action units says neither yes nor no");
		final InputException refused = assertThrows(InputException.class, () -> new ActionUnitFile(folder.resolve(
			"none/units.csv")));
		assertTrue(refused.getMessage().contains("given as 'unitscsv' does not exist"), refused.getMessage());
	}

	@Test
	void theRowOfAClipTellsAnswerStrengthAndUnits() {
		final Table.Row row = ASYMMETRIC.row();
		final List<String> names = Recognition.columns(ExpressionClass.labels()).stream().map(Table.Column::name).toList();
		assertEquals(List.of("model", "device", "guessed", "onset_s", "apex_s", "onset_to_apex_ms", "times", "answer",
			"strength_px", "signal_to_noise", "p_value", "action_units", "shares_by", "why"), names.subList(names.indexOf(
				"model"), names.size()), "new columns stand behind the old ones");
		assertEquals(List.of("uncertain", 0.21875, 1.75, 0.25, "4+L10", "occlusion",
			"the two most probable classes differ by 0.38, less than 0.50"), row.cells().subList(names.indexOf("answer"),
				names.size()));
		assertEquals("surprise", row.cell("prediction"), "the forced choice stays");
		assertNull(MadeUpRecognitions.of("a.avi", ActionUnits.UNKNOWN).row().cell("action_units"));
		assertEquals("", MadeUpRecognitions.of("a.avi").row().cell("action_units"), "none at work is not unknown");
	}
}
