// Opens a clip. Argument: CLIP, a movie, a stack or a folder of numbered frames.
//   bin/imagej --headless -macro macros/import-clip.ijm clip.avi
if (getArgument() == "") exit("This macro takes an argument, CLIP, a movie, a stack" +
	" or a folder of numbered frames; from another macro:\n" +
	"runMacro(\"/path/to/import-clip.ijm\", \"clip.avi\");");
run("Import Expression Clip...", "path=[" + getArgument() + "]");
print(getTitle() + ": " + nSlices + " frames of " + getWidth() + " x " + getHeight() + " pixels");
