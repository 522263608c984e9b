"""The provenance of a question as it is drawn: boxes and lines, with what is odd about them in another tone."""

from claims.charts.provenance import Graph, Knot, Strand, graph, steps_of
from claims.queries.provenance import Provenance
from claims.queries.question import letter_at
from claims.vocabulary import DerivationState


def drawings_of(provenance: Provenance) -> tuple[Graph | None, Graph | None]:
    """Return the wide and the narrow drawing; both None where nothing is reported."""
    knots, strands = _knots(provenance), _strands(provenance)
    return graph(knots, strands), graph(knots, strands, is_narrow=True)


def letters_of(provenance: Provenance) -> dict[str, str]:
    """Return the letter of everybody named, in the order of the list below the drawing."""
    return {key: letter_at(at) for at, key in enumerate(provenance.actors)}


def _knots(provenance: Provenance) -> list[Knot]:
    ends = {path[-1] for figure in provenance.figures for path in figure.sole}
    knots = []
    for report in provenance.reports:
        article = report.article
        day = f"{article.published_on:%-d %b %Y}" if article.published_on else "date not recorded"
        tone = "sole" if report.key in ends else ""
        note = f"{'sole origin · ' if tone else ''}{day} · {article}"
        name = str(article.outlet or "outlet not recorded")
        knots.append(Knot(report.key, 0, name, note, str(report.number), f"#report-{report.number}", tone))
    letters = letters_of(provenance)
    for key, actor in provenance.actors.items():
        tone = "sole" if key in ends else "nobody" if actor.is_nobody else ""
        note = f"sole origin · {actor.note}" if tone == "sole" else actor.note
        letter = letters[key]
        knots.append(Knot(key, provenance.depth[key], actor.name, note, letter, f"#who-{letter}", tone))
    return knots


def _strands(provenance: Provenance) -> list[Strand]:
    circles = steps_of(path for figure in provenance.figures for path in figure.circles)
    sole = steps_of(path for figure in provenance.figures for path in figure.sole)

    def tone(step: tuple[str, str]) -> str:
        return "circle" if step in circles else "sole" if step in sole else ""

    found = [Strand(*step, "hop", tone=tone(step)) for step in provenance.hops]
    # the way back goes from the outlet that is named to its own article, so the line is drawn from there
    found += [
        Strand(outlet, article, "own", tone=tone((article, outlet))) for outlet, article in provenance.own
    ]
    for line in provenance.derived:
        found.append(
            Strand(
                line.origin.key,
                line.article.key,
                "derived",
                line.edge.get_kind_display(),
                line.number,
                is_suggested=line.edge.state == DerivationState.SUGGESTED,
                tone=tone((line.origin.key, line.article.key)),
            )
        )
    return found
