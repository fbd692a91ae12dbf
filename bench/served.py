"""What bench/serve and bench/serve_clients share: an `ensaio serve`, and questions to it."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

from measuring import ENSAIO, end, started

INSTANCE = "/instances/ABC/token/T/"
JSON = {"Content-Type": "application/json"}
RULES = "rules:\n  - after: send-text\n    steps:\n      - sent: message\n"
SEND = json.dumps({"phone": "5544999990000", "message": "oi"})


class Server:
    """`ensaio serve` on a free port, until the block ends; then `calls` and `callbacks`."""

    def __init__(self, *options, program=None, environment=None):
        self.errors = tempfile.TemporaryFile("w+")
        words = [program or ENSAIO, "serve", "--listen", "127.0.0.1:0", *options]
        began = time.perf_counter()
        self.process = started(words, stdout=subprocess.PIPE, stderr=self.errors,
                               env={**os.environ, **(environment or {})})
        ready = self.process.stdout.readline()
        self.start_s = time.perf_counter() - began
        if not ready:
            sys.exit("serve did not start:\n" + self.said())
        self.url = json.loads(ready)["base_url"]
        self.port = int(self.url.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.process.send_signal(signal.SIGTERM)
            self.exit = self.process.wait(timeout=60)
        finally:
            end(self.process)
        heard = re.search(r"(\d+) calls? heard, (\d+) callbacks? sent", self.said())
        self.calls, self.callbacks = map(int, heard.groups()) if heard else (0, 0)

    def said(self):
        self.errors.seek(0)
        return self.errors.read()

    def connection(self):
        made = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        made.connect()
        made.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def memory_kib(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))


def ask(connection, method, path, body=None, headers=JSON):
    connection.request(method, path, body, headers if body is not None else {})
    answer = connection.getresponse()
    return answer.status, answer.read()


def put_webhook(connection, kind, url):
    path = INSTANCE + "update-webhook-" + kind
    status, body = ask(connection, "PUT", path, json.dumps({"value": url}))
    assert status == 200, body

