"""
How right extraction and comparison are, on labelled texts of our own: `make benchmark`, or `python -m tests.accuracy`.

The texts and what is right about them are in fixtures/benchmark/ (its README.md gives the format). Every line that
is printed is one JSON object; its keys are an interface:

    {"task", "metric", "n", "P", "R", "F1", "f1_95"}               a headline score, in percent
    {"task", "phenomenon", "n", "right"}                           share of the labelled cases that are right in all that they assert
    {"reliability", "from", "n", "mean_score", "right"}            how often a score from here up to the next bin is right
    {"gate", "name", "landed", "now", "tolerance", "verdict"}      against the last landed figures
    {"speed", "value", "unit"}                                     timed, and so never part of the gate

The same entry points are used as by everyone: `claims.extraction.load` and `claims.comparison.__main__.pairs_of`.
"""
