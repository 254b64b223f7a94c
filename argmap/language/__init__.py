"""What an editor asks of a map while it is written, for the language server; nothing but `server` knows the protocol.

From the ground up: `index` finds names and parts with their places, in broken texts too; `cursor` says where a cursor
stands and what may go there; `telling` puts a claim or source into words; `mending` offers edits; `server` speaks LSP.
"""
