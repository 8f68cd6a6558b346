"""Lists: one declaration per list gives its page, conditions, saved views, columns, pages, actions on many rows, print and sheets."""
