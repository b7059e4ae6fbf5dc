"""The embedded models: they come inside packages, nothing is downloaded, and their files are checked by hash."""
