from __future__ import annotations

import ast
import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "training"))

import cases  # noqa: E402

from sayso.model.ids import sha256  # noqa: E402
from sayso.model.statement import Excerpt  # noqa: E402

LABELLED = sorted((ROOT / "training" / "labels" / "claims").glob("*.json"))
FILES = sorted((ROOT / "training" / "fiction" / "claims").glob("*.txt"))
BRIDGE = """case: The bridge at Hask
about: A bridge fell, and two bodies are blamed.

claim B1: The brigade blew up the bridge at Hask.
claim B2: The league blew up the bridge at Hask.
claim B3: The bridge at Hask fell.
relation B1 B2: rival (two culprits)
relation B1 B3: narrower

B1,B3 a | wire | Ebba Lunt | the brigade blew up the bridge
B1 d | wire | the brigade | it had nothing to do with it
B2 a | quote | a baker | the league did it
- a | quote | a baker | bread is dear | and rain is rare
"""
REAL = re.compile(
    r"(?i:\b(?:reuters|al[- ]jazeera|associated press|agence france|bloomberg|xinhua|interfax|deutsche welle"
    r"|new york times|washington post|wall street journal|financial times|der spiegel|le monde|ria novosti"
    r"|fox news|sky news|the guardian|anadolu|bellingcat|kyodo|politico|buzzfeed)\b)"
    r"|\b(?:BBC|CNN|AFP|NBC|CBS|ABC News|NPR|DPA|TASS|SANA|IRNA|ITV|ARD|ZDF|RT)\b"
)


def read(tmp_path: Path, text: str) -> cases.ClaimCase:
    file = tmp_path / "bridge.txt"
    file.write_text(text, "utf-8")
    return cases.read_case(file)


def test_a_case_has_claims_relations_and_contents(tmp_path: Path) -> None:
    case = read(tmp_path, BRIDGE)
    assert case.name == "bridge"
    assert sorted(case.claims) == ["B1", "B2", "B3"]
    assert case.relations == (("B1", "B2", "rival"), ("B1", "B3", "narrower"))
    assert [sorted(one.claims) for one in case.contents] == [["B1", "B3"], ["B1"], ["B2"], []]
    assert [one.stance for one in case.contents] == ["a", "d", "a", "a"]
    assert case.contents[3].text == Excerpt("bread is dear | and rain is rare", "a baker: ")


def test_contents_share_a_claim_whatever_their_stance_and_none_share_nothing(tmp_path: Path) -> None:
    case = read(tmp_path, BRIDGE)
    assert case.share(0, 1)
    assert not case.share(0, 2)
    assert not case.share(3, 3)


@pytest.mark.parametrize(
    "line",
    [
        "B1 a | wire | the content is missing",
        "B1 x | wire | Ebba Lunt | no such stance",
        "B1 a wire, Ebba Lunt, no bars",
        "B1 B2 a | wire | Ebba Lunt | two claims without a comma",
        "claim B4 The colon is missing.",
        "relation B1: rival",
        "\ufeff",
    ],
)
def test_a_line_that_cannot_be_read_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"bridge\.txt:14: cannot be read"):
        read(tmp_path, f"{BRIDGE}{line}\nB1 a | wire | a baker | more\n")


@pytest.mark.parametrize("line", ["B1,B9 a | wire | Ebba Lunt | a typing error", "relation B1 B9: rival"])
def test_a_claim_that_is_not_declared_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"bridge\.txt: claims that are not declared: B9$"):
        read(tmp_path, f"{BRIDGE}{line}\n")


def test_a_claim_may_be_declared_behind_its_contents(tmp_path: Path) -> None:
    assert "B4" in read(tmp_path, f"{BRIDGE}B4 a | wire | a baker | late\nclaim B4: Late.\n").claims


def test_there_are_invented_cases() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_invented_case_is_sound(file: Path) -> None:
    case = cases.read_case(file)
    assert case.claims
    assert case.contents
    used = {name for one in case.contents for name in one.claims}
    used |= {name for left, right, _ in case.relations for name in (left, right)}
    assert set(case.claims) == used, "a claim that no content states and no relation names"
    declared = Counter(re.findall(r"^claim (\w+):", file.read_text("utf-8"), re.MULTILINE))
    assert not [name for name, times in declared.items() if times > 1], "a claim declared twice"
    assert not [one for one in case.relations if one[0] == one[1]], "a claim related to itself"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_real_outlet_stands_in_an_invented_case(file: Path) -> None:
    assert REAL.findall(file.read_text("utf-8")) == []


@pytest.mark.parametrize("planted", ["told Reuters.", "the BBC said", "CNN", "an AFP photographer"])
def test_a_real_outlet_would_be_seen(planted: str) -> None:
    assert REAL.search(planted)


def wrongly_labelled(case: cases.ClaimCase, rows: list[cases.Row]) -> list[cases.Row]:
    """Rows whose label is borne out neither by two contents nor by a content and a claim's own wording."""
    stated: dict[str, list[frozenset[str]]] = defaultdict(list)
    for one in case.contents:
        stated[one.text.content].append(one.claims)
    for name, wording in case.claims.items():
        stated[wording].append(frozenset({name}))
    return [
        (left, right, label)
        for left, right, label in rows
        if not any(
            bool(one & other) == bool(label)
            for one in stated[left.content]
            for other in stated[right.content]
        )
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_pairs_of_the_invented_cases_are_labelled_rightly(file: Path) -> None:
    case = cases.read_case(file)
    near = np.random.default_rng(7).random((len(case.contents),) * 2, dtype=np.float32)
    rows = cases.pairs(case, near, random.Random(7), each=4)
    assert {label for _, _, label in rows} == {0, 1}
    assert wrongly_labelled(case, rows) == []
    labels = defaultdict(set)
    for left, right, label in rows:
        labels[frozenset((left.content, right.content))].add(label)
    assert all(len(some) == 1 for some in labels.values()), "the same two contents with both labels"


CLAIMS = {f"C{number}": f"claim {number}" for number in range(4)}


@given(st.lists(st.frozensets(st.sampled_from(sorted(CLAIMS)), max_size=3), max_size=12), st.integers(0, 99))
def test_pairs_of_any_case_are_labelled_rightly_and_drawn_alike(stated: list[frozenset], seed: int) -> None:
    contents = tuple(
        cases.Content(some, "a", Excerpt(f"content {place}")) for place, some in enumerate(stated)
    )
    case = cases.ClaimCase("any", CLAIMS, (), contents)
    near = np.random.default_rng(seed).random((len(stated),) * 2, dtype=np.float32)
    rows = cases.pairs(case, near, random.Random(seed), each=3)
    assert wrongly_labelled(case, rows) == []
    assert all(left.content != right.content for left, right, _ in rows)
    assert rows == cases.pairs(case, near, random.Random(seed), each=3)


def test_rivals_contradict_and_what_states_the_same_does_not() -> None:
    stated = [("B1", "the brigade did it"), ("B1", "it was the brigade"), ("B2", "the league did it")]
    contents = tuple(cases.Content(frozenset({name}), "a", Excerpt(text)) for name, text in stated)
    case = cases.ClaimCase("bridge", {"B1": "one", "B2": "two"}, (("B1", "B2", "rival"),), contents)
    brigade = {text for name, text in stated if name == "B1"}
    rows = cases.related([case], random.Random(3))
    assert {label for _, _, label in rows} == {0, 2}
    for left, right, label in rows:
        assert label == (0 if {left.content, right.content} <= brigade else 2)


def test_groups_tell_which_contents_share_a_claim(tmp_path: Path) -> None:
    case = read(tmp_path, BRIDGE)
    claims = {one.text.content: one.claims for one in case.contents}
    for texts, share in cases.groups([case], random.Random(3), 5, size=3):
        assert len(texts) == 3
        stated = [claims[text.content] for text in texts]
        assert share == [[bool(one & other) for other in stated] for one in stated]


def test_the_cases_are_read_without_pytorch() -> None:
    code = "import sys; sys.modules['torch'] = None; import cases; print(len(cases.RELATIONS))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "training", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "3"), done.stderr


def test_the_network_has_the_same_relations_in_the_same_places() -> None:
    tree = ast.parse((ROOT / "training" / "matcher.py").read_text("utf-8"))
    told = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "RELATIONS"
    ]
    assert told == [cases.RELATIONS]


CORPUS = {"one": "The mayor said the bridge fell. “It did not,” said the miller.", "two": "Bridge falls."}


def labelled(tmp_path: Path, **changed: object) -> Path:
    told = {
        "documents": {name: sha256(text) for name, text in CORPUS.items()},
        "claims": {"C1": "A bridge fell."},
        "relations": [],
        "contents": [
            {"document": "one", "spans": [[15, 30]], "claims": ["C1"]},
            {"document": "one", "spans": [[33, 43]], "claims": ["C1"], "stance": "d"},
            {"document": "two", "spans": [[0, 12]], "claims": []},
        ],
    }
    file = tmp_path / "bridge.json"
    file.write_text(json.dumps(told | changed), "utf-8")
    return file


def test_a_real_case_is_read_out_of_the_corpus_that_it_points_into(tmp_path: Path) -> None:
    case = cases.read_labelled(labelled(tmp_path), CORPUS)
    assert case.real
    assert [one.text.content for one in case.contents] == ["the bridge fell", "It did not", "Bridge falls"]
    assert case.contents[0].text.before == "The mayor said"
    assert [one.stance for one in case.contents] == ["a", "d", "a"]
    assert case.share(0, 1)
    assert not case.share(0, 2)


def test_labels_are_never_laid_over_another_text(tmp_path: Path) -> None:
    for articles in (CORPUS | {"two": "Bridge stands."}, {"one": CORPUS["one"]}):
        with pytest.raises(ValueError, match="two is missing from the corpora, or its text differs"):
            cases.read_labelled(labelled(tmp_path), articles)


def test_there_are_labelled_cases() -> None:
    assert LABELLED


@pytest.mark.parametrize("file", LABELLED, ids=lambda file: file.stem)
def test_each_labelled_case_is_sound_and_holds_no_text(file: Path) -> None:
    told = json.loads(file.read_text("utf-8"))
    used = Counter(name for one in told["contents"] for name in one["claims"])
    related = {name for left, right, _ in told["relations"] for name in (left, right)}
    assert used.keys() | related <= told["claims"].keys()
    assert {one["document"] for one in told["contents"]} <= told["documents"].keys()
    assert all(0 <= start < end for one in told["contents"] for start, end in one["spans"])
    assert {key for one in told["contents"] for key in one} <= {"document", "spans", "claims", "stance"}


_WORD = re.compile(r"[a-z0-9']+")


def in_a_row(text: str, count: int = 8) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower().replace("’", "'"))
    return {tuple(words[at : at + count]) for at in range(len(words) - count + 1)}


def test_propositions_of_real_cases_are_in_the_labellers_own_words(corpora: Path) -> None:
    articles = cases.articles_of(corpora)
    for file in LABELLED:
        told = json.loads(file.read_text("utf-8"))
        texts = set().union(*(in_a_row(articles[name]) for name in told["documents"]))
        copied = {name for name, wording in told["claims"].items() if in_a_row(wording) & texts}
        assert not copied, f"{file.name}: eight words in a row with an article"
        case = cases.read_labelled(file, articles)
        assert len(case.contents) == len(told["contents"])
