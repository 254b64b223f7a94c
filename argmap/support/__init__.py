"""What a claim rests on.

From the floor up: `grades` and `attacks` say how well each statement stands and what speaks against it, `reasons` says
why in words; `falls` says what each source takes with it when it is lost alone; `function` writes what a claim rests
on as a Boolean formula, `diagram` puts it on a decision diagram, `cutsets`, `origins` and `orders` read the answers off
it, and `chances` how likely it is; `assessment` holds all of it for one map; `numbers` tells how likely the claims and
objections of a map are by a profile.
"""
