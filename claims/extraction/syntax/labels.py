"""
The one place where label schemes meet: what a spaCy pipeline calls its tags, relations and names → what the rules read.

The rules read Universal Dependencies 2 (universaldependencies.org/guidelines.html) and PER, ORG, LOC. spaCy's own
English models print ClearNLP's relations (Choi and Palmer 2012, "Guidelines for the CLEAR style constituent to
dependency conversion"), Penn Treebank tags and OntoNotes names; each is mapped here, relations with their structure.
"""

from collections.abc import Iterable, Sequence

#: Penn Treebank tag → UPOS, after universaldependencies.org/tagset-conversion/en-penn-uposf.html.
#: IN, TO and VB* are ambiguous there; the commoner reading is given.
PENN_TO_UPOS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "LS": "X", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET",
    "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM",
    "TO": "PART", "UH": "INTJ", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB",
    "WDT": "PRON", "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "#": "SYM", "$": "SYM", "''": "PUNCT", "``": "PUNCT",
    ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "HYPH": "PUNCT", "NFP": "PUNCT",
    "ADD": "X", "AFX": "X", "XX": "X",
}  # fmt: skip

#: OntoNotes 5 (Weischedel and others 2013), and names that other sets use, → the kinds that the rules know.
#: NORP (nationalities), dates, figures, works and events are no names here.
NAME_KINDS = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
}  # fmt: skip

#: ClearNLP relation → UD relation, where no word has to be moved.
_RELATIONS = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj", "dative": "iobj",
    "relcl": "acl:relcl", "npadvmod": "obl:unmarked", "poss": "nmod:poss", "prt": "compound:prt", "neg": "advmod",
    "quantmod": "advmod", "predet": "det:predet", "preconj": "cc:preconj", "oprd": "xcomp", "intj": "discourse",
    "meta": "dep", "nn": "compound", "attr": "xcomp", "acomp": "xcomp", "infmod": "acl", "partmod": "acl",
    "complm": "mark", "num": "nummod", "possessive": "case",
}  # fmt: skip
#: Relations that only ClearNLP has: one of them tells the scheme.
_CLEAR_ONLY = frozenset({"dobj", "pobj", "nsubjpass"})
_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'m", "'s", "'re"})
_CLAUSES = frozenset({"VERB", "AUX", "ADJ", "ADV"})


def is_clear(relations: Iterable[str]) -> bool:
    """Whether these are ClearNLP's relations, which `to_ud` has to convert."""
    return not _CLEAR_ONLY.isdisjoint(relations)


def upos_of(pos: str, penn: str) -> str:
    """The universal part of speech: the pipeline's own, else by the Penn tag, else ""."""
    return pos or PENN_TO_UPOS.get(penn, "")


def kind_of(label: str) -> str:
    """PER, ORG, LOC, or "" for what is no name to the rules."""
    return NAME_KINDS.get(label, "")


def to_ud(
    heads: Sequence[int], relations: Sequence[str], tags: Sequence[str], lower: Sequence[str]
) -> tuple[list[int], list[str]]:
    """
    Convert the ClearNLP tree of one sentence: word numbers of the heads (a root is its own), relations, UPOS, words.

    Two structures differ. A preposition heads its noun ("in" ← pobj "Kyiv"): in UD the noun takes its place and the
    preposition becomes `case`. A copula heads its predicate ("is" ← attr "minister"): in UD it becomes `cop`.
    """
    up, rel = list(heads), [_RELATIONS.get(r, r) for r in relations]
    for i, relation in enumerate(relations):
        if relation in ("pobj", "pcomp"):
            _take_the_place_of_the_preposition(i, up, rel, relations, tags)
    for i, relation in enumerate(relations):
        if relation in ("attr", "acomp") and lower[heads[i]] in _BE:
            _take_the_place_of_the_copula(i, up, rel)
    return up, rel


def _take_the_place_of_the_preposition(
    i: int, up: list[int], rel: list[str], relations: Sequence[str], tags: Sequence[str]
) -> None:
    preposition = up[i]
    if preposition == i or relations[preposition] not in ("prep", "agent", "dative", "conj", "ROOT"):
        return
    head = up[preposition]
    clause = relations[i] == "pcomp"
    if head == preposition:
        up[i], rel[i] = i, "ROOT"
    else:
        up[i] = head
        by = "obl:agent" if relations[preposition] == "agent" else "obl" if tags[head] in _CLAUSES else "nmod"
        rel[i] = ("advcl" if tags[head] in _CLAUSES else "acl") if clause else by
    up[preposition], rel[preposition] = i, "mark" if clause else "case"
    for k, above in enumerate(up):  # what else hung on the preposition ("just *in* Kyiv")
        if above == preposition and k not in (i, preposition):
            up[k] = i


def _take_the_place_of_the_copula(i: int, up: list[int], rel: list[str]) -> None:
    copula = up[i]
    if copula == i:
        return
    root = up[copula] == copula
    up[i], rel[i] = (i if root else up[copula]), rel[copula]
    for k, above in enumerate(up):
        if above == copula and k not in (i, copula):
            up[k] = i
    up[copula], rel[copula] = i, "cop"
