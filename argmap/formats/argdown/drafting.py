"""From the model of an Argdown text to a draft of a map.

A statement is a claim; with a source it is evidence, as the outline sees to. An argument that is only sketched is a
claim too, by its gist, and its relations are steps from and to it. An argument that is reconstructed is its inferences:
each is a step from its premises, linked, to its conclusion (`uses` says which; else those since the inference before,
with its conclusion); the gist is a note of the last step. What leads from such an argument leads from its conclusion.
What attacks or undercuts it undercuts its last step, for it does not say which premise it means; what supports it
supports its premise, or each of them. An undercut of a statement or of a sketched argument speaks against every step
that leads from there; where none does, it is an objection. What is contradictory or contrary is an objection both ways.
"""

from collections.abc import Iterable

from argmap.formats.argdown.citing import Citing
from argmap.formats.argdown.claims import Claims, claims
from argmap.formats.argdown.inferring import infer
from argmap.formats.argdown.lexing import Lexer
from argmap.formats.argdown.metadata import data_of, front_of
from argmap.formats.argdown.model import Model
from argmap.formats.argdown.parsing import Parser
from argmap.formats.argdown.relating import relate
from argmap.formats.argdown.remarks import Remarks
from argmap.formats.argdown.silent import dropped, passed_over
from argmap.formats.argdown.steps import Steps
from argmap.formats.argdown.texts import Text
from argmap.formats.shared.draft import Draft
from argmap.formats.shared.draft import Statement as Drafted


def drafted(lexer: Lexer, parser: Parser, model: Model, remarks: Remarks) -> Draft:
    """The draft of a text; what of it is left out, and what its reader should know, go to `remarks`."""
    citing, steps = Citing(), Steps(remarks.text)
    data = data_of(model, remarks)
    front = front_of(parser, citing, remarks)
    made = claims(model, data, citing, remarks)
    inferred = infer(model, data, made, steps, remarks)
    relate(model, made, inferred, steps, remarks, strict=front.strict)
    for remark in dropped(lexer, model):
        remarks.leave(*remark)
    for remark in passed_over(lexer, model):
        remarks.note(*remark)
    return Draft(
        title=front.title,
        about=front.about,
        note=front.note,
        sources=citing.sources,
        places=_places(citing, remarks.text),
        statements=list(made.of.values()),
        steps=steps.in_order(),
        theses=_titled(front.theses, model, made),
        apart=_titled(front.apart, model, made),
    )


def _places(citing: Citing, text: Text) -> dict[str, tuple[int, int]]:
    """Where the sources are first named, of those that are named in the first file."""
    found = {key: text.place(at) for key, at in citing.places.items()}
    return {key: (line, column) for key, (path, line, column) in found.items() if path == text.files[0].path}


def _titled(titles: Iterable[str], model: Model, made: Claims) -> list[Drafted]:
    """The claims that the frontmatter names, as its theses or as what stands apart."""
    named = (model.statement(title) for title in titles)
    return [made.of[one] for one in named if one is not None and one in made.of]
