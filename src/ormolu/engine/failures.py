"""What an error of a database means for the transaction, the connection and the node.

In: error codes, which each dialect lists in its `errors.py`. Out: one of few meanings, on which invalidation rests and
on which a program can rest its retries: `engine.dialect.failure_of(error.orig)`.
"""

from __future__ import annotations

import enum


class Failure(enum.Enum):
    """The meaning of an error; each says what may be done about it."""

    LOST_RACE = "the transaction lost a race and was rolled back as a whole: it may be tried again from its beginning"
    STATEMENT = (
        "the statement was given up (a lock, a timeout, a cancellation): roll back, there is no telling what is left"
    )
    CONNECTION_GONE = "the connection is gone: another one may be used, outside of a transaction"
    NODE_UNUSABLE = "this server cannot do it now, or has another role: another one of the cluster may"
    TOO_MANY_CLIENTS = "the server takes no more clients: wait, within the caller's patience"
    PLAN_LOST = "a prepared statement is gone: it may be prepared again, outside of a transaction"
    OUTCOME_UNKNOWN = "nobody knows whether it was committed: look before trying again"
