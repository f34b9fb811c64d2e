"""Sorts: kinds of names so coarse that the reading model seldom takes one for another."""

from __future__ import annotations

from sayso.model.annotation import MentionKind
from sayso.model.entity import Schema

PERSON, BODY, PLACE, EVENT, WEAPON = "person", "body", "place", "event", "weapon"

SORTS = {
    MentionKind.PERSON: PERSON,
    MentionKind.ORGANISATION: BODY,
    MentionKind.ARMED_GROUP: BODY,
    MentionKind.GEOPOLITICAL: PLACE,
    MentionKind.PLACE: PLACE,
    MentionKind.FACILITY: PLACE,
    MentionKind.EVENT: EVENT,
    MentionKind.WEAPON: WEAPON,
}
"""Kinds so coarse that the reading model seldom takes one for another."""

SCHEMATA = {
    MentionKind.PERSON: Schema.PERSON,
    MentionKind.ORGANISATION: Schema.ORGANISATION,
    MentionKind.ARMED_GROUP: Schema.ORGANISATION,
    MentionKind.GEOPOLITICAL: Schema.ADDRESS,
    MentionKind.PLACE: Schema.ADDRESS,
    MentionKind.FACILITY: Schema.ASSET,
    MentionKind.EVENT: Schema.EVENT,
    MentionKind.WEAPON: Schema.ASSET,
}
