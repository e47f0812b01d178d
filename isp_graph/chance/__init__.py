"""What chance would give: draws, null models, corrections, intervals."""
