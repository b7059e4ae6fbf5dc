"""What is found in a text, and over many: pure functions of documents, articles and digests."""
