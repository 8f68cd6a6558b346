"""What performance lists and exports: its editions, the rows of a ranking in words, and its workbook."""

from performance.lists.editions import EDITIONS

LISTS = (EDITIONS,)
