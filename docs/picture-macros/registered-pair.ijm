run("Micro-Expression Clip (Surprise)");
run("Register Onset and Apex...", "onset=0 apex=0");
run("Set... ", "zoom=300");
