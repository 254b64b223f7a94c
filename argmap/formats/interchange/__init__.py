"""The graph that AIF and its dialects share, on its way in and out.

From the floor up: `schemes` names schemes; `graph` is the graph as it comes in, `utterances` its dialogue, `outgoing` a
map as such a graph; `nodeset` is their JSON.
"""
