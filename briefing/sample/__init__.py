"""The sample coverage: an invented crisis, and a loopback server from which it is read like any other news."""
