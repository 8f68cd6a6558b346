"""Pages of notices with receipts, of what one follows, of webhooks."""
