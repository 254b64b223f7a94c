"""The sources of many maps together: `sources` counts what rests on each; `likeness` finds names that may be one."""
