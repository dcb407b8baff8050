// Opens a clip. Argument: a movie, a stack or a folder of numbered frames.
//   bin/imagej --headless -macro macros/import-clip.ijm CLIP
run("Import Expression Clip...", "path=[" + getArgument() + "]");
print(getTitle() + ": " + nSlices + " frames of " + getWidth() + " x " + getHeight() + " pixels");
