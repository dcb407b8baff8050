// Computes the displacement field of a registered pair and saves it as TIFF: channel 1 is u, channel 2 is v, in pixels.
// Argument: PAIR,TIFF
//   bin/imagej --headless -macro macros/displacement.ijm registered.tif,displacement.tif
part = split(getArgument(), ",");
if (part.length != 2) exit("This macro takes an argument, PAIR,TIFF; from another macro:\n" +
	"runMacro(\"/path/to/displacement.ijm\", \"registered.tif,displacement.tif\");");
open(part[0]);
run("Compute Displacement Field...", "device=cpu view=none");
saveAs("Tiff", part[1]);
print("saved " + part[1]);
