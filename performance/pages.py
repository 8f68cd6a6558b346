"""The pages of this app."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.exports.views import printing
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page
from performance.lists import EDITIONS
from performance.papers import RANKING_PAPER, RECEIPT_PAPER
from performance.views import desk, editions, rankings, receipts, rules

OFFICE = ("ranking.compute", "ranking.publish", "ranking.issue")

PAGES: tuple[Page, ...] = (
    Page("ranking", "", rankings.current, label=_("Ranking"), menu="performance", may="ranking.view", icon="chart-bar", thumb=8),
    Page("desk", "desk/", desk.desk, label=_("Month desk"), menu="performance", may=OFFICE, icon="calendar-stats", thumb=3),
    Page("compute", "desk/compute/", desk.compute, may="ranking.compute", methods=("POST",)),
    Page("rules", "rules/", rules.rules, label=_("Rules"), menu="performance", may="ranking.view", icon="scale"),
    Page("approve", "rules/<int:pk>/approve/", rules.approval, may="rule.approve", methods=("POST",), takes="rule_set"),
    listing(EDITIONS, "editions/", menu="performance", icon="stack"),
    Page("edition", "editions/<int:pk>/", editions.edition, may="ranking.view", takes="edition"),
    Page("step", "editions/<int:pk>/steps/<slug:verb>/", editions.step, may=OFFICE, methods=("POST",), takes="edition_step"),
    Page("export", "editions/<int:pk>/workbook.xlsx", editions.export, may="ranking.export", methods=("POST",), takes="edition"),
    printing(RANKING_PAPER, "editions/<int:pk>/paper/", takes="edition"),
    Page("method", "editions/<int:pk>/method/", rankings.method, may="ranking.view", takes="edition"),
    Page("receipt", "scores/<int:pk>/", receipts.receipt, may="ranking.view", takes="score"),
    printing(RECEIPT_PAPER, "scores/<int:pk>/paper/", takes="score"),
    Page("cases", "scores/<int:pk>/<slug:measure>/", receipts.cases, may="ranking.view", takes="score_measure"),
)
