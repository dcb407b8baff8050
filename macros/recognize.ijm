// Recognizes the micro-expression of a clip and appends a row to a CSV file.
// Argument: CLIP,ONSET,APEX,CSV; frame number 0 lets the plugin choose.
//   bin/imagej --headless -macro macros/recognize.ijm clip.avi,0,0,predictions.csv
part = split(getArgument(), ",");
if (part.length != 4) exit("This macro takes an argument, CLIP,ONSET,APEX,CSV" +
	" (frame number 0 lets the plugin choose); from another macro:\n" +
	"runMacro(\"/path/to/recognize.ijm\", \"clip.avi,0,0,predictions.csv\");");
run("Import Expression Clip...", "path=[" + part[0] + "]");
run("Recognize Micro-Expression...", "onset=" + part[1] + " apex=" + part[2] + " device=cpu csv=[" + part[3] + "]");
print(File.openAsString(part[3]));
