"""A session is known by the browser and system that its user knows."""

import pytest

from haidian_policing.organisation.browsers import browser_of


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
            "Chrome 120 · Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/119.0.2", "Edge 119 · Windows"),
        ("Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/86.0 Safari/537.36 QIHU 360SE", "360 · Windows"),
        (
            "Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 Chrome/108.0 Mobile Safari/537.36 MicroMessenger/8.0.3",
            "WeChat 8 · Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0 Safari/537.36", "Chrome 156 · Linux"),
        ("Mozilla/5.0 (X11; UOS; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0", "Firefox 115 · UOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1", "Safari 17 · iPhone"),
        ("curl/8.1", "curl/8.1"),
        ("", ""),
    ],
)
def test_a_browser_is_named(said, words):
    assert browser_of(said) == words
