"""Pages about rights: who may what, one person's rights, the preview, exceptions."""
