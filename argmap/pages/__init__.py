"""Pages to read that are not the README: a Markdown file a topic, printed by `argmap help TOPIC`."""
