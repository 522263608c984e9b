"""
The shape of a mark says how a figure was said: quote, paraphrase, document, unnamed, the article's own voice.

As SVG path data around a centre, so that chart and table draw the same and a template writes one path a mark.
"""

from claims.vocabulary import Manner


def shape_path(manner: str, x: float = 8.0, y: float = 8.0, size: float = 6.0) -> str:
    """Return the outline of the mark. size: half its width; an unknown manner is drawn as a paraphrase."""
    if manner in (Manner.DIRECT, Manner.FRAGMENT):
        return f"M{x - size:g} {y:g}a{size:g} {size:g} 0 1 0 {2 * size:g} 0a{size:g} {size:g} 0 1 0 {-2 * size:g} 0z"
    if manner == Manner.DOCUMENT:
        wide = size * 1.25
        return f"M{x:g} {y - wide:g}l{wide:g} {wide:g}l{-wide:g} {wide:g}l{-wide:g} {-wide:g}z"
    if manner == Manner.AGENTLESS:
        return f"M{x:g} {y - size * 1.15:g}l{size * 1.15:g} {size * 2.15:g}h{-size * 2.3:g}z"
    if manner == Manner.OWN_VOICE:
        return f"M{x - size * 1.15:g} {y - size:g}h{size * 2.3:g}l{-size * 1.15:g} {size * 2.15:g}z"
    side = size * 0.92
    return f"M{x - side:g} {y - side:g}h{2 * side:g}v{2 * side:g}h{-2 * side:g}z"
