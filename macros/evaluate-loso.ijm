// Trains and tests the fusion network with each subject left out in turn; running it again on the same folder resumes.
// Argument: MANIFEST,OUTPUT FOLDER
//   bin/imagej --headless -macro macros/evaluate-loso.ijm manifest.csv,results
part = split(getArgument(), ",");
if (part.length != 2) exit("This macro takes an argument, MANIFEST,OUTPUT FOLDER; from another macro:\n" +
	"runMacro(\"/path/to/evaluate-loso.ijm\", \"manifest.csv,results\");");
run("Evaluate Leave-One-Subject-Out...", "manifest=[" + part[0] + "] output=[" + part[1] + "] seeds=1,2,3 device=cpu");
print(File.openAsString(part[1] + "/loso-summary.csv"));
