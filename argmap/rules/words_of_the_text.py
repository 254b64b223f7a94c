"""The map repeats the text's own words.

What it finds
    With the text at hand (`--text`): runs of eight or more words in a row, in a statement or in what is noted of it,
    that stand in the text as well, whatever their capitals and punctuation.
Why it matters
    A map that says what a text claims in other words shows how its maker understood the text, and can be passed on
    where the text itself cannot. The Berne Convention (Paris Act of 1971, article 10) leaves room for quotations that
    name their source, no longer than their purpose asks: not for a copy in pieces.
Text
    ```text
    Anyone who has stood on the quay in November knows that the ferry does not sail in a storm.
    ```
Fails
    ```yaml
    argmap: 1
    about:
      title: Bridge the sound
    thesis:
      claim: The sound needs a bridge.
      because:
      - claim: The quay knows that the ferry does not sail in a storm.
        passage: {at: 1:11-19}
    ```
Passes
    ```yaml
    argmap: 1
    about:
      title: Bridge the sound
    thesis:
      claim: The sound needs a bridge.
      because:
      - claim: In bad weather nobody gets across.
        passage: {at: 1:11-19}
    ```
How to mend it
    Say it in your own words, and let `passage` show where the text says it.
False alarms
    Names, titles and set phrases that are eight words long. Allow the rule there; a map of one's own text may turn it
    off.
"""

from collections.abc import Iterator

from argmap.graph import Node
from argmap.model import Assumption, Evidence
from argmap.passages import copied_runs, read_text
from argmap.problem import Audience, Level, one_line
from argmap.rules.common import Case, Found

CODE = "AM503"
NAME = "words-of-the-text"
LEVEL: Level = "warning"
AUDIENCE: Audience = "map"

RUN = 8  # words
HELP = "say it in your own words; `passage` shows where the text says it"


def check(case: Case) -> Iterator[Found]:
    """One finding a statement that repeats the text."""
    if case.text is None:
        return
    for node in case.graph.nodes:
        if node.at in case.silent:
            continue
        runs = [run for words in _written(node) for run in copied_runs(case.text, words, RUN)]
        if runs:
            yield Found(_message(case, node, runs), HELP, at=node.at)


def _written(node: Node) -> Iterator[str]:
    """The statement, and the sentences written beside it."""
    item = node.item
    yield node.text
    beside = [item.note, item.warrant, item.granted]
    beside.append(item.why if isinstance(item, Assumption) else None)
    beside.append(item.against_interest if isinstance(item, Evidence) else None)
    yield from (words for words in beside if words)


def _message(case: Case, node: Node, runs: list[str]) -> str:
    longest = max(runs, key=lambda run: len(read_text(run).words))
    count = len(read_text(longest).words)
    more = f", and {len(runs) - 1} more such run{'s' if len(runs) > 2 else ''}" if len(runs) > 1 else ""
    return f"{case.quoted(node.at)} repeats {count} words of the text: “{one_line(longest, 70)}”{more}"
