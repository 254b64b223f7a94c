"""Fault trees as Open-PSA files hold them: `expressions` are their numbers, `mef` their gates and events."""
