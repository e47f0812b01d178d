"""``python -m isp_graph`` does what ``isp-graph`` does."""

import sys

from isp_graph.cli.main import entry

if __name__ == "__main__":
    sys.exit(entry())
