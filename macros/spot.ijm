// Spots the expressions of a video and writes the table, the motion and a figure.
// Argument: VIDEO,TABLE.csv,FIGURE.svg
//   bin/imagej --headless -macro macros/spot.ijm video.avi,spotted.csv,spotted.svg
part = split(getArgument(), ",");
if (part.length != 3) exit("This macro takes an argument, VIDEO,TABLE.csv,FIGURE.svg; from another macro:\n" +
	"runMacro(\"/path/to/spot.ijm\", \"video.avi,spotted.csv,spotted.svg\");");
run("Import Expression Clip...", "path=[" + part[0] + "]");
run("Spot Expressions...", "csv=[" + part[1] + "] timeline=false");
run("Export Timeline...", "csv=[" + part[1] + "] output=[" + part[2] + "]");
