"""The command ``isp-graph``: parse, call, render, exit."""
