"""From the files that somebody has to a Dataset: checked, dated, restricted, pseudonymised."""
