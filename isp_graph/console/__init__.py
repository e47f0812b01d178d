"""What commands share: opening a dataset, talking, putting an answer out."""
