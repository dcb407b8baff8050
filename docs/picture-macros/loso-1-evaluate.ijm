// picture: dataset-report, Dataset Report, 1000 x 330
// picture: loso-predictions, LOSO Predictions, 1080 x 330
// picture: loso-folds, LOSO Folds, 1080 x 330
// picture: loso-summary, LOSO Summary, 1080 x 330
// picture: loso-confusion-matrix, LOSO Confusion Matrix
// picture: loso-subjects, LOSO Subjects
run("Read Micro-Expression Dataset...", "dataset=[CASME II + SAMM + SMIC-HS] root=target/pictures/made-up" +
	" protocol=[MEGC2019 composite (3 classes)] output=target/pictures/dataset");
run("Evaluate Leave-One-Subject-Out...", "manifest=target/pictures/dataset/manifest.csv output=target/pictures/loso" +
	" seeds=1,2 start=[random weights] steps=50 members=1 device=cpu");
