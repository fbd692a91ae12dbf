"""Runs after the conversation was played, while the application is still up."""

import json
import os
import unittest
from urllib.request import ProxyHandler, build_opener


def status(path):
    opener = build_opener(ProxyHandler({}))  # The application is on this machine.
    with opener.open(os.environ["APP_URL"] + path) as answer:
        return json.load(answer)["status"]


class AfterTheConversation(unittest.TestCase):
    def test_a_message_that_was_read_stays_read(self):
        self.assertEqual(status("/messages/" + os.environ["MESSAGE_ID"]), "READ")

    def test_who_stopped_typing_is_not_shown_as_typing(self):
        self.assertEqual(status("/chats/" + os.environ["PHONE"]), "PAUSED")

    def test_every_callback_was_answered_with_200(self):
        with open(os.environ["ENSAIO_REPORT_JSON"], encoding="utf-8") as report:
            attempts = json.load(report)["scenarios"][0]["attempts"]
        self.assertEqual([attempt["status"] for attempt in attempts], [200] * 5)


if __name__ == "__main__":
    unittest.main()
