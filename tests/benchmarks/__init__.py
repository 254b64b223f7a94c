"""Speed, as whole processes beside other programs in the same run; `python -m tests.benchmarks` prints the ratios."""
