"""One document: from a page or a pasted text to annotated sentences."""
