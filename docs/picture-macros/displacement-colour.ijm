run("Micro-Expression Clip (Surprise)");
run("Compute Displacement Field...", "device=cpu view=colour");
