"""The pages of the organisation."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.views import listing
from haidian_policing.organisation.lists.people import ACCOUNTS, PEOPLE
from haidian_policing.organisation.lists.posts import ABSENCES, POSTS
from haidian_policing.organisation.lists.units import UNITS
from haidian_policing.organisation.views import account, accounts, people, posts, second_factor, sign_in, units
from haidian_policing.pages.registry import Page

BOTH, POST = ("GET", "POST"), ("POST",)
PAGES: tuple[Page, ...] = (
    Page("sign_in", "sign-in/", sign_in.sign_in, methods=BOTH, open=True),
    Page("sign_out", "sign-out/", sign_in.sign_out, methods=POST, second_factor=False),
    Page("account", "account/", account.account),
    Page("end_sessions", "account/sessions/", account.end_sessions, methods=POST),
    Page("change_password", "account/password/", account.change_password, methods=BOTH, second_factor=False),
    Page("second_factor", "account/second-factor/", second_factor.second_factor, methods=BOTH, second_factor=False),
    Page("second_factor_picture", "account/second-factor/picture/", second_factor.picture, second_factor=False),
    Page("recovery_codes", "account/second-factor/codes/", second_factor.new_codes, methods=POST, second_factor=False),
    Page("unit_list", "units/", units.unit_list, label=_("Units"), menu="administration", may="person.view", icon="sitemap"),
    listing(UNITS, "units/table/"),
    Page("unit_detail", "units/<int:pk>/", units.unit_detail, takes="unit"),
    listing(PEOPLE, "people/", menu="administration", icon="users", thumb=9),
    listing(POSTS, "posts/", menu="administration", icon="id-badge-2"),
    listing(ABSENCES, "absences/", menu="administration", icon="calendar-off"),
    Page("person_detail", "people/<int:pk>/", people.person_detail, takes="person"),
    Page("person_phone", "people/<int:pk>/phone/", people.person_phone, methods=POST, takes="person"),
    Page("post_give", "people/<int:pk>/post/", posts.post_give, may="organisation.manage", methods=BOTH, takes="person"),
    Page("post_transfer", "people/<int:pk>/transfer/", posts.post_transfer, may="organisation.manage", methods=BOTH, takes="person"),
    Page("post_end", "posts/<int:pk>/end/", posts.post_end, may="organisation.manage", methods=POST, takes="post"),
    Page("absence_add", "people/<int:pk>/absence/", posts.absence_add, may="absence.manage", methods=BOTH, takes="person"),
    Page("absence_end", "absences/<int:pk>/end/", posts.absence_end, may="absence.manage", methods=POST, takes="absence"),
    listing(ACCOUNTS, "accounts/", menu="administration", icon="key", thumb=9),
    Page("account_open", "accounts/open/", accounts.account_open, may="account.manage", methods=BOTH),
    Page("account_act", "accounts/<int:pk>/<slug:act>/", accounts.account_act, may="account.manage", methods=POST, takes="account"),
)
