"""The steps in order: this package is the only place that knows them all."""
