// Makes a long video with its truth, and a clip of an expression by hand: the left mouth corner rises by 0.6 pixels.
// Argument: OUTPUT FOLDER,SECONDS
//   bin/imagej --headless -macro macros/make-videos.ijm made-up,20
part = split(getArgument(), ",");
if (part.length != 2) exit("This macro takes an argument, OUTPUT FOLDER,SECONDS; from another macro:\n" +
	"runMacro(\"/path/to/make-videos.ijm\", \"made-up,20\");");
run("Make Synthetic Expression Clips...", "output=[" + part[0] + "/videos] clips=1 seconds=" + part[1] + " fps=30");
run("Make Synthetic Expression Clips...", "output=[" + part[0] + "/by-hand] clips=1 units=L12:0.6 " +
	"course=[500,620,900] fps=100 shift=0");
