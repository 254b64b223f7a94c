"""Many things at once: `fault` says what can go wrong on the way, `workers` ask in processes or through any executor,
and `cluster` is Dask as such an executor.
"""
