"""Verbs: writing a version, and leading it through its life."""

from haidian_policing.handbooks.actions.life import advance, keep_the_calendar
from haidian_policing.handbooks.actions.writing import Stale, add, add_chapter, begin, remove_chapter, replace_text, save_chapter

__all__ = ["Stale", "add", "add_chapter", "advance", "begin", "keep_the_calendar", "remove_chapter", "replace_text", "save_chapter"]
