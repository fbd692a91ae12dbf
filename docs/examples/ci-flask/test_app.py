import json
import os
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

from app import Shop

API = os.environ["ENSAIO_BASE_URL"]
CONTROL = os.environ["ENSAIO_CONTROL_URL"]

# What is not shipped with Ensaio is written where it is needed.
TYPES_AND_TYPES = """
scenario: types and types
chats: { ana: "5544999999999" }
steps:
  - composing: ana
"""


def call(url, method="GET", body=None, content_type="application/json"):
    data = None if body is None else body.encode()
    asked = Request(url, data, {"content-type": content_type}, method=method)
    with urlopen(asked, timeout=30) as answer:
        return json.load(answer)


class Rehearsed:
    """A shop with an instance of its own: what other tests do is not told to it."""

    def __init__(self):
        self.instance = str(uuid4())
        self.shop = Shop(f"{API}/instances/{self.instance}/token/T")

    def ship(self, order, phone):
        return call(f"{self.shop.url}/orders/{order}/shipped", "POST", json.dumps({"phone": phone}))

    def order(self, order):
        return call(f"{self.shop.url}/orders/{order}")

    def typing(self):
        return call(f"{self.shop.url}/typing")

    def play(self, scenario):
        body = json.dumps({"scenario": scenario, "instance": self.instance})
        return call(f"{CONTROL}/runs?wait=10s", "POST", body)

    def play_yaml(self, yaml):
        url = f"{CONTROL}/runs?wait=10s&instance={self.instance}"
        return call(url, "POST", yaml, "application/yaml")

    def quiet(self):
        """Until nothing is to come any more: no sleep is long enough, and each is too long."""
        return call(f"{CONTROL}/await?until=quiet:200ms&instance={self.instance}")

    def told(self, kind):
        """The callbacks of a kind, in the order in which the shop was told."""
        journal = call(f"{CONTROL}/journal?direction=out&instance={self.instance}")
        attempts = [entry["attempt"] for entry in journal["entries"]]
        return [attempt["callback"] for attempt in attempts if attempt["kind"] == kind]


@pytest.fixture
def shop():
    rehearsed = Rehearsed()
    yield rehearsed
    rehearsed.shop.stop()


def test_a_message_is_shown_as_read_in_the_end(shop):
    shop.ship("1", "5544999999999")
    shop.quiet()
    assert shop.order("1") == {"status": "READ", "steps": ["SENT", "RECEIVED", "READ"]}


def test_read_is_not_taken_back_when_received_comes_after_it(shop):
    shop.ship("2", "5544990000003")  # ends in 0000003: READ before RECEIVED
    shop.quiet()
    assert shop.told("status") == ["SENT", "READ", "RECEIVED"]
    assert shop.order("2") == {"status": "READ", "steps": ["SENT", "READ"]}


def test_nothing_counts_twice_where_everything_comes_twice(shop):
    shop.ship("3", "5544990000004")  # ends in 0000004: everything twice
    shop.quiet()
    twice = ["SENT", "SENT", "RECEIVED", "RECEIVED", "READ", "READ"]
    assert shop.told("status") == twice
    assert shop.order("3")["steps"] == ["SENT", "RECEIVED", "READ"]


def test_a_message_that_is_never_read_is_shown_as_received(shop):
    shop.ship("4", "5544990000002")  # ends in 0000002: never READ
    shop.quiet()
    assert shop.order("4")["status"] == "RECEIVED"


def test_who_is_typing_is_shown_until_they_pause(shop):
    shop.play_yaml(TYPES_AND_TYPES)
    assert shop.typing() == ["5544999999999"]
    assert shop.play("pack:basics/typing-then-paused")["verdict"] == "pass"
    presences = ["COMPOSING", "AVAILABLE", "COMPOSING", "PAUSED", "UNAVAILABLE"]
    assert shop.told("presence") == presences
    assert shop.typing() == []
