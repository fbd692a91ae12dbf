"""The application under test: takes the gateway's callbacks, and tells what it knows."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LADDER = ["SENT", "RECEIVED", "READ", "PLAYED"]
MESSAGES = {}  # id -> the highest status told
CHATS = {}  # phone -> the last presence told


def apply(callback):
    if callback["type"] == "MessageStatusCallback":
        for message in callback["ids"]:
            known = MESSAGES.get(message)
            rank = LADDER.index(known) if known else -1
            if LADDER.index(callback["status"]) > rank:
                MESSAGES[message] = callback["status"]
    elif callback["type"] == "PresenceChatCallback":
        CHATS[callback["phone"]] = callback["status"]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        apply(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.answer(200, {})

    def do_GET(self):
        _, kind, key = self.path.split("/")
        known = {"messages": MESSAGES, "chats": CHATS}[kind].get(key)
        self.answer(200 if known else 404, {"status": known})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
