"""The starting services and sites of the workstations are those that were announced."""

from collections import Counter

from haidian_policing.organisation.defaults import stations
from workstations import defaults

MODES = {"accept", "complete", "step_by_step", "self_service", "by_appointment", "walk_in"}


def test_27_stations_have_47_sites_four_of_them_running():
    sites = defaults.sites()
    assert len(sites) == len({site["name"] for site in sites}) == 47
    assert {site["station"] for site in sites} == {row["name"] for row in stations() if row["kind"] == "household"}
    assert {site["short_name"] for site in sites if site["state"] == "running"} == {"紫金庄园", "明光村", "西冉", "宝盛里"}


def test_windows_accept_or_complete_and_two_move_forward_step_by_step():
    services = defaults.services()
    assert {service["mode"] for service in services} <= MODES
    assert {service["code"] for service in services if service["mode"] == "step_by_step"} == {"household_registration", "exit_entry"}
    assert Counter(service["family"] for service in services)["terminal"] == 3


def test_a_service_has_a_standard_time():
    assert all(int(service["minutes"]) > 0 and service["appointment"] in {"yes", "no"} for service in defaults.services())


def test_demonstration_notes_belong_to_services():
    assert set(defaults.demo_texts()["visits"]) <= {service["code"] for service in defaults.services()}
