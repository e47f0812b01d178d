"""Questions, one folder each: the answer, its numbers, its command, its section of the page."""

from isp_graph.questions.registry import QUESTIONS, Question

__all__ = ["QUESTIONS", "Question"]
