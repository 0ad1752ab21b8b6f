"""What all tests share: where things are, a browser, a way to build."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BROWSER_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is drawn now into the golden files")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Labelled data that is not part of the project: tests that need it skip on machines without it."""
    if not SHARED.is_dir():
        pytest.skip("the labelled data is not on this machine")
    return SHARED


@pytest.fixture
def archive(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Lays out a folder of files by relative path; returns it."""

    def lay_out(files: dict[str, str | bytes]) -> Path:
        for name, data in files.items():
            place = tmp_path / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path

    return lay_out


@pytest.fixture(scope="session")
def make_site() -> Callable[..., Any]:
    """Builds through the public door: make_site(content, output, **request) -> Report."""
    import sitegen
    from sitegen.config import Request, load

    def make(content: Path, output: Path, **given: Any) -> Any:
        return sitegen.build(load(Request(content=content, output=output, **given), content.parent))

    return make


@pytest.fixture(scope="session")
def seeds_site(shared: Path, make_site: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three real articles, built."""
    output = tmp_path_factory.mktemp("seeds") / "site"
    content = output.parent / "content"
    shutil.copytree(shared / "seeds", content)
    make_site(content, output)
    return output


@pytest.fixture(scope="session")
def sample_site(make_site: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, built with the repository's own configuration."""
    output = tmp_path_factory.mktemp("sample") / "site"
    make_site(ROOT / "content", output, config=ROOT / "sitegen.toml")
    return output


# ------------------------------------------------------------------------------------ browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium. Missing is a failure, not a skip: the browser tests are part of the suite."""
    from playwright.sync_api import sync_playwright

    named = [os.environ.get("CHROMIUM", ""), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    path = next((name for name in named if name), None)
    if not path:
        pytest.fail("no chromium: install the package chromium, or set CHROMIUM to its path")
    with sync_playwright() as play:
        instance = play.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield instance
        instance.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page; `page.noise` collects console errors, page errors and requests that leave 127.0.0.1."""
    context = browser.new_context(locale="en-GB")
    made = context.new_page()
    made.noise = []
    made.on("pageerror", lambda error: made.noise.append(f"page error: {error}"))
    made.on("console", lambda message: made.noise.append(message.text) if message.type == "error" else None)
    made.on(
        "request",
        lambda r: made.noise.append(r.url) if not r.url.startswith(("http://127.0.0.1", "data:", "blob:")) else None,
    )
    yield made
    context.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    prefix = "/some/path/"

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return os.path.join(self.directory, "no-such-file")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serves a built site below a sub-path on loopback; returns its base URL."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{_Quiet.prefix}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
