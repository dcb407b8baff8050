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

package org.microexpression.launch;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.ItemSelectable;
import java.awt.TextComponent;
import java.awt.TextField;
import java.awt.event.ActionListener;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.swing.JFileChooser;

import org.microexpression.base.InputException;
import org.microexpression.command.ExpressionCommand;
import org.microexpression.imagej.ClipFrames;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

/** ImageJ 1.x's dialog for a SciJava command's parameters. */
final class CommandDialog {

	private static final int TEXT_COLUMNS = 28;

	private final GenericDialog dialog;
	private boolean besideBox;
	private final List<Field> fields = new ArrayList<>();

	private record Field(ModuleItem<?> item, Supplier<String> text) {
	}

	/** What shows a field: its label, what is typed or chosen in, its buttons. */
	private final Map<Field, List<Component>> shown = new LinkedHashMap<>();

	private CommandDialog(final Module module) {
		dialog = new GenericDialog(module.getInfo().getTitle().replace("...", ""));
		final StringBuilder help = new StringBuilder("<html><body style='width:360px'>");
		for (final ModuleItem<?> item : MacroValues.inOrder(module.getInfo())) {
			if (item.getVisibility() == ItemVisibility.MESSAGE) dialog.addMessage(plain(String.valueOf(module.getInput(item
				.getName()))));
			if (!MacroValues.isOpen(module, item)) continue;
			final int before = dialog.getComponentCount();
			final Field field = add(module, item);
			fields.add(field);
			shown.put(field, List.of(Arrays.copyOfRange(dialog.getComponents(), before, dialog.getComponentCount())));
			if (item.getDescription() != null) Tooltip.add(dialog, item.getDescription());
			help.append("<p><b>").append(item.getLabel()).append("</b><br>").append(item.getDescription()).append("</p>");
		}
		dialog.addHelp(help.append("</body></html>").toString());
		final ExpressionCommand command = (ExpressionCommand) module.getDelegateObject();
		shown.values().forEach(components -> components.forEach(component -> listen(component, () -> grey(command))));
		grey(command);
	}

	/** Greys what the choices so far make useless. */
	private void grey(final ExpressionCommand command) {
		final Map<String, String> values = new HashMap<>();
		fields.forEach(field -> values.put(field.item().getName(), field.text().get()));
		shown.forEach((field, components) -> components.forEach(component -> enable(component, command.uses(field.item()
			.getName(), values))));
	}

	/** Only where it differs: a field that is enabled again loses what is selected in it. */
	private static void enable(final Component component, final boolean useful) {
		if (component.isEnabled() != useful) component.setEnabled(useful);
		if (component instanceof Container container) for (final Component inner : container.getComponents())
			enable(inner, useful);
	}

	private static void listen(final Component component, final Runnable changed) {
		if (component instanceof ItemSelectable selectable) selectable.addItemListener(event -> changed.run());
		if (component instanceof TextComponent text) text.addTextListener(event -> changed.run());
		if (component instanceof Container container) for (final Component inner : container.getComponents())
			listen(inner, changed);
	}

	/**
	 * Asks until the answers can be used, and gives them to the command.
	 *
	 * @param module the command
	 * @return {@code false} if the user canceled
	 */
	static boolean ask(final Module module) {
		LastValues.propose(module);
		while (true) {
			final CommandDialog asked = new CommandDialog(module);
			asked.dialog.showDialog();
			if (asked.dialog.wasCanceled()) return false;
			try {
				for (final Field field : asked.fields)
					MacroValues.set(module, field.item(), field.text().get());
				LastValues.keep(module);
				((ExpressionCommand) module.getDelegateObject()).askedPerson();
				return true;
			}
			catch (final InputException e) {
				IJ.showMessage(asked.dialog.getTitle(), Wrapped.lines(e.getMessage()));
			}
		}
	}

	/** Reads the components themselves: the dialog's own getters would record the labels instead of our keys. */
	private Field add(final Module module, final ModuleItem<?> item) {
		final String label = item.getLabel();
		final Object value = module.getInput(item.getName());
		final List<String> choices = ((ExpressionCommand) module.getDelegateObject()).offered(item);
		final Class<?> type = item.getType();
		if (value instanceof Boolean checked) {
			// Two in a row, so that a long dialog keeps its buttons on a small screen.
			if (besideBox) dialog.addToSameRow();
			besideBox = !besideBox;
			dialog.addCheckbox(label, checked);
			final Checkbox box = (Checkbox) dialog.getCheckboxes().lastElement();
			return new Field(item, () -> String.valueOf(box.getState()));
		}
		besideBox = false;
		if (!choices.isEmpty()) {
			dialog.addChoice(label, choices.toArray(String[]::new), String.valueOf(value));
			final Choice choice = (Choice) dialog.getChoices().lastElement();
			if (item.is(ExpressionCommand.MODEL)) addModelButton(choice);
			return new Field(item, choice::getSelectedItem);
		}
		if (item.is(ExpressionCommand.FRAME)) return addFrame(module, item);
		if (value instanceof Number number) {
			dialog.addNumericField(label, number.doubleValue(), number instanceof Integer ? 0 : 3);
			final TextField text = (TextField) dialog.getNumericFields().lastElement();
			// Three decimals are too many for 4000 ms and too few for a learning rate.
			text.setText(new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
			return new Field(item, text::getText);
		}
		final String shown = value == null ? "" : value.toString();
		if (type == File.class) addPathField(label, shown, String.valueOf(item.getWidgetStyle()));
		else dialog.addStringField(label, shown, TEXT_COLUMNS);
		final TextField text = (TextField) dialog.getStringFields().lastElement();
		return new Field(item, text::getText);
	}

	/** A folder that somebody else has made, or that lies where none is looked for. */
	private void addModelButton(final Choice choice) {
		dialog.addToSameRow();
		dialog.addButton("Browse...", pressed -> {
			final JFileChooser chooser = new JFileChooser(OpenDialog.getDefaultDirectory());
			chooser.setDialogTitle("Folder of a model");
			chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
			chosen(chooser, JFileChooser.OPEN_DIALOG).ifPresent(folder -> takeModel(folder.toPath(), choice));
		});
	}

	private void takeModel(final Path folder, final Choice choice) {
		if (!ModelStore.isModel(folder)) {
			IJ.showMessage(dialog.getTitle(), Wrapped.lines("The folder '" + folder + "' is no model: it has no " +
				ModelCard.FILE_NAME + "; choose the folder that has it."));
			return;
		}
		UserSettings.rememberModel(folder);
		choice.add(folder.toString());
		choice.select(folder.toString());
	}

	/**
	 * What is approved is taken at once: while the chooser closes, the list of a slow folder may come and select another
	 * file.
	 */
	private Optional<File> chosen(final JFileChooser chooser, final int type) {
		final AtomicReference<File> approved = new AtomicReference<>();
		chooser.addActionListener(event -> {
			if (event.getActionCommand().equals(JFileChooser.APPROVE_SELECTION)) approved.set(chooser.getSelectedFile());
		});
		chooser.setDialogType(type);
		if (chooser.showDialog(dialog, null) != JFileChooser.APPROVE_OPTION) return Optional.empty();
		// A list that comes while it is approved may have cleared the selection for a moment.
		return Optional.ofNullable(approved.get() == null ? chooser.getSelectedFile() : approved.get());
	}

	/** What was last used on this clip, else a guess; a button takes the frame that the clip stands at. */
	private Field addFrame(final Module module, final ModuleItem<?> item) {
		final Optional<ImagePlus> image = ImageInput.given(module);
		final String shown = image.flatMap(clip -> ClipFrames.last(clip, item.getName())).orElse(MacroValues.GUESS);
		dialog.addNumericField(item.getLabel(), 0, 0);
		final TextField text = (TextField) dialog.getNumericFields().lastElement();
		text.setText(shown);
		image.ifPresent(clip -> {
			dialog.addToSameRow();
			dialog.addButton("Use current frame", pressed -> text.setText(String.valueOf(ClipFrames.current(clip))));
		});
		return new Field(item, text::getText);
	}

	/**
	 * ImageJ's own fields let the user browse for a file that exists or for a folder. For both in one, and for a file to
	 * be written, the button is given our chooser.
	 */
	private void addPathField(final String label, final String shown, final String style) {
		switch (style) {
			case FileWidget.DIRECTORY_STYLE -> dialog.addDirectoryField(label, shown, TEXT_COLUMNS);
			case FileWidget.FILE_AND_DIRECTORY_STYLE -> addBrowsedField(label, shown, this::chooseFileOrFolder);
			case FileWidget.SAVE_STYLE -> addBrowsedField(label, shown, this::chooseFileToWrite);
			default -> dialog.addFileField(label, shown, TEXT_COLUMNS);
		}
	}

	private void addBrowsedField(final String label, final String shown, final Consumer<TextField> choice) {
		dialog.addFileField(label, shown, TEXT_COLUMNS);
		final TextField text = (TextField) dialog.getStringFields().lastElement();
		for (final Component component : text.getParent().getComponents()) {
			if (!(component instanceof Button browse)) continue;
			for (final ActionListener listener : browse.getActionListeners())
				browse.removeActionListener(listener);
			browse.addActionListener(pressed -> choice.accept(text));
		}
	}

	private void chooseFileOrFolder(final TextField text) {
		final JFileChooser chooser = new JFileChooser(text.getText().isBlank() ? OpenDialog.getDefaultDirectory() : text
			.getText());
		chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
		chosen(chooser, JFileChooser.OPEN_DIALOG).ifPresent(file -> text.setText(file.getPath()));
	}

	/** The file may be a new one; of one that exists nothing is lost, since tables are continued. */
	private void chooseFileToWrite(final TextField text) {
		final JFileChooser chooser = new JFileChooser(OpenDialog.getDefaultDirectory());
		if (!text.getText().isBlank()) chooser.setSelectedFile(new File(text.getText().trim()).getAbsoluteFile());
		chosen(chooser, JFileChooser.SAVE_DIALOG).ifPresent(file -> text.setText(file.getPath()));
	}

	private static String plain(final String html) {
		return html.replaceAll("<br/?>|</p>", "\n").replaceAll("<[^>]*>", "").replace("&gt;", ">").trim();
	}
}
