"""The values of Open-PSA's stochastic expressions (Model Exchange Format 2.0d, section V), where they are plain.

A random deviate counts as its mean, as for a point estimate. What draws on anything else has no value here, and the
reason is said.
"""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from argmap.formats.reading.xml import Element

DEPTH_LIMIT = 100  # expressions and parameters within each other; a ring of parameters ends here too

Lookup: TypeAlias = Callable[[str], Element | None]  # the expression of a parameter, by its reference


class NoValue(Exception):
    """An expression without a plain value; the argument says why."""


class Values:
    """The values of the expressions of one model. `mission_time` is in hours, None where it is not known."""

    def __init__(self, mission_time: float | None) -> None:
        self.mission_time = mission_time
        self._parameters: dict[int, float] = {}  # by the identity of the expression

    def probability(self, expression: Element, lookup: Lookup) -> float:
        """The value of an expression that is a probability. Raises `NoValue`."""
        value = self.value(expression, lookup)
        if not 0 <= value <= 1:
            raise NoValue(f"{value:g} is no probability")
        return value

    def value(self, expression: Element, lookup: Lookup, depth: int = 0) -> float:
        """The value of an expression. Raises `NoValue`."""
        if depth > DEPTH_LIMIT:
            raise NoValue("the expression is nested too deep, or its parameters form a ring")
        try:
            found = self._value(expression, lookup, depth)
        except (ValueError, ZeroDivisionError, OverflowError):
            raise NoValue(f"`{expression.tag}` cannot be worked out") from None
        if not math.isfinite(found):
            raise NoValue(f"`{expression.tag}` is not finite")
        return found

    def _value(self, expression: Element, lookup: Lookup, depth: int) -> float:
        match expression.tag:
            case "float" | "int":
                return float(expression.attributes.get("value", ""))
            case "bool":
                return float(expression.attributes.get("value") in ("true", "1"))
            case "system-mission-time":
                if self.mission_time is None:
                    raise NoValue("it depends on the mission time: say --mission-time")
                return self.mission_time
            case "parameter":
                return self._parameter(expression, lookup, depth)
        if expression.tag not in FUNCTIONS:
            raise NoValue(f"`{expression.tag}` has no plain value")
        least, most, function = FUNCTIONS[expression.tag]
        count = len(expression.parts)
        if count < least or (most is not None and count > most):
            raise NoValue(f"`{expression.tag}` with {count} arguments has no plain value")
        return function([self.value(part, lookup, depth + 1) for part in expression.parts])

    def _parameter(self, expression: Element, lookup: Lookup, depth: int) -> float:
        name = expression.attributes.get("name", "")
        found = lookup(name)
        if found is None:
            raise NoValue(f"the parameter `{name}` is defined nowhere")
        if id(found) not in self._parameters:
            self._parameters[id(found)] = self.value(found, lookup, depth + 1)
        return self._parameters[id(found)]


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _quotient(values: Sequence[float]) -> float:
    return values[0] / math.prod(values[1:])


def _exponential(values: Sequence[float]) -> float:
    rate, time = values
    return -math.expm1(-rate * time)


def _glm(values: Sequence[float]) -> float:
    """Failure on demand, failure rate, repair rate, time."""
    demand, failure, repair, time = values
    both = failure + repair
    return (failure - (failure - demand * both) * math.exp(-both * time)) / both


def _weibull(values: Sequence[float]) -> float:
    """Scale, shape, time shift, time."""
    scale, shape, shift, time = values
    return -math.expm1(-(((time - shift) / scale) ** shape)) if time > shift else 0.0


def _periodic_test(values: Sequence[float]) -> float:
    """Failure rate, time between tests, time of the first test, time; a test repairs at once."""
    rate, between, first, time = values
    since = time if time <= first else math.fmod(time - first, between) or between
    return -math.expm1(-rate * since)


# By tag: the fewest and the most arguments, and the value of theirs.
FUNCTIONS: dict[str, tuple[int, int | None, Callable[[Sequence[float]], float]]] = {
    "neg": (1, 1, lambda v: -v[0]),
    "add": (1, None, math.fsum),
    "sub": (1, None, lambda v: v[0] - math.fsum(v[1:])),
    "mul": (1, None, math.prod),
    "div": (2, None, _quotient),
    "pow": (2, 2, lambda v: math.pow(v[0], v[1])),
    "pi": (0, 0, lambda _: math.pi),
    "abs": (1, 1, lambda v: abs(v[0])),
    "exp": (1, 1, lambda v: math.exp(v[0])),
    "log": (1, 1, lambda v: math.log(v[0])),
    "log10": (1, 1, lambda v: math.log10(v[0])),
    "sqrt": (1, 1, lambda v: math.sqrt(v[0])),
    "min": (1, None, min),
    "max": (1, None, max),
    "mean": (1, None, _mean),
    "exponential": (2, 2, _exponential),
    "GLM": (4, 4, _glm),
    "Weibull": (4, 4, _weibull),
    "periodic-test": (4, 4, _periodic_test),
    "uniform-deviate": (2, 2, _mean),
    "normal-deviate": (2, 2, lambda v: v[0]),
    "lognormal-deviate": (3, 3, lambda v: v[0]),  # with an error factor: the first argument is the mean
    "gamma-deviate": (2, 2, lambda v: v[0] * v[1]),
    "beta-deviate": (2, 2, lambda v: v[0] / (v[0] + v[1])),
}
