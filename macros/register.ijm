// Registers onset and apex of a clip and saves the pair as TIFF.
// Argument: CLIP,ONSET,APEX,TIFF; frame number 0 lets the plugin choose.
//   bin/imagej --headless -macro macros/register.ijm clip.avi,0,0,registered.tif
part = split(getArgument(), ",");
if (part.length != 4) exit("This macro takes an argument, CLIP,ONSET,APEX,TIFF" +
	" (frame number 0 lets the plugin choose); from another macro:\n" +
	"runMacro(\"/path/to/register.ijm\", \"clip.avi,0,0,registered.tif\");");
run("Import Expression Clip...", "path=[" + part[0] + "]");
run("Register Onset and Apex...", "onset=" + part[1] + " apex=" + part[2]);
saveAs("Tiff", part[3]);
print("saved " + part[3]);
