"""A small check of JSON against the schemas of an OpenAPI document, as a request: what is read-only may not be sent."""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
FORMATS: Mapping[str, Callable[[Any], object]] = {
    "uuid": uuid.UUID,
    "date": date.fromisoformat,
    "date-time": lambda text: datetime.fromisoformat(re.sub("Z$", "+00:00", text)).utcoffset() is not None or 1 / 0,
    "int64": int,
    "uri": str,
}


def mistakes(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any], place: str = "$") -> Iterator[str]:
    """Yield what is wrong with a value, with where."""
    if "$ref" in schema:
        yield from mistakes(value, schemas[schema["$ref"].rpartition("/")[2]], schemas, place)
        return
    if value is None:
        if not schema.get("nullable"):
            yield f"{place}: null"
        return
    for part in schema.get("allOf", ()):
        yield from mistakes(value, part, schemas, place)
    if "oneOf" in schema and not any(not list(mistakes(value, part, schemas, place)) for part in schema["oneOf"]):
        yield f"{place}: none of oneOf"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: enum"
    kind = schema.get("type")
    if kind and not isinstance(value, TYPES[kind]):
        yield f"{place}: no {kind}"
    elif kind == "object":
        yield from _of_object(value, schema, schemas, place)
    elif kind == "array":
        for number, item in enumerate(value):
            yield from mistakes(item, schema["items"], schemas, f"{place}[{number}]")
    elif kind:
        yield from _of_scalar(value, schema, place)


def _of_object(
    value: Mapping[str, Any], schema: Mapping[str, Any], schemas: Mapping[str, Any], place: str
) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value and not known[name].get("readOnly"):
            yield f"{place}.{name}: missing"
    for name, held in value.items():
        if name not in known:
            yield f"{place}.{name}: unknown"
        elif known[name].get("readOnly"):
            yield f"{place}.{name}: read-only"
        else:
            yield from mistakes(held, known[name], schemas, f"{place}.{name}")


def _of_scalar(value: Any, schema: Mapping[str, Any], place: str) -> Iterator[str]:
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        yield f"{place}: too long"
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{place}: too small"
    if "format" in schema:
        try:
            FORMATS[schema["format"]](value)
        except (ValueError, ArithmeticError):
            yield f"{place}: no {schema['format']}"
