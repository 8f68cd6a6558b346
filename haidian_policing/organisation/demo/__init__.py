"""The demonstration district's organisation: units, people, posts, absences and one account per role."""

from haidian_policing.organisation.demo.accounts import load_accounts
from haidian_policing.organisation.demo.people import load_absences, load_people
from haidian_policing.organisation.demo.units import load_units


def load(world, progress) -> None:
    """Fill the empty organisation at the world's scale; `progress(done, total)` after each part."""
    units = load_units(world)
    progress(1, 4)
    women = load_people(world, units)
    progress(2, 4)
    load_absences(world, women)
    progress(3, 4)
    load_accounts(world)
    progress(4, 4)
