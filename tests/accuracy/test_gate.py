"""The regression gate: what the product reads in the labelled texts is not worse than what was landed."""

from claims.extraction import load
from tests.accuracy.gate import STOPS, figures_of, landed_figures
from tests.accuracy.labels import load_articles, load_pairs
from tests.accuracy.printing import gate_lines
from tests.accuracy.running import run


def test_no_landed_score_has_fallen_by_more_than_its_tolerance() -> None:
    articles = load_articles()
    result = run(load(), articles, load_pairs(articles))

    now, landed = figures_of(result), landed_figures()

    assert landed["headlines"], "nothing is landed yet: make benchmark UPDATE=1"
    stopping = [line for line in gate_lines(now, landed) if line["gate"] in STOPS]
    assert not stopping, "\n".join(map(str, [*stopping, "`make benchmark UPDATE=1` lands it all the same"]))
