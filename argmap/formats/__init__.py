"""Foreign formats: one file a format, and in `table` all of them and the way from one to another.

Each module here but the table is one format, and so is the package `argdown`. They stand on `shared` and `reading`;
those of AIF on `interchange` too, and `openpsa` on `faults`. A format is imported for itself: only the table has all.
"""
