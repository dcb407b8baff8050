// picture: loso-comparison, LOSO Comparison, 1080 x 250
// picture: loso-comparison-pairs, LOSO Comparison Pairs, 1080 x 250
// picture: published-results, Published MEGC2019 Results, 1080 x 330
run("Evaluate Leave-One-Subject-Out...", "manifest=target/pictures/dataset/manifest.csv output=target/pictures/loso-local" +
	" seeds=1,2 start=[random weights] steps=25 members=1 global=false fullface=false device=cpu");
run("Compare LOSO Results...", "first=target/pictures/loso/loso-predictions.csv" +
	" second=target/pictures/loso-local/loso-predictions.csv published=true");
