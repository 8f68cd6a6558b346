"""The receipt of a score: its measures with what each gave to the score, and its place in words; page and paper draw the same."""

from typing import Any

from haidian_policing.replay import replayed
from performance.lists.rows import group_name, movement, rank_text, rules_of, sentence
from performance.models import Score, ScoreMeasure

RANK_COLUMNS = ("rank", "rank_low", "rank_high", "previous_rank", "change", "change_matters", "unranked", "is_tentative")


def receipt_of(score: Score) -> dict[str, Any]:
    lines = {line.measure: line for line in _lines(score=score.pk)}
    rules = [rule | {"line": lines[rule["code"]]} for rule in rules_of(score.edition) if rule["code"] in lines]
    for rule in rules:
        rule["part"] = rule["line"].points * rule["line"].share / 100 if rule["line"].points is not None else None
    return {
        "row": words_of(score),
        "group": group_name(score.group),
        "ranked": [rule for rule in rules if rule["layer"] == "stretch"],
        "baselines": [rule for rule in rules if rule["layer"] != "stretch"],
    }


def words_of(score: Score) -> dict[str, Any]:
    row = {name: getattr(score, name) for name in RANK_COLUMNS}
    place = {"edition": score.edition_id, "group": score.group}
    row["tied"] = score.rank is not None and len(_equals(**place, rank=score.rank)) > 1
    moved, words = movement(row)
    return row | {"sentence": sentence(row), "text": rank_text(row), "moved": moved, "movement": words}


@replayed
def _lines(*, score: int):
    return ScoreMeasure.objects.filter(score_id=score)


@replayed
def _equals(*, edition: int, group: int, rank: int):
    return Score.objects.filter(edition_id=edition, group=group, rank=rank).values_list("pk", flat=True)
