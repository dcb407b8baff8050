// Holds spotted expressions against the true ones: CSV files with the columns video, kind, onset, offset, from any tool.
// Argument: TRUTH,SPOTTED,OUTPUT FOLDER
//   bin/imagej --headless -macro macros/evaluate-spotting.ijm truth.csv,spotted.csv,results
part = split(getArgument(), ",");
if (part.length != 3) exit("This macro takes an argument, TRUTH,SPOTTED,OUTPUT FOLDER; from another macro:\n" +
	"runMacro(\"/path/to/evaluate-spotting.ijm\", \"truth.csv,spotted.csv,results\");");
run("Evaluate Spotting...", "truth=[" + part[0] + "] predictions=[" + part[1] + "] output=[" + part[2] + "]");
print(File.openAsString(part[2] + "/spotting-scores.md"));
