"""Computing an edition: count, freeze the inputs, score and rank them, write the result. Needs scipy: for workers only."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from haidian_policing.organisation.models import Unit
from performance.actions.grouping import draw_groups
from performance.choices import EditionState, League, PeriodState
from performance.measures import MEASURES
from performance.models import Edition, EditionEvent, PeerGroupVersion, Period, RuleSet, Score, ScoreMeasure
from performance.sets import fill_period, unit_facts
from performance.statistics.league import VERSION, digest, seed_of, settle


class NotNow(ValueError):
    """The period is not to be computed at present; the text says why."""


def compute(period: Period, *, actor, at: datetime, reason: str = "", progress=None) -> Edition:
    """Count the period and write its open edition: a flash report while it runs, an edition with ranks afterwards.

    reason: begins a correction where the newest edition is issued. Raises NotNow where an edition stands for objection, or where the
    period is settled and nobody gave a reason.
    """
    refuse_in_vain(period, reason)
    fill_period(period, at, progress)
    edition = write(period, actor=actor, at=at, reason=reason)
    if progress:
        progress(1, 1)
    return edition


def compute_job(job, progress, at: datetime) -> dict[str, Any]:
    """What the job does: nothing where the month was published meanwhile."""
    period = Period.objects.get(pk=job.arguments["period"])
    edition = compute(period, actor=job.requested_by, at=at, reason=job.arguments.get("reason", ""), progress=progress)
    return {"edition": edition.pk, "number": edition.number, "state": edition.state, "units": edition.scores.count()}


def refuse_in_vain(period: Period, reason: str) -> None:
    newest = Edition.objects.filter(period=period, league=League.STATIONS).order_by("-number").first()
    if newest and newest.state == EditionState.PROVISIONAL:
        raise NotNow("an edition stands for objection; take it back first")
    if newest and newest.state == EditionState.ISSUED and not reason:
        raise NotNow("the period is settled; a correction needs its reason")


@transaction.atomic
def write(period: Period, *, actor, at: datetime, reason: str = "") -> Edition:
    """Freeze the inputs, settle them, and put the outcome into the open edition; an unchanged outcome adds no event."""
    period = Period.objects.select_for_update().get(pk=period.pk)
    refuse_in_vain(period, reason)
    ended = timezone.localdate(at) >= period.ends
    rules, groups = parts_of(period, actor)
    inputs = inputs_of(period, rules, groups, ranked=ended)
    columns = frozen(inputs) | {"rule_set": rules, "peer_groups": groups, "computed_at": at}
    edition = Edition.objects.open().select_for_update().filter(period=period, league=League.STATIONS).first()
    state = EditionState.COMPUTED if ended else EditionState.FLASH
    if edition and edition.output_hash == columns["output_hash"] and edition.state == state:
        return edition
    edition = _changed(edition, state, columns) if edition else _new(period, state, columns, reason)
    EditionEvent.objects.create(
        subject=edition,
        verb="compute" if ended else "refresh",
        from_state=edition.before,
        to_state=state,
        at=at,
        actor=actor,
        note=reason,
        data={"output": edition.output_hash},
    )
    _write_scores(edition)
    Period.objects.filter(pk=period.pk).update(state=PeriodState.CHECKING if ended else PeriodState.RUNNING)
    return edition


def _new(period: Period, state: str, columns: dict[str, Any], reason: str) -> Edition:
    last = Edition.objects.filter(period=period, league=League.STATIONS).aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        period=period, league=League.STATIONS, number=last + 1, state=state, reason=reason if last else "", **columns
    )
    edition.before = ""
    return edition


def _changed(edition: Edition, state: str, columns: dict[str, Any]) -> Edition:
    before = edition.state
    Edition.objects.filter(pk=edition.pk).update(state=state, **columns)
    edition.refresh_from_db()
    edition.before = before
    return edition


def parts_of(period: Period, actor) -> tuple[RuleSet, PeerGroupVersion]:
    """The rules and groups in force when the period began; groups are drawn where there are none yet."""
    rules = RuleSet.objects.in_force(League.STATIONS, period.starts).first()
    if rules is None:
        raise NotNow("no rule set is in force")
    groups = PeerGroupVersion.objects.in_force(League.STATIONS, period.starts).first()
    return rules, groups or draw_groups(actor=None, valid_from=period.starts, least=rules.smallest_group)


def inputs_of(period: Period, rules: RuleSet, groups: PeerGroupVersion, *, ranked: bool) -> dict[str, Any]:
    """Everything that the result follows from, as JSON holds it."""
    lines = [line for line in rules.measures.order_by("order") if line.measure in MEASURES]
    facts = unit_facts(period, [line.measure for line in lines])
    before = previous(period)
    members = groups.members.order_by("group", "unit__order").values_list("unit", "group", "unit__short_name", "unit__name_en")
    return {
        "period": period.code,
        "league": League.STATIONS.value,
        "rules": {
            "set": str(rules.code),
            "version": rules.version,
            "least_weight": rules.least_weight,
            "smallest_n": rules.smallest_n,
            "smallest_group": rules.smallest_group,
            "least_reliability": str(rules.least_reliability),
            "firm_reliability": str(rules.firm_reliability),
            "measures": [
                {
                    "code": line.measure,
                    "layer": line.layer,
                    "better": MEASURES[line.measure].better,
                    "weight": str(line.weight),
                    "worst": str(line.worst),
                    "best": str(line.best),
                }
                for line in lines
            ],
        },
        "peer_groups": groups.number,
        "units": [
            {"unit": unit, "name": name, "name_en": name_en, "group": group, "facts": facts.get(unit, {}), "previous": before.get(unit)}
            for unit, group, name, name_en in members
        ],
        "seed": seed_of(period.code, League.STATIONS, rules.code, str(rules.version)),
        "ranked": ranked,
    }


def previous(period: Period) -> dict[int, dict[str, Any]]:
    """Rank, points and variance of each unit in the newest published edition of the period before."""
    last = Period.objects.before(period).filter(ends=period.starts).first()
    edition = last and Edition.objects.public().filter(period=last, league=League.STATIONS).order_by("-number").first()
    if not edition:
        return {}
    return {
        row["unit"]: {"rank": row["rank"], "points": row["points"], "variance": row["variance"]}
        for row in edition.payload["outputs"]["scores"]
    }


def frozen(inputs: dict[str, Any]) -> dict[str, Any]:
    """The columns of an edition that follow from its inputs."""
    outputs = settle(inputs)
    return {
        "payload": {"inputs": inputs, "outputs": outputs},
        "fact_hash": digest(inputs["units"]),
        "output_hash": digest(outputs),
        "seed": inputs["seed"],
        "code_version": VERSION,
    }


def recompute(edition: Edition) -> bool:
    """Whether the frozen inputs still give the same bytes."""
    columns = frozen(edition.payload["inputs"])
    return (columns["fact_hash"], columns["output_hash"]) == (edition.fact_hash, edition.output_hash)


def _write_scores(edition: Edition) -> None:
    """Replace the rows of an open edition by what its payload says."""
    Score.objects.filter(edition=edition).delete()
    known = set(Unit.objects.filter(pk__in=[row["unit"] for row in edition.payload["outputs"]["scores"]]).values_list("pk", flat=True))
    rows = [row for row in edition.payload["outputs"]["scores"] if row["unit"] in known]
    scores = Score.objects.bulk_create(_score(edition, row) for row in rows)
    ScoreMeasure.objects.bulk_create(
        _measure(score, order, line) for score, row in zip(scores, rows, strict=True) for order, line in enumerate(row["measures"], start=1)
    )


def _score(edition: Edition, row: dict[str, Any]) -> Score:
    same = ("group", "points", "points_low", "points_high", "rank", "rank_low", "rank_high", "previous_rank", "change", "change_matters")
    return Score(
        edition=edition,
        unit_id=row["unit"],
        n=row["n"],
        reliability=row["reliability"],
        is_tentative=row["tentative"],
        unranked=row["flag"],
        **{name: row[name] for name in same},
    )


def _measure(score: Score, order: int, line: dict[str, Any]) -> ScoreMeasure:
    same = ("layer", "x", "n", "value", "low", "high", "points", "weight", "share")
    return ScoreMeasure(score=score, order=order, measure=line["code"], is_met=line["met"], **{name: line[name] for name in same})
