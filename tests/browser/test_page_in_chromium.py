"""The page in a real browser: it draws, it answers the mouse, it runs nothing of what documents say, it asks nobody."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, ChromeService, Keys

from claimgraph.viz import graph, page

pytestmark = pytest.mark.browser

SMALL = Path(__file__).parents[1] / "unit" / "viz" / "small.trig"
ID = "https://w3id.org/claimgraph/id/"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
)

PROBE = """
window.attempts = [];
const note = (event) => window.attempts.push(event.violatedDirective + ' ' + event.blockedURI);
document.addEventListener('securitypolicyviolation', note);
window.alert = (m) => window.attempts.push('alert ' + m);
"""


class _Counting(BaseHTTPRequestHandler):
    """Serves one page, and keeps the path of every request."""

    def __init__(self, body: bytes, asked: list[str], *rest: Any) -> None:  # noqa: ANN401 the base class passes them on
        self.body, self.asked = body, asked
        super().__init__(*rest)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("needs Chromium and chromedriver")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = Chrome(options=options, service=ChromeService(chromedriver))
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": PROBE})
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def asked() -> list[str]:
    return []


@pytest.fixture(scope="module")
def opened(driver: Chrome, asked: list[str]) -> Iterator[Chrome]:
    """The browser on the page, which a server on the loopback gives."""
    html = page(graph(parse(path=SMALL, format=RdfFormat.TRIG)), title="<img src=/title onerror=alert(9)> & more")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, html.encode(), asked))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    driver.get(f"http://127.0.0.1:{server.server_port}/page.html")
    yield driver
    server.shutdown()
    server.server_close()


def js(driver: Chrome, script: str, *arguments: object) -> Any:  # noqa: ANN401 whatever the script returns
    return driver.execute_script(script, *arguments)


def at(driver: Chrome, iri: str) -> tuple[int, int]:
    """Where a node stands in the window, in pixels."""
    script = """
      const network = window.claimgraph.network;
      const node = network.body.data.nodes.get().find(n => n.iri === arguments[0]);
      const box = document.getElementById('graph').getBoundingClientRect();
      const inside = network.canvasToDOM(network.getPosition(node.id));
      return [box.left + inside.x, box.top + inside.y];
    """
    x, y = js(driver, script, iri)
    return round(x), round(y)


def point(driver: Chrome, x: int, y: int, *, click: bool = False) -> None:
    actions = ActionChains(driver)
    mouse = actions.w3c_actions.pointer_action
    for left in (6, 3, 0):  # the first move takes an earlier tooltip away
        mouse.move_to_location(x - left, y)  # type: ignore[no-untyped-call] # selenium's own gap
    (actions.click() if click else actions).perform()


def until(driver: Chrome, script: str, *arguments: object) -> Any:  # noqa: ANN401 whatever the script returns
    """What a script gives as soon as it gives something; fails after five seconds."""
    for _ in range(100):
        found = js(driver, script, *arguments)
        if found:
            return found
        time.sleep(0.05)
    return pytest.fail(f"never true: {script}")


TOOLTIP = """
  const tip = document.querySelector('.vis-tooltip');
  return tip && tip.style.visibility === 'visible' ? tip.textContent : null;
"""


def test_the_canvas_is_drawn_on_and_the_legend_is_seen(opened: Chrome) -> None:
    script = """
      const canvas = document.querySelector('#graph canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      const colours = new Set();
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) colours.add(data.slice(i, i + 3).join());
      return [...colours];
    """
    colours = set(js(opened, script))
    assert {"217,235,247", "255,244,214", "246,227,238", "213,94,0"} <= colours  # actor, allegation, evidence, lacks
    legend = opened.find_element("id", "legend")
    assert legend.is_displayed()
    assert "lacks independent evidence" in legend.text
    assert "denies" in legend.text


def test_hover_shows_the_claim_as_text_and_who_alleges_it(opened: Chrome) -> None:
    point(opened, *at(opened, ID + "claim/c1"))
    shown = until(opened, TOOLTIP)
    assert "Allegation: what somebody says, not what is found" in shown
    assert "Alleged by Alder Labs" in shown
    assert "Denied by Birch <script>alert(1)</script>" in shown
    assert js(opened, "return document.querySelectorAll('.vis-tooltip :not(br)').length") == 0


def test_hover_on_a_line_shows_the_quote_and_its_document(opened: Chrome) -> None:
    script = """
      const network = window.claimgraph.network;
      const id = (iri) => network.body.data.nodes.get().find(n => n.iri === iri).id;
      const [from, to] = [id(arguments[0]), id(arguments[1])];
      const line = network.body.data.edges.get().find(e => e.from === from && e.to === to).id;
      const box = document.getElementById('graph').getBoundingClientRect();
      const alone = (x, y) => [-12, 0, 12].every(d => [undefined, line].includes(network.getEdgeAt({x: x + d, y})));
      const points = [];
      for (let y = 1; y < box.height; y += 3)
        for (let x = 1; x < box.width; x += 3)
          if (network.getEdgeAt({x, y}) === line && network.getNodeAt({x, y}) === undefined && alone(x, y))
            points.push([Math.round(box.left + x), Math.round(box.top + y)]);
      return points[points.length >> 1];
    """
    x, y = js(opened, script, ID + "actor/wire", ID + "claim/c1")
    point(opened, x, y)
    shown = until(opened, TOOLTIP.replace("tip.textContent", "tip.innerText.includes('relays') && tip.innerText"))
    assert shown.startswith("The Wire relays what Alder Labs said:\n“Birch may have taken answers, …")
    assert shown.endswith("”\n— Alder against Birch, characters 10 to 40")


def test_a_click_tells_the_details(opened: Chrome) -> None:
    point(opened, *at(opened, ID + "evidence/e1"), click=True)
    text = until(
        opened, "const t = document.getElementById('detail').textContent; return t.includes('logs') ? t : null"
    )
    assert "“logs it won't share”" in text
    assert "Offered by Alder Labs" in text


def test_the_search_field_finds_what_the_keyboard_can_then_choose(opened: Chrome) -> None:
    field = opened.find_element("id", "search")
    field.send_keys("onerror")
    (button,) = opened.find_elements("css selector", "#found button")
    assert button.text.startswith("Actor: <img src=x onerror=alert(2)>")
    button.send_keys(Keys.ENTER)
    until(opened, "return document.getElementById('detail').textContent.includes('Unnamed actor')")
    field.clear()
    field.send_keys(Keys.ENTER)


def test_buttons_zoom_and_the_surroundings_can_be_shown_alone(opened: Chrome) -> None:
    scale = js(opened, "return window.claimgraph.network.getScale()")
    opened.find_element("id", "closer").click()
    assert js(opened, "return window.claimgraph.network.getScale()") > scale
    all_nodes = js(opened, "return window.claimgraph.network.body.data.nodes.length")
    script = """
      const node = window.claimgraph.network.body.data.nodes.get().find(n => n.iri === arguments[0]);
      window.claimgraph.choose(node.id, true);
    """
    js(opened, script, ID + "claim/c2")
    opened.find_element("id", "near").click()
    assert js(opened, "return window.claimgraph.network.body.data.nodes.length") == 2
    assert "2 of" in opened.find_element("id", "shown").text
    opened.find_element("id", "opening").click()
    assert js(opened, "return window.claimgraph.network.body.data.nodes.length") == all_nodes


def test_nothing_that_a_document_says_ran_or_became_an_element(opened: Chrome) -> None:
    assert js(opened, "return window.attempts") == []
    assert js(opened, "return document.querySelectorAll('img, a, b, iframe, object, embed').length") == 0
    assert opened.find_element("css selector", "h1").text == "<img src=/title onerror=alert(9)> & more"
    log = opened.get_log("browser")  # type: ignore[no-untyped-call] # selenium's own gap
    assert [entry for entry in log if entry["level"] in {"SEVERE", "WARNING"}] == []


def test_the_page_was_the_only_request(opened: Chrome, asked: list[str]) -> None:
    assert js(opened, "return performance.getEntriesByType('resource').map(e => e.name)") == []
    assert asked == ["/page.html"]


def test_the_policy_stops_what_would_get_in(opened: Chrome) -> None:
    script = """
      const image = document.createElement('img');
      image.src = 'https://elsewhere.invalid/x.png';
      document.body.append(image);
      const run = document.createElement('script');
      run.textContent = 'window.ran = true';
      document.body.append(run);
      image.remove();
      run.remove();
    """
    js(opened, script)
    until(opened, "return window.attempts.length >= 2")
    assert js(opened, "return window.ran === undefined")
    assert sorted(a.split(" ")[0] for a in js(opened, "return window.attempts")) == ["img-src", "script-src-elem"]
