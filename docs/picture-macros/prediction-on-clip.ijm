run("Micro-Expression Clip (Surprise)");
run("Recognize Micro-Expression...", "onset=0 apex=0 device=cpu overlay=true");
