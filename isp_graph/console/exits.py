"""The exit codes of the contract."""

DONE, DATA_HAS_ERRORS, WRONG_USAGE, NO_ACCESS = 0, 1, 2, 3
