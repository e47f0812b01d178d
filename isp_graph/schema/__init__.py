"""The words of isp-graph: schema, vocabularies, places, findings. No tables are read here."""
