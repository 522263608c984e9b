"""
What the parse says about a cue: whose verb it is, and where its complement ends.

The parse is evidence, not truth (about one relation in five is wrong): every answer may be None, and the rules that
ask go by words and punctuation then, as they do on a pipeline without a parse.
"""

from claims.extraction.syntax.words import Words

Phrase = tuple[int, int]
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
#: Relations over which a verb without a subject takes that of the verb above it.
_SHARED = frozenset(("conj", "xcomp", "advcl", "parataxis"))
_NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))
#: Adverbs that belong to an amount: "about half of the drivers".
_AMOUNTS = frozenset(("about", "around", "nearly", "almost", "over", "only", "more", "less"))
#: A subject is looked for at most so many verbs up.
_MOST_STEPS = 4
_LONGEST = 40


def is_parsed(words: Words, i: int) -> bool:
    return words.head[i] >= 0


def subject(words: Words, i: int, low: int) -> Phrase | None:
    """
    Return the first and last word of who does what verb i says, or None if the parse does not tell.

    "He denied it and called …", "wants to ask", "…, saying that": the verb above lends its subject; "a letter
    saying": the noun.
    """
    verb = i
    for _ in range(_MOST_STEPS):
        own = [j for j in words.below(verb) if words.dep[j] in _SUBJECTS and j != i]
        near = [j for j in own if j < verb] or own
        if near:
            head = near[-1]
            return _relative(words, head, verb, low) or phrase(words, head, low)
        above = words.head[verb]
        if above == verb or above < low:
            return None
        relation = words.dep[verb].split(":")[0]
        if relation == "acl" and words.tag[above] in _NOUNS and above < verb:
            return phrase(words, above, low, before=verb)
        if words.dep[verb] not in _SHARED and relation not in _SHARED:
            return None
        if relation == "advcl" and (outer := _reported_by(words, above, verb)) is not None:
            verb = outer
            continue
        if relation in ("xcomp", "advcl"):
            held = [j for j in words.below(above) if words.dep[j] == "obj" and above < j < verb]
            if held and relation == "xcomp":
                return phrase(words, held[-1], low, before=verb)  # "asked Reed to confirm": Reed confirms
        verb = above
    return None


def _reported_by(words: Words, above: int, verb: int) -> int | None:
    """
    Return the verb that reports a passive clause on which the participle `verb` was hung: "acknowledged that units
    were sent, confirming losses" - who was sent confirms nothing. None where it is not so.
    """
    is_passive = any(words.dep[j] == "nsubj:pass" for j in words.below(above))
    after_comma = verb > 0 and words.lower[verb - 1] == ","
    return words.head[above] if is_passive and after_comma and words.dep[above] == "ccomp" else None


def _relative(words: Words, head: int, verb: int, low: int) -> Phrase | None:
    """ "Reed, who said": the name and the "who" together."""
    if words.lower[head] not in ("who", "which", "that") or words.dep[verb] != "acl:relcl":
        return None
    named = words.head[verb]
    if not low <= named < head:
        return None
    found = phrase(words, named, low, before=head)
    return (found[0], head) if found else None


def phrase(words: Words, head: int, low: int, *, before: int | None = None) -> Phrase | None:
    """Return the words that hang on a noun, as one stretch around it; before: the first word not allowed."""
    first = last = head
    for j in _under(words, head):
        first, last = min(first, j), max(last, j)
    last = min(last, head + _LONGEST)
    if before is not None:
        last = min(last, before - 1)
    first = max(first, low, head - _LONGEST)
    while last > head and not words.lower[last][0].isalnum() and words.lower[last] not in (")", "%"):
        last -= 1
    while first < head and (
        (not words.lower[first][0].isalnum() and words.lower[first] not in "$£€(#@")
        or (
            words.dep[first] in ("cc", "case", "mark", "advmod")
            and words.lower[first] not in _AMOUNTS
            and words.head[first] == head
        )
    ):
        first += 1
    return (first, last) if first <= head <= last else None


def _under(words: Words, head: int) -> list[int]:
    """Return the words below a noun, without clauses that no comma ties to it and what stands in apposition far off."""
    found, todo = [], [head]
    while todo:
        for j in words.below(todo.pop()):
            if words.dep[j] in ("punct", "parataxis", "discourse", "cc") and words.head[j] == head:
                continue
            found.append(j)
            todo.append(j)
    return found


def attaches_outside(words: Words, cue: int, start: int, k: int, stop: int) -> bool | None:
    """
    Whether the stretch k…stop belongs to the cue's own clause and not to what it says; None without a parse.

    start: the first word of what is said. The stretch is judged by where its topmost word hangs.
    """
    if not is_parsed(words, cue):
        return None
    for j in range(k, stop):
        if words.dep[j] == "punct":
            continue
        above = words.head[j]
        if k <= above < stop and above != j:
            continue
        return above == j or above < start or (above >= stop and above > j and words.head[above] < start)
    return None
