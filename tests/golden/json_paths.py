"""JSON: elements by key and by path, values as numbers and texts."""

from golden.registry import Case
from golden.tables import users
from ormolu import JSON, cast, literal, null, select, update

doc = users.c.settings

ENTRIES = {
    "An element by key, by number": select(doc["theme"], doc[1]),
    "An element by path": select(doc["a", "b", 1], doc[("a", 2)]),
    "An element of an element": select(doc["a"]["b"]),
    "As text": select(doc["k"].as_string(), doc["a", "b"].as_string()),
    "As a number": select(doc["k"].as_integer(), doc["k"].as_float(), doc["k"].as_numeric(10, 2)),
    "As a boolean, as JSON": select(doc["k"].as_boolean(), doc["k"].as_json()),
    "A number by path": select(doc["a", "b"].as_integer(), doc["a", "b"].as_boolean()),
    "Compared": select(users.c.id).where(doc["k"].as_string() == "x", doc["n"].as_integer() > 5),
    "Compared with a document": Case(
        select(users.c.id).where(doc["k"] == 5), refused={"postgresql": "json cannot be compared; use jsonb"}
    ),
    "Is it JSON's null?": Case(
        select(users.c.id).where(doc["k"] == JSON.NULL), refused={"postgresql": "json cannot be compared; use jsonb"}
    ),
    "A key with quotes and percent signs": Case(select(doc['a"b'].as_string(), doc["50%"]), differs="keys with quotes"),
    "A document as a value": update(users).where(users.c.id == 3).values(settings={"a": [1, None]}),
    "JSON null": update(users).where(users.c.id == 3).values(settings=JSON.NULL),
    "SQL NULL": update(users).where(users.c.id == 3).values(settings=null()),
    "CAST to JSON": Case(
        select(cast([1], JSON)[0], literal({"a": 1}, JSON)["a"]), refused={"mariadb": "no CAST to JSON"}
    ),
}
