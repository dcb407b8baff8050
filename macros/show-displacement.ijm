// Shows a displacement image as colour, arrows, magnitude or strain and saves the picture as PNG.
// Argument: DISPLACEMENT,VIEW,PNG
//   bin/imagej --headless -macro macros/show-displacement.ijm displacement.tif,arrows,arrows.png
part = split(getArgument(), ",");
if (part.length != 3) exit("This macro takes an argument, DISPLACEMENT,VIEW,PNG; from another macro:\n" +
	"runMacro(\"/path/to/show-displacement.ijm\", \"displacement.tif,arrows,arrows.png\");");
open(part[0]);
run("Show Displacement As...", "view=" + part[1]);
saveAs("PNG", part[2]);
print("saved " + part[2]);
