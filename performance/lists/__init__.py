"""What performance lists and exports: the rows of a ranking in words, and its workbook."""
