"""What sayso finds out when sources copy one another, without being told who does.

    python benchmarks/independence.py PATH [--json FILE] [--sensitivity]

PATH is truth_flight's folder, or its file of claims beside ``truth.jsonl``: ``claims.jsonl`` (``date``,
``source``, ``object``, ``raw``, ``minutes``) and ``truth.jsonl`` (the same without ``source``). The sites of
the airlines that the truth was taken from are left out. An item is one of six attributes of one flight on one
day. A time's value is its minute, right within ten of the truth; a gate's is its letters and figures
("Terminal 2 - B7" is B7, a terminal alone or "not provided" is nothing; two lines show what comes of it if
all that is printed counts). Items of which the truth is silent, or nobody speaks, are not counted. The truth
is used to count, nowhere else.

Measured are: a plain vote; a vote on all sources, airlines included; one vote a group of
``copy_groups.jsonl`` if that is there, or else of the groups read off the truth (what no program may do),
plain and weighed; the share of items of which some source is right. ``accuracy`` is over all days together;
``accuracy_worst_day`` is the worst of the days when each is read alone; ``accuracy_worst_day_together`` is
the worst of the days when all are read together. ``brier`` is of the chosen value's probability of being
right.

Copy pairs are measured against ``copy_groups.jsonl``; if that is not there, against pairs whose answers are
the same in 97 of 100 items, 20 or more, of which not both are right, and with all who are joined by such
pairs in one group. ``--sensitivity`` halves and doubles each prior.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import rows
from table import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sayso.model.lineage import Observation
    from sayso.trace.copying import Config
    from sayso.weigh.truth import Priors

AIRLINES = frozenset({"aa", "ua", "CO"})
NEAR = 10
"""Minutes."""
_SAME, _ENOUGH = 0.97, 20
_NO_GATE = re.compile(r"TERM|PROVIDED|TBD|TBA", re.IGNORECASE)

Pair = tuple[str, str]


class Item(NamedTuple):
    """One attribute of one flight on one day."""

    date: str
    flight: str
    attribute: str

    def key(self) -> str:
        """Return the item's id for the engine."""
        return "|".join(self)


def value(row: Mapping, attribute: str, *, printed: bool = False) -> str | None:
    """Return the normalised value, None if there is none; ``printed``: of a gate, all that is printed."""
    if "gate" not in attribute:
        minutes = row.get("minutes", {}).get(attribute)
        return None if minutes is None else str(int(minutes))
    if printed:
        return "".join(char for char in row["raw"][attribute].upper() if char.isalnum()) or None
    named = row["raw"][attribute].split(" - ")[-1].split("/")[0].upper()
    plain = "".join(char for char in named if char.isalnum())
    return plain if any(char.isdigit() for char in plain) and not _NO_GATE.search(named) else None


def right(item: Item, said: str, truth: str) -> bool:
    """Tell whether the value is the true one; times, within ten minutes."""
    if "gate" in item.attribute:
        return said == truth
    return abs(int(said) - int(truth)) <= NEAR


@dataclasses.dataclass
class Data:
    """The statements and the truth."""

    observations: list[Observation]
    items: dict[str, Item]
    truth: dict[str, str]
    """Item key → value, where somebody speaks of it."""

    def of_day(self, date: str) -> Data:
        """Return one day's part."""
        kept = [one for one in self.observations if self.items[one.item].date == date]
        truth = {key: true for key, true in self.truth.items() if self.items[key].date == date}
        return Data(kept, self.items, truth)

    def right(self, key: str, said: str) -> bool:
        """Tell whether the value is right."""
        return right(self.items[key], said, self.truth[key])

    def accuracy(self, chosen: Mapping[str, str]) -> float:
        """Return the share of items with a right choice."""
        return sum(self.right(key, chosen[key]) for key in self.truth) / max(len(self.truth), 1)

    def said(self) -> dict[str, dict[str, str]]:
        """Return item → source → value."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for one in self.observations:
            found[one.item][one.source] = one.value
        return found


def load(path: Path, without: frozenset[str] = AIRLINES, *, printed: bool = False) -> Data:
    """Return what is told in a folder, or in a file and its folder."""
    from sayso.model.lineage import Observation

    folder = path if path.is_dir() else path.parent
    observations, items, truth = [], {}, {}
    for row in rows.read(path, ("date", "object", "source", "raw"), ()):
        for attribute in row["raw"]:
            item = Item(row["date"], row["object"], attribute)
            said = value(row, attribute, printed=printed)
            if row["source"] not in without and said is not None:
                items[item.key()] = item
                observations.append(
                    Observation(row["source"], item.key(), said, row["raw"][attribute], attribute)
                )
    for row in rows.read(folder, ("date", "object", "raw"), ()):
        if "source" in row:
            continue
        for attribute in row["raw"]:
            key = Item(row["date"], row["object"], attribute).key()
            true = value(row, attribute, printed=printed)
            if key in items and true is not None:
                truth[key] = true
    return Data(observations, items, truth)


def vote(said: Mapping[str, Mapping[str, str]], groups: Iterable[frozenset[str]] = ()) -> dict[str, str]:
    """Return the value with most votes; a group has one vote for each value it gives, in equal parts."""
    group = {source: number for number, members in enumerate(groups) for source in members}
    chosen = {}
    for item, answers in said.items():
        votes, seen = Counter[str](), Counter[int]()
        for source in answers:
            seen[group.get(source, -1)] += 1
        for source, answer in answers.items():
            votes[answer] += 1 / seen[group[source]] if source in group else 1
        chosen[item] = max(sorted(votes), key=votes.__getitem__)
    return chosen


def true_pairs(data: Data) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs that copy by the truth, and all pairs that can be judged by it."""
    wrong, same = Counter[Pair](), Counter[Pair]()
    for key, answers in data.said().items():
        if key not in data.truth:
            continue
        fine = {source: data.right(key, said) for source, said in answers.items()}
        for pair in combinations(sorted(answers), 2):
            if not (fine[pair[0]] and fine[pair[1]]):
                wrong[pair] += 1
                same[pair] += answers[pair[0]] == answers[pair[1]]
    judged = {pair for pair, count in wrong.items() if count >= _ENOUGH}
    return {pair for pair in judged if same[pair] / wrong[pair] >= _SAME}, judged


def closed(pairs: Iterable[Pair]) -> list[frozenset[str]]:
    """Return the groups that the pairs join."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched] + [set(pair).union(*touched)]
    return [frozenset(group) for group in groups]


def inside(groups: Iterable[frozenset[str]]) -> set[Pair]:
    """Return all pairs of members."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def told_groups(path: Path) -> list[frozenset[str]]:
    """Return the groups of ``copy_groups.jsonl``, a line's first list of names; none if it is not there."""
    file = (path if path.is_dir() else path.parent) / "copy_groups.jsonl"
    found = []
    for row in rows.read(file, ()) if file.is_file() else []:
        lists = [entry for entry in row.values() if isinstance(entry, list)]
        members = row.get("sources") or row.get("members") or (lists[0] if lists else [])
        found.append(frozenset(map(str, members)) - AIRLINES)
    return [group for group in found if len(group) > 1]


class Outcome(NamedTuple):
    """What the engine found."""

    chosen: dict[str, str]
    probability: dict[str, float]
    pairs: set[Pair]
    states: Counter[str]


def ours(
    data: Data, priors: Priors | None = None, config: Config | None = None, groups: set[Pair] | None = None
) -> Outcome:
    """Return what sayso makes of the statements; with ``groups``, these origins are taken as told."""
    from sayso.trace import copying
    from sayso.weigh.truth import reweigh, weigh

    twins = copying.pairs(copying.same_form(data.observations, config)) if groups is None else sorted(groups)
    weighed = weigh(data.observations, twins, priors)
    found = copying.shared_errors(data.observations, weighed.beliefs, twins, config)
    if groups is None:
        weighed = reweigh(data.observations, copying.pairs(found), weighed)
    chosen = {item: weighed.best(item)[0] for item in weighed.beliefs}
    probability = {
        item: sum(
            belief
            for said, belief in weighed.beliefs[item].items()
            if right(data.items[item], said, chosen[item])
        )
        for item in weighed.beliefs
    }
    states = Counter(one.state.value for one in found)
    return Outcome(chosen, probability, set(copying.pairs(found)), states)


def scores(found: set[Pair], true: set[Pair]) -> dict[str, float]:
    """Return precision, recall and F1 of pairs."""
    hits = len(found & true)
    return {
        "copy_pair_precision": hits / len(found) if found else 0.0,
        "copy_pair_recall": hits / len(true) if true else 0.0,
        "copy_pair_f1": 2 * hits / (len(found) + len(true)) if found or true else 0.0,
    }


def by_day(data: Data, choose: Callable[[Data], Mapping[str, str]]) -> dict[str, float]:
    """Return each day's accuracy when it is read alone."""
    dates = sorted({data.items[key].date for key in data.truth})
    return {date: (day := data.of_day(date)).accuracy(choose(day)) for date in dates}


def worst_together(data: Data, chosen: Mapping[str, str]) -> float:
    """Return the worst day's accuracy when all days are read together."""
    return min(data.of_day(date).accuracy(chosen) for date in {data.items[key].date for key in data.truth})


def measure(data: Data, groups: list[frozenset[str]]) -> tuple[dict[str, float], list[tuple], Outcome]:
    """Return our figures, the table's lines, and what was found."""
    said = data.said()
    found = ours(data)
    alone = by_day(data, lambda day: ours(day).chosen)
    misses = [(found.probability[key] - data.right(key, found.chosen[key])) ** 2 for key in data.truth]
    figures = {
        "accuracy": data.accuracy(found.chosen),
        "accuracy_worst_day": min(alone.values()),
        "accuracy_mean_day": sum(alone.values()) / len(alone),
        "accuracy_worst_day_together": worst_together(data, found.chosen),
        "brier": sum(misses) / len(misses),
        "ceiling": sum(any(data.right(key, one) for one in said[key].values()) for key in data.truth)
        / len(data.truth),
    }
    told = inside(groups)
    peers: dict[str, Callable[[Data], Mapping[str, str]]] = {
        "plain vote": lambda some: vote(some.said()),
        "one vote a true group": lambda some: vote(some.said(), groups),
        "true groups, weighed": lambda some: ours(some, groups=told).chosen,
        "no groups, weighed": lambda some: ours(some, groups=set()).chosen,
    }
    lines: list[tuple] = []
    for name, choose in peers.items():
        accuracy, worst = data.accuracy(choose(data)), min(by_day(data, choose).values())
        lines.append((name, accuracy, worst))
        figures["accuracy_" + re.sub(r"\W+", "_", name)] = accuracy
    lines += [("sayso", figures["accuracy"], figures["accuracy_worst_day"]),
              ("some source is right", figures["ceiling"], None)]  # fmt: skip
    return figures, lines, found


def sensitivity(data: Data, true: set[Pair]) -> list[tuple]:
    """Return a line for each prior halved and doubled (a probability of .8 becomes .6 and .9)."""
    from sayso.trace.copying import Config
    from sayso.weigh.truth import Priors

    changed: list[tuple[str, Priors, Config]] = [("as they are", Priors(), Config())]
    changed += [(f"accuracy {new}", Priors(accuracy=new), Config()) for new in (0.6, 0.9)]
    for factor in (0.5, 2):
        for name in ("statements", "kind_statements"):
            new = getattr(Priors(), name) * factor
            changed.append((f"{name} {new}", dataclasses.replace(Priors(), **{name: new}), Config()))
        for name in ("prior", "little", "others"):
            new = getattr(Config(), name) * factor
            changed.append((f"{name} {new}", Priors(), dataclasses.replace(Config(), **{name: new})))
    changed += [(f"most {new}", Priors(), Config(most=new)) for new in (0.25, 0.75)]
    changed += [(f"sure {new}", Priors(), Config(sure=new)) for new in (0.9, 0.975)]
    lines = []
    for name, priors, config in changed:
        found = ours(data, priors, config)
        alone = by_day(data, lambda day, p=priors, c=config: ours(day, p, c).chosen)
        pairs = scores(found.pairs, true)["copy_pair_f1"]
        lines.append((name, data.accuracy(found.chosen), min(alone.values()), pairs))
    return lines


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument("--sensitivity", action="store_true", help="halve and double each prior")
    options = parser.parse_args()
    data = load(options.path)
    if not data.truth:
        parser.error(f"no flights with a known truth in {options.path}")
    groups = told_groups(options.path)
    pairs, judged = true_pairs(data)
    note = "groups as told in copy_groups.jsonl" if groups else "groups as read off the truth"
    groups = groups or closed(pairs)
    figures, lines, found = measure(data, groups)
    everybody = load(options.path, frozenset())
    figures["accuracy_plain_vote_with_airlines"] = everybody.accuracy(vote(everybody.said()))
    lines.insert(0, ("plain vote, airlines included", figures["accuracy_plain_vote_with_airlines"], None))
    plain = load(options.path, printed=True)
    figures["accuracy_plain_vote_as_printed"] = plain.accuracy(vote(plain.said()))
    figures["accuracy_as_printed"] = plain.accuracy(ours(plain).chosen)
    lines.insert(1, ("plain vote, gates as printed", figures["accuracy_plain_vote_as_printed"], None))
    lines.insert(-1, ("sayso, gates as printed", figures["accuracy_as_printed"], None))
    true = inside(groups)
    known = {pair for pair in found.pairs if pair in true or pair in judged}
    figures |= scores(known, true)
    figures |= {f"{name}_as_seen": number for name, number in scores(known, pairs).items()}
    figures |= {f"pairs_{state}": count for state, count in found.states.items()}
    figures |= {"items": len(data.truth), "observations": len(data.observations), "true_pairs": len(true)}
    sources = len({one.source for one in data.observations})
    title = f"{options.path}: {len(data.truth)} items, {len(data.observations)} statements, {sources} sources"
    show(title, ("method", "all days", "worst day, alone"), lines)
    print(f"worst day when all are read together: {figures['accuracy_worst_day_together']:.3f}; "
          f"Brier {figures['brier']:.3f}")  # fmt: skip
    show(
        f"Copy pairs ({note}): " + "; ".join(", ".join(sorted(group)) for group in groups),
        ("against", "precision", "recall", "F1", "pairs"),
        [
            (name, *(figures[f"copy_pair_{one}{end}"] for one in ("precision", "recall", "f1")), count)
            for name, end, count in (("groups", "", len(true)), ("pairs alone", "_as_seen", len(pairs)))
        ],
    )
    print("established:", ", ".join(f"{count} {state}" for state, count in sorted(found.states.items())))
    print("false alarms:", ", ".join("–".join(pair) for pair in sorted(known - true)) or "none")
    if options.sensitivity:
        show("Each prior halved and doubled", ("prior", "all days", "worst day, alone", "pairs F1"),
             sensitivity(data, true))  # fmt: skip
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
