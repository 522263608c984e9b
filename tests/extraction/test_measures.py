"""Which measure a figure states, by unit, noun, toll phrase, verb or what is counted. Sentences are ours."""

import pytest

from tests.extraction.conftest import Read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A gunman shot three people in Halden, killing one.", [("shot", 3), ("killed", 1)]),
        # the participle is the counted noun, in a headline with capitals too
        ("Explosion Leaves Woman Dead and 2 Hurt", [("wounded", 2)]),
        ("Gunman kills 1, injures 2", [("killed", 1), ("wounded", 2)]),
        # the verb says what happened to the hostages, the noun only who they were
        ("Rebels killed three hostages.", [("killed", 3)]),
        ("Rebels released three hostages.", [("rescued", 3)]),
        ("They still hold 12 hostages.", [("captured", 12)]),
        ("Police arrested 12 protesters.", [("arrested", 12)]),
        ("The camp holds 12 protesters.", [("attendance", 12)]),
        # a toll phrase with its figure at the end
        ("The death toll from the flood rose to 24.", [("killed", 24)]),
        ("The number of wounded was at least 55.", [("wounded", 55)]),
        ("Officials raised the confirmed death toll to 11.", [("killed", 11)]),
        # the noun of a verb
        ("The mayor regretted the death of 12 people.", [("killed", 12)]),
        ("It led to the arrest of 40 men.", [("arrested", 40)]),
        # severity is a part of the wounded
        ("The clinic treated 30 wounded, five of them critically.", [("wounded", 30), ("critical", 5)]),
        ("Seven people were left with serious injuries.", [("serious", 7)]),
        # a list of one verb, and each count with its own
        ("The army said 86 civilians were killed and 201 wounded.", [("killed", 86), ("wounded", 201)]),
        ("The bomb killed the driver and two passengers.", [("killed", 2)]),
        ("The party won 58 of the 150 seats.", [("seats", 58), ("seats", 150)]),
        ("Damage is put at €100 million a day.", [("money", 100_000_000)]),
        # the month marches nowhere
        ("Some 900 people have left since March 2023.", [("count", 900)]),
        ("A 6.1-magnitude earthquake shook Halden.", [("magnitude", 6.1)]),
        ("An earthquake measuring 5.4 on the Richter scale shook Halden.", [("magnitude", 5.4)]),
        ("The quake struck at a depth of 10 kilometres.", [("depth", 10)]),
        ("The epicentre lay 55 kilometres south of Halden.", [("distance", 55)]),
        ("The fire burned 3,000 hectares.", [("area", 3000)]),
        ("Three shells landed near the school.", [("munitions", 3)]),
        ("The army fired 30 rockets at the port.", [("munitions", 30)]),
        ("12 tanks were destroyed.", [("destroyed", 12)]),
        ("Customs seized 12 tonnes of cocaine.", [("amount", 12)]),
        ("The firm will cut 300 jobs.", [("jobs", 300)]),
        ("The firm has about 50 employees.", [("employed", 50)]),
        ("Four robbers escaped in a van.", [("escaped", 4)]),
        ("The search goes on for two inmates who are still at large.", [("escaped", 2)]),
        ("The ferry had 350 people on board.", [("aboard", 350)]),
        ("A bus carrying 45 pupils overturned, killing 20 of them.", [("aboard", 45), ("killed", 20)]),
        ("Some 120,000 homes were without power.", [("without_power", 120_000)]),
        ("Up to 30 centimetres of snow fell.", [("rainfall", 30)]),
        ("The river stood at 38 centimetres.", [("level", 38)]),
        ("Two suspects, aged 19 and 22, were charged with murder.", [("charged", 2)]),
        ("The storm claimed nine lives.", [("killed", 9)]),
        # what befell their homes did not befall them
        ("The hall shelters 500 villagers whose homes were destroyed.", [("count", 500)]),
        ("Some 900 villagers sought refuge from the fighting.", [("count", 900)]),
        # the sons' ages are no losses
        ("She had lost two sons, 11 and 14.", [("losses", 2)]),
        # to hold up a shop is to hold nobody
        ("Four thieves, dressed as nurses, held up the shop.", [("attackers", 4)]),
        ("Four masked robbers stormed the shop.", [("attackers", 4)]),
        ("The motion got 312 votes.", [("votes", 312)]),
        ("Miners were rescued, but 14 are still trapped.", [("trapped", 14)]),
        ("There are 400 suspected cases.", [("infected", 400)]),
        # counted, and with no measure of its own
        ("Some 300 families live in the camp.", [("count", 300)]),
        ("The fleet has 45 lorries.", [("count", 45)]),
    ],
)
def test_it_reads_the_measure(read: Read, text: str, expected: list[tuple[str, float]]) -> None:
    found = [(c.measure, float(c.best)) for c in read(text).claims if c.quantity is not None and c.best]

    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met again.",  # known already
        "He has seen it 20 times.",  # how often, nothing counted
        "She gave 12 reasons for it.",  # an idea is no thing of the world
        "His 12 grandchildren came along.",  # somebody's own
        "The team won 12 matches.",
        "A jury found him guilty of 12 counts of fraud.",
    ],
)
def test_a_figure_that_nobody_would_dispute_is_no_claim(read: Read, text: str) -> None:
    assert [c for c in read(text).claims if c.quantity is not None] == []
