// The whole chain on the three sample clips. Argument: an existing folder for the results.
//   bin/imagej --headless -macro macros/demo.ijm target/demo
folder = getArgument();
if (folder == "") folder = getDirectory("Folder for the results");
if (!endsWith(folder, "/")) folder = folder + "/";
csv = folder + "predictions.csv";
if (File.exists(csv)) File.delete(csv);

classes = newArray("Negative", "Positive", "Surprise");
for (i = 0; i < classes.length; i++) {
	run("Micro-Expression Clip (" + classes[i] + ")");
	clip = getImageID();
	// The samples begin at their onset, so the first frame is it.
	run("Recognize Micro-Expression...", "onset=0 apex=0 apexfinder=[largest motion] device=cpu csv=[" + csv + "]");

	if (classes[i] == "Surprise") {
		selectImage(clip);
		run("Register Onset and Apex...", "onset=0 apex=0 apexfinder=[largest motion]");
		saveAs("Tiff", folder + "registered.tif");
		run("Compute Displacement Field...", "device=cpu view=none");
		saveAs("Tiff", folder + "displacement.tif");
		run("Show Displacement As...", "view=colour");
		saveAs("PNG", folder + "displacement.png");
	}
}
print(File.openAsString(csv));
