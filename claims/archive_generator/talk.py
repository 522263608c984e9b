"""What people said to each other, what they follow, and what they were told of it."""

from claims.archive_generator.drawing import chance, one_of, person

_WORDS = """ARRAY['The later report counts the wounded, too.', 'Both go back to one briefing.',
    'I asked the paper: the figure is the ministry''s.', 'No list of names was ever published.',
    'This one is about the region, not about the town.']"""


def _comments(subject: str, share: float, most: int, salt: int) -> str:
    """People comment on a share of the subjects, up to so many times on one; a few take it back or say it anew."""
    key = "s.id * 8 + n"
    at = {"question": "s.changed_at", "claim": "s.recorded_at", "relation": "s.recorded_at"}[subject]
    return f"""
        INSERT INTO claims_comment ({subject}_id, text, by_id, at, edited_at, withdrawn_at)
        SELECT s.id, {one_of(_WORDS, key, salt)}, {person(key, salt + 1)}, {at} + n * interval '5 hours',
            CASE WHEN {chance(key, salt + 2)} < 0.05 THEN {at} + n * interval '6 hours' END,
            CASE WHEN {chance(key, salt + 3)} < 0.03 THEN {at} + n * interval '7 hours' END
        FROM claims_{subject} s, generate_series(1, {most}) n
        WHERE {chance("s.id", salt + 4)} < {share} AND n <= 1 + floor({chance("s.id", salt + 5)} * {most})
        ORDER BY s.id, n"""


def _opinions(subject: str, share: float, salt: int) -> str:
    at = "s.changed_at" if subject == "question" else "s.recorded_at"
    return f"""
        INSERT INTO claims_opinion ({subject}_id, step, by_id, at)
        SELECT s.id, 1 + floor({chance("s.id * 8 + place", salt)} * 5), who, {at} + interval '8 hours'
        FROM claims_{subject} s, unnest(%(people)s::int[]) WITH ORDINALITY AS one(who, place)
        WHERE {chance("s.id", salt + 1)} < {share} AND {chance("s.id * 8 + place", salt + 2)} < 0.6
        ORDER BY s.id, place"""


#: By table, in the order in which they need each other.
STATEMENTS: tuple[tuple[str, str], ...] = (
    ("claims_comment", _comments("question", 0.4, 5, 10)),
    ("claims_comment", _comments("claim", 0.02, 3, 50)),
    ("claims_comment", _comments("relation", 0.01, 3, 56)),
    ("claims_opinion", _opinions("question", 0.3, 62)),
    ("claims_opinion", _opinions("claim", 0.01, 65)),
    ("claims_opinion", _opinions("relation", 0.01, 68)),
    ("claims_follow", f"""
        INSERT INTO claims_follow (question_id, user_id, at)
        SELECT q.id, who, q.created_at FROM claims_question q,
            unnest(%(people)s::int[]) WITH ORDINALITY AS one(who, place)
        WHERE {chance("q.id * 8 + place", 71)} < 0.2 ORDER BY q.id, place"""),
    ("claims_notice", f"""
        INSERT INTO claims_notice (question_id, user_id, text, at, read_at, comment_id, is_named)
        SELECT c.question_id, f.user_id, u.username || ' commented.', c.at,
            CASE WHEN {chance("c.id", 72)} < 0.8 THEN c.at + interval '1 day' END, c.id, false
        FROM claims_comment c JOIN claims_follow f ON f.question_id = c.question_id AND f.user_id <> c.by_id
        JOIN auth_user u ON u.id = c.by_id ORDER BY c.id, f.user_id"""),
)  # fmt: skip
