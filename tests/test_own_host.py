"""Pages are made and shown without any other host."""

import re

import pytest
from pytest_socket import disable_socket, enable_socket

from tests.test_access_table import groups
from tests.test_trust import pages_of_group

ELSEWHERE = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""")


@pytest.fixture
def cut_off():
    """Sockets of the machine's own servers stay; everything that leaves it is refused."""
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("group", groups())
def test_every_page_is_made_cut_off_and_names_no_other_host(cast, cut_off, group):
    clients = [cast.client(getattr(cast, role)) for role in ("system_admin", "performance_head", "captain")]
    for door, address in pages_of_group(cast, group):
        for client in clients:
            answer = client.get(address)
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                assert not ELSEWHERE.search(answer.content.decode()), door.label
