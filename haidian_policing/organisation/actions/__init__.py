"""The verbs of the organisation: posts, absences, accounts and the import of units, people and posts."""
