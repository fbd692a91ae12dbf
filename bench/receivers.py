"""Receivers that the parts of ./dev bench send to, on free ports of loopback."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

from measuring import ENSAIO, RELEASE, end, started

NULL_RECEIVER = os.environ.get("NULL_RECEIVER", RELEASE + "bench/null_receiver")


class NullReceiver:
    """bench/null_receiver until the block ends; then `heard`, how many requests it was sent, and
    how it answered them."""

    def __init__(self, *options):
        self.options = options

    def __enter__(self):
        self.process = started([NULL_RECEIVER, *self.options], stdout=subprocess.PIPE, text=True)
        said = self.process.stdout.readline()
        if not said:
            sys.exit("null_receiver did not start")
        self.hook = "http://" + said.split()[-1] + "/hook"
        return self

    def __exit__(self, wrong, *_):
        try:
            self.process.terminate()
            said = self.process.communicate(timeout=10)[0]
        finally:
            end(self.process)
        told = re.search(
            r"(\d+) requests: (\d+) answered 200, (\d+) answered 500, (\d+) reset", said)
        if told is None:
            if wrong is None:
                sys.exit("null_receiver ended before it was told to")
            return
        self.heard, self.ok, self.failed, self.reset = map(int, told.groups())


class TlsReceiver:
    """nginx with one worker over TLS, which answers every request 200 and forgets it. Its
    certificate is made here and nobody checks it."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp()
        key, certificate = self.folder + "/key.pem", self.folder + "/certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj",
                        "/CN=127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        for port in range(20000 + os.getpid() % 5000, 30000):
            if self._listens(port, key, certificate):
                return self
        sys.exit("nginx did not start:\n" + open(self.folder + "/error.log").read())

    def _listens(self, port, key, certificate):
        folder = self.folder
        paths = "".join(f"{kind}_temp_path {folder}; " for kind in
                        ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        with open(folder + "/nginx.conf", "w") as conf:
            conf.write(f"""
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
  access_log off; {paths} keepalive_requests 100000000;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {certificate}; ssl_certificate_key {key};
    location / {{ return 200; }}
  }}
}}""")
        # Its worker ends with it: that is why it may end by itself.
        self.process = started(["nginx", "-p", folder, "-c", folder + "/nginx.conf"],
                               ending=signal.SIGTERM, stderr=subprocess.DEVNULL)
        while not os.path.exists(folder + "/pid") or not open(folder + "/pid").read():
            if self.process.poll() is not None:
                return False
            time.sleep(0.01)
        self.hook = f"https://127.0.0.1:{port}/hook"
        return True

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)
        shutil.rmtree(self.folder, ignore_errors=True)


class Sink:
    """`ensaio sink` until the block ends: a receiver that knows what it was told."""

    def __init__(self, *options):
        self.options = options

    def __enter__(self):
        self.process = started([ENSAIO, "sink", "--listen", "127.0.0.1:0", *self.options],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said = self.process.stdout.readline()
        if not said:
            sys.exit("sink did not start:\n" + self.process.communicate()[1])
        self.url = said.split()[-1]
        self.hook = self.url + "/hook"
        return self

    def stats(self):
        with urllib.request.urlopen(self.url + "/stats", timeout=10) as answer:
            return json.load(answer)

    def __exit__(self, *_):
        try:
            self.process.terminate()
            self.process.communicate(timeout=30)
        finally:
            end(self.process)
