// See bench/recognize-calls. Argument: CLIP,CALLS,JSON
part = split(getArgument(), ",");
calls = parseInt(part[1]);
run("Import Expression Clip...", "path=[" + part[0] + "]");
start = processor();
recognize();
first = processor();
for (i = 1; i < maxOf(2, calls / 10); i++) recognize();
early = resident();
from = i;
begun = processor();
for (; i < calls; i++) recognize();
ended = processor();
grown = resident();
json = "{ \"calls\": " + calls + ", \"first_ms\": " + (first - start) + ", \"later_ms\": " +
	d2s((ended - begun) / (calls - from), 1) + ", \"resident_early_kb\": " + early + ", \"resident_end_kb\": " + grown +
	", \"growth\": " + d2s(grown / early, 3) + " }";
print(json);
File.saveString(json + "\n", part[2]);

function recognize() {
	run("Recognize Micro-Expression...", "onset=1 apex=14 device=cpu");
}

// Milliseconds of the process in all threads; the kernel counts them in hundredths of a second.
function processor() {
	field = split(File.openAsString("/proc/self/stat"), " ");
	return 10 * (parseInt(field[13]) + parseInt(field[14]));
}

function resident() {
	call("java.lang.System.gc");
	wait(500);
	status = File.openAsString("/proc/self/status");
	at = indexOf(status, "VmRSS:") + 6;
	return parseInt(String.trim(substring(status, at, indexOf(status, "kB", at))));
}
