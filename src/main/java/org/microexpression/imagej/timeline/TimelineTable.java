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

package org.microexpression.imagej.timeline;

import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Locale;

import javax.swing.DefaultCellEditor;
import javax.swing.JComboBox;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.event.ListSelectionEvent;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableColumn;

import org.microexpression.imagej.timeline.TimelineModel.Edge;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.timeline.TimelineSpan;

/** The intervals of a timeline as a table; kinds and times can be changed in it. */
final class TimelineTable extends JTable implements TimelineModel.Listener {

	private static final long serialVersionUID = 1L;

	private enum Column {

			KIND("kind"), ONSET("onset, s"), APEX("apex, s"), OFFSET("offset, s"), LENGTH("length, ms"), ANSWER("answer"),
			PROBABILITY("probability"), UNITS("action units"), SNR("signal/noise"), NOTE("note");

		private final String title;

		Column(final String title) {
			this.title = title;
		}

		private boolean isNumber() {
			return this != KIND && this != ANSWER && this != UNITS && this != NOTE;
		}
	}

	private final transient TimelineModel model;
	private boolean following;

	TimelineTable(final TimelineModel model) {
		super(new Rows(model));
		this.model = model;
		setName("spans");
		setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
		setFillsViewportHeight(true);
		setAutoResizeMode(AUTO_RESIZE_SUBSEQUENT_COLUMNS);
		final JComboBox<String> kinds = new JComboBox<>();
		for (final SpottedKind kind : SpottedKind.values())
			kinds.addItem(kind.label());
		getColumnModel().getColumn(Column.KIND.ordinal()).setCellEditor(new DefaultCellEditor(kinds));
		for (final Column column : Column.values()) {
			final TableColumn shown = getColumnModel().getColumn(column.ordinal());
			shown.setPreferredWidth(column == Column.NOTE ? 160 : 80);
			if (column.isNumber()) shown.setCellRenderer(new Decimals(column == Column.LENGTH ? 0 : column == Column.SNR ? 1
				: 3));
		}
		model.listen(this);
	}

	/** A note is longer than its cell. */
	@Override
	public String getToolTipText(final MouseEvent event) {
		final int row = rowAtPoint(event.getPoint()), column = columnAtPoint(event.getPoint());
		if (row < 0 || column < 0 || convertColumnIndexToModel(column) != Column.NOTE.ordinal()) return null;
		final String note = model.timeline().spans().get(row).note();
		return note.isEmpty() ? null : "<html><body style='width: 360px'>" + note.replace("&", "&amp;").replace("<",
			"&lt;");
	}

	@Override
	public void valueChanged(final ListSelectionEvent event) {
		super.valueChanged(event);
		// Called by the constructor of the superclass already.
		if (model != null && !following && !event.getValueIsAdjusting() && getSelectedRow() >= 0) model.select(
			getSelectedRow());
	}

	@Override
	public void spansChanged() {
		following = true;
		((AbstractTableModel) getModel()).fireTableDataChanged();
		following = false;
		selectionChanged();
	}

	@Override
	public void selectionChanged() {
		following = true;
		if (model.selected() < 0) clearSelection();
		else {
			setRowSelectionInterval(model.selected(), model.selected());
			scrollRectToVisible(getCellRect(model.selected(), 0, true));
		}
		following = false;
	}

	/** Empty where a number is not known. */
	private static final class Decimals extends DefaultTableCellRenderer {

		private static final long serialVersionUID = 1L;

		private final int decimals;

		private Decimals(final int decimals) {
			this.decimals = decimals;
			setHorizontalAlignment(RIGHT);
		}

		@Override
		protected void setValue(final Object value) {
			final boolean known = value instanceof Double number && !number.isNaN();
			super.setValue(known ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "");
		}
	}

	private static final class Rows extends AbstractTableModel {

		private static final long serialVersionUID = 1L;

		private static final List<Column> EDITABLE = List.of(Column.KIND, Column.ONSET, Column.APEX, Column.OFFSET);

		private final transient TimelineModel model;

		private Rows(final TimelineModel model) {
			this.model = model;
		}

		@Override
		public int getRowCount() {
			return model.timeline().spans().size();
		}

		@Override
		public int getColumnCount() {
			return Column.values().length;
		}

		@Override
		public String getColumnName(final int column) {
			return Column.values()[column].title;
		}

		@Override
		public Class<?> getColumnClass(final int column) {
			return Column.values()[column].isNumber() ? Double.class : String.class;
		}

		@Override
		public boolean isCellEditable(final int row, final int column) {
			return EDITABLE.contains(Column.values()[column]);
		}

		@Override
		public Object getValueAt(final int row, final int column) {
			final TimelineSpan span = model.timeline().spans().get(row);
			final SpottedInterval i = span.interval();
			return switch (Column.values()[column]) {
				case KIND -> i.kind().label();
				case ONSET -> i.onset().seconds();
				case APEX -> i.apex().seconds();
				case OFFSET -> i.offset().seconds();
				case LENGTH -> i.milliseconds();
				case ANSWER -> span.answer();
				case PROBABILITY -> span.probability();
				case UNITS -> span.units();
				case SNR -> i.signalToNoise();
				case NOTE -> span.note();
			};
		}

		@Override
		public void setValueAt(final Object value, final int row, final int column) {
			if (value == null || row >= getRowCount()) return;
			model.select(row);
			switch (Column.values()[column]) {
				case KIND -> model.setKind(SpottedKind.of(value.toString()));
				case ONSET -> model.move(Edge.ONSET, (Double) value);
				case APEX -> model.move(Edge.APEX, (Double) value);
				case OFFSET -> model.move(Edge.OFFSET, (Double) value);
				default -> throw new IllegalArgumentException("Column " + column + " is not edited");
			}
		}
	}
}
