"""The lists of the organisation."""

from haidian_policing.organisation.lists.people import ACCOUNTS, PEOPLE
from haidian_policing.organisation.lists.posts import ABSENCES, POSTS
from haidian_policing.organisation.lists.units import UNITS

LISTS = (UNITS, PEOPLE, ACCOUNTS, POSTS, ABSENCES)
