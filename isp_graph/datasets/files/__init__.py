"""Files in, files out: CSV folders, workbooks, settings, graph formats."""
