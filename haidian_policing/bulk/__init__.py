"""Many rows at once: in at COPY speed, and whole tables loaded without what slows every single row."""

from haidian_policing.bulk.copying import copy_in, copy_lines, reserve, text
from haidian_policing.bulk.unguarded import unguarded

__all__ = ["copy_in", "copy_lines", "reserve", "text", "unguarded"]
