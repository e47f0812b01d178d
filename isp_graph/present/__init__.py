"""Answers shown to people: terminal tables, the offline page, texts in fr, nl and en."""
