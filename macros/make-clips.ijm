// Makes clips of made-up people of whom everything is known: as a dataset on disk, and one clip as images.
// Argument: OUTPUT FOLDER,SUBJECTS,CLIPS OF EACH
//   bin/imagej --headless -macro macros/make-clips.ijm made-up,3,3
part = split(getArgument(), ",");
if (part.length != 3) exit("This macro takes an argument, OUTPUT FOLDER,SUBJECTS,CLIPS OF EACH; from another macro:\n" +
	"runMacro(\"/path/to/make-clips.ijm\", \"made-up,3,3\");");
run("Make Synthetic Expression Clips...", "output=[" + part[0] + "] subjects=" + part[1] + " clips=" + part[2] +
	" frames=24 noise=1");
run("Make Synthetic Expression Clips...", "clips=1 classes=surprise frames=24 weakest=1.5 seed=3");
