"""The preview, run as a user runs it: reloads the page, shows what is wrong, answers only this machine."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
# Functions, not expressions: the pages' policy forbids eval, for tests as well.
CONNECTED = "() => window.LiveReload?.connector?.protocol >= 7"
ARTICLE = "A quiet day\n\nNothing happened in Osthaven on Friday, the harbour master Edith Rowntree said.\n"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """(the archive's folder, the preview's URL) of a running `sitegen serve`."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.txt").write_text(ARTICLE)
    child = subprocess.Popen(
        [sys.executable, "-m", "sitegen", "serve", "-a", "127.0.0.1:0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert child.stdout
    url = ""
    for line in child.stdout:
        if found := re.search(r"http://\S+", line):
            url = found.group()
            break
    assert url, "the preview said no address"
    yield tmp_path, url
    child.send_signal(signal.SIGINT)
    assert child.wait(15) == 0


def answer(url: str, path: str, **headers: str) -> int:
    host = url.removeprefix("http://").rstrip("/")
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request("GET", path, headers=headers)
    return connection.getresponse().status


def test_a_change_reloads_the_page_and_a_broken_file_is_shown(preview: tuple[Path, str], page: Any) -> None:
    home, url = preview
    page.goto(url + "articles/")
    page.wait_for_function(
        CONNECTED,
        timeout=10000,
    )
    time.sleep(0.3)
    (home / "content" / "b.txt").write_text(
        "The lamp is lit\n\nThe lamp of Osthaven was lit again on Sunday after nine dark years.\n"
    )
    page.wait_for_function("() => document.body.innerText.includes('The lamp is lit')", timeout=20000)
    page.wait_for_function(
        CONNECTED,
        timeout=10000,
    )
    time.sleep(0.3)
    (home / "content" / "c.json").write_text('{"title": ')
    page.wait_for_function(
        "() => document.querySelector('.preview-problems')?.innerText.includes('c.json')", timeout=20000
    )
    assert "The lamp is lit" in page.inner_text("body")
    assert not page.noise


def test_only_this_machine_is_answered(preview: tuple[Path, str]) -> None:
    _, url = preview
    own = url.removeprefix("http://").rstrip("/")
    assert answer(url, "/") == 200
    assert answer(url, "/", Host="attacker.example") == 403
    assert answer(url, "/data/articles.jsonl", Host="attacker.example:80") == 403
    assert answer(url, "/livereload", Host=own, Origin="http://attacker.example", Upgrade="websocket", Connection="Upgrade",
                  **{"Sec-WebSocket-Key": "x" * 22 + "==", "Sec-WebSocket-Version": "13"}) == 403  # fmt: skip
    assert answer(url, "/no/such/page") == 404
    assert answer(url, "/../../etc/passwd") in (403, 404)
    assert answer(url, "/%2e%2e/%2e%2e/etc/passwd") in (403, 404)


def test_a_port_in_use_is_said_in_one_line(preview: tuple[Path, str]) -> None:
    home, url = preview
    address = url.removeprefix("http://").rstrip("/")
    run = subprocess.run(
        [sys.executable, "-m", "sitegen", "serve", "-o", "other", "-a", address],
        cwd=home,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert run.stderr.strip().splitlines()[-1].startswith(f"sitegen: address {address} is in use; try another")
