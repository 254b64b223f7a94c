"""What SARIF 2.1.0 (OASIS, 2020) says of the parts that argmap writes, as a closed JSON Schema.

The standard's own schema is larger than the rest of the package, and the models on the package index leave out
`columnKind` and `suppressions`.
"""

from typing import Any


def closed(*required: str, **properties: Any) -> dict[str, Any]:
    """An object with these properties and no others. A trailing underscore is dropped, and `dollar` is a sign."""
    named = {name.replace("dollar_", "$"): schema for name, schema in properties.items()}
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": named}


def many(schema: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": schema, **more}


TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
BAG = {"type": "object", "properties": {"tags": many(TEXT, uniqueItems=True)}}  # 3.8, property bags
LEVEL = {"enum": ["none", "note", "warning", "error"]}  # 3.27.10
MESSAGE = closed("text", text=TEXT)  # 3.11
LOCATION = closed(  # 3.28
    id=COUNT,
    message=MESSAGE,
    physicalLocation=closed(
        "artifactLocation",
        artifactLocation=closed("uri", uri={"type": "string", "format": "uri-reference"}),
        region=closed("startLine", startLine=FROM_ONE, startColumn=FROM_ONE),
    ),
    logicalLocations=many(closed(name=TEXT, kind=TEXT), uniqueItems=True),
)
RESULT = closed(  # 3.27
    "message",
    ruleId=TEXT,
    ruleIndex=COUNT,
    level=LEVEL,
    message=MESSAGE,
    locations=many(LOCATION),
    relatedLocations=many(LOCATION, uniqueItems=True),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions=many(closed("kind", kind={"enum": ["inSource", "external"]}, justification=TEXT), uniqueItems=True),
    properties=BAG,
)
RULE = closed(  # 3.49
    "id",
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=closed("text", text=TEXT, markdown=TEXT),
    defaultConfiguration=closed(level=LEVEL),
    properties=BAG,
)
RUN = closed(  # 3.14
    "tool",
    tool=closed("driver", driver=closed("name", name=TEXT, version=TEXT, rules=many(RULE, uniqueItems=True))),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=many(RESULT),
    invocations=many(closed("executionSuccessful", executionSuccessful={"type": "boolean"})),
    properties=BAG,
)
LOG = closed("version", "runs", dollar_schema=TEXT, version={"const": "2.1.0"}, runs=many(RUN))  # 3.13
