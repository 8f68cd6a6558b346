"""Forms of the organisation; they shape and validate, the actions do."""
