"""Random programs on a Session leave what a model of plain dictionaries holds.

The normal run is short and always the same; `ORMOLU_MODEL_STEPS=10000` walks so many steps on each database and layout,
from a new seed (or `ORMOLU_MODEL_SEED`). A failure prints the seed and the program.
"""

from __future__ import annotations

import os
import random

import machine
import plain
import program_models
import pytest

import ormolu
import ormolu.orm

LONG = "ORMOLU_MODEL_STEPS" in os.environ
STEPS = int(os.environ.get("ORMOLU_MODEL_STEPS", "240"))
LENGTH = 60
SEED = int(os.environ.get("ORMOLU_MODEL_SEED", random.randrange(2**32) if LONG else 1))


@pytest.mark.parametrize("layout", ["native", "foreign"])
def test_database_and_objects_are_what_the_plain_model_says(url: str, layout: str) -> None:
    built = program_models.build(ormolu, ormolu.orm, layout)
    engine = ormolu.create_engine(url)
    machine.foreign_keys_on(ormolu, engine)
    for seed in range(SEED, SEED + max(1, STEPS // LENGTH)):
        print(f"seed {seed}, layout {layout}")
        built.metadata.create_all(engine)
        try:
            _walk(machine.Machine(ormolu, ormolu.orm, built, engine), seed)
        finally:
            built.metadata.drop_all(engine)
    engine.dispose()


def _walk(subject: machine.Machine, seed: int) -> None:
    history: list[plain.Command] = []
    try:
        for command, model in plain.program(seed, LENGTH):
            history.append(command)
            subject.apply(command)
            _compare(subject, model, command[0])
    except BaseException:
        print("program:", *history, sep="\n    ")
        raise
    finally:
        subject.close()


def _compare(subject: machine.Machine, model: plain.Plain, verb: str) -> None:
    if verb in plain.FLUSHED:
        assert subject.database() == plain.as_database(model.rows)
    if verb in plain.CLEAN:
        uids = {kind: sorted(rows) for kind, rows in model.rows.items()}
        assert subject.graph(uids) == plain.as_graph(model.rows)
        assert not subject.session.dirty and not subject.session.new and not subject.session.deleted
        assert all(ormolu.inspect(subject.objects[uid]).persistent for kind in uids for uid in uids[kind])
    if verb in plain.CLEAN - {"expire_all"}:  # before the end of a transaction deleted objects may come back
        for uid in set(subject.objects).difference(*model.rows.values()):
            state = ormolu.inspect(subject.objects.pop(uid))
            assert not state.persistent and not state.pending
