"""Maps and runs as pictures, without a browser: researchers need them alone, and so does the command line."""

from wholesystem.drawing.chart import Series
from wholesystem.drawing.diagram import Diagram, draw, keep_places, marks
from wholesystem.drawing.svg import Look

__all__ = ["Diagram", "Look", "Series", "draw", "keep_places", "marks"]
