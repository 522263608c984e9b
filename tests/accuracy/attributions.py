"""Scores who says what: the triple of source, cue and content as PolNeAR's scorers match it, then speaker, act, manner, chain."""

from tests.accuracy.labels import Article, Ends, Json, Label
from tests.accuracy.matching import Case, Counts, Tokens, assigned, ends_of, jaccard, same_name
from tests.accuracy.spans import Outcome

#: What is asserted beside the triple, each a score of its own: of the labels that assert it, how many are right.
FIELDS = ("speaker", "act", "manner", "hedge", "chain")


def score_attributions(article: Article, found: Json) -> Outcome:
    """Return counts of the triple, of content alone, and of each field; nested attributions count like all others."""
    tokens = Tokens(article.text)
    labels, predicted = article.labels["attributions"], found["attributions"]
    wanted = [Triple(tokens, label.source, label.cue, label.ends, _asserted(label)) for label in labels]
    given = [
        Triple(tokens, _ends(one, "source"), _ends(one, "cue"), ends_of(one["content"])) for one in predicted
    ]
    partner = assigned(wanted, given, lambda label, one: label.fits(one))
    triples, contents, cases = 0, 0, []
    fields = {name: [0, 0] for name in FIELDS}
    for number, label in enumerate(labels):
        j = partner.get(number)
        one = predicted[j] if j is not None else None
        wrong = {"content"} if j is None else wanted[number].differs(given[j])
        contents += j is not None
        triples += not wrong
        if one is not None:
            wrong |= {
                name for name in FIELDS if name in label.data and not _same(label.data, one, name, predicted)
            }
        for name in FIELDS:
            if name in label.data:
                fields[name][0] += one is not None and name not in wrong
                fields[name][1] += 1
        said = ", ".join(f"{name} {label.data.get(name)!r}" for name in sorted(wrong))
        got = "nothing" if one is None else _in_words(article.text, one, wrong, predicted)
        cases.append(Case("attributions", label.phenomenon, label.key, not wrong, said, got))
    answers = set(partner.values())
    # who only passes words on is a hop of another's chain; labels name it there, so alone it is no false alarm
    claimed = sum(j in answers or not one["carrier"] for j, one in enumerate(predicted))
    counts = {
        "triple": Counts(triples, len(labels), claimed),
        "content": Counts(contents, len(labels), claimed),
    }
    return counts | {name: Counts(right, n, n) for name, (right, n) in fields.items()}, cases


class Triple:
    """The tokens of an attribution's parts. Content is a span without gaps, so its own source and cue are taken out."""

    def __init__(
        self,
        tokens: Tokens,
        source: Ends | None,
        cue: Ends | None,
        content: Ends,
        asserted: tuple[str, ...] = ("source", "cue"),
    ) -> None:
        self.asserted = asserted
        self.source, self.cue = tokens.within(source), tokens.within(cue)
        self.content = tokens.within(content) - self.source - self.cue

    def fits(self, other: "Triple") -> tuple[int, float] | None:
        """Return how well a prediction fits, None if the contents share less than half of their words."""
        likeness = jaccard(self.content, other.content)
        return (2 - len(self.differs(other)), likeness) if likeness >= 0.5 else None

    def differs(self, other: "Triple") -> set[str]:
        """Return which of source and cue share no word; both empty is the same."""
        parts = {"source": (self.source, other.source), "cue": (self.cue, other.cue)}
        return {name for name in self.asserted if not _shares(*parts[name])}


def _shares(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a & b) or not (a or b)


def _asserted(label: Label) -> tuple[str, ...]:
    return tuple(role for role in ("source", "cue") if role in label.data)


def chain_of(one: Json, predicted: list[Json]) -> list[str | None]:
    """Return the names from this attribution outwards: the origin first, the one nearest to the article last."""
    by_id = {other["id"]: other for other in predicted}
    names: list[str | None] = []
    seen: set[int] = set()
    at: Json | None = one
    while at is not None and at["id"] not in seen:
        seen.add(at["id"])
        names.append(at["source"] and at["source"]["name"])
        at = by_id.get(at["inside"])
    return names


def _same(wanted: Json, one: Json, name: str, predicted: list[Json]) -> bool:
    if name == "speaker":
        return same_name(wanted["speaker"], one["source"] and one["source"]["name"])
    if name == "chain":
        chain = chain_of(one, predicted)
        return len(chain) == len(wanted["chain"]) and all(map(same_name, wanted["chain"], chain))
    return bool(wanted[name] == one[name])


def _ends(one: Json, role: str) -> Ends | None:
    return ends_of(one[role]) if one[role] else None


def _in_words(text: str, one: Json, wrong: set[str], predicted: list[Json]) -> str:
    shown = {
        "source": one["source"] and one["source"]["exact"],
        "cue": one["cue"] and one["cue"]["exact"],
        "speaker": one["source"] and one["source"]["name"],
        "chain": chain_of(one, predicted),
    }
    return ", ".join(f"{name} {shown.get(name, one.get(name))!r}" for name in sorted(wrong))
