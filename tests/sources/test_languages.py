"""Which language a text is in."""

import pytest

from sources.acquisition import languages
from sources.acquisition.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said on Tuesday that twelve soldiers had died in the attack on the brigade.", "en"),
        ("Death toll rises: 12 soldiers killed near Varnholm as brigade retreats", "en"),  # a headline without "the"
        ("Das Ministerium teilte mit, dass bei dem Angriff zwölf Soldaten getötet worden seien.", "de"),
        ("Het ministerie zei dat bij de aanval zeker twaalf militairen zijn omgekomen.", "nl"),
        ("Le ministère a annoncé mardi que l'attaque avait fait au moins douze morts.", "fr"),
        ("El ministerio informó el martes que al menos doce soldados murieron en el ataque.", "es"),
        ("Міністерство повідомило, що внаслідок удару загинули щонайменше дванадцять військових.", "uk"),
        ("국방부는 화요일 이번 공격으로 최소 열두 명의 군인이 숨졌다고 밝혔다. 사상자는 더 늘어날 것으로 보인다.", "ko"),
        ("قالت وزارة الدفاع يوم الثلاثاء إن اثني عشر جنديا على الأقل قتلوا في الهجوم على اللواء", "ar"),
        ("Nine died.", ""),  # too little to tell by
        ("12 345 – 67 %, 2025", ""),
        ("", ""),
        ("\ud800\udfff" * 50, ""),  # halves of characters are no letters
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_told_by_its_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_plain_english_is_known_without_the_tables_of_139_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("the tables were asked for")

    monkeypatch.setattr(languages, "_identifier", refuse)
    assert (
        language_of("The minister said that the report from the region had been read by the court.") == "en"
    )
