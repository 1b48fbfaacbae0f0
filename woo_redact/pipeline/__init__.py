"""The use cases: the only place where the stages are put together."""
