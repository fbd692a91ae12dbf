"""A shop that tells its customers by WhatsApp that their orders are on the way."""

import json
import os
from threading import Lock, Thread
from urllib.request import Request, urlopen

from flask import Flask, jsonify, request
from werkzeug.serving import make_server

# How far a message has come. What comes later in here wins, whenever it arrives.
LADDER = ["SENT", "RECEIVED", "READ", "PLAYED"]


def zapi(zapi_url, method, call, body):
    headers = {"content-type": "application/json"}
    asked = Request(f"{zapi_url}/{call}", json.dumps(body).encode(), headers, method=method)
    with urlopen(asked, timeout=10) as answer:
        told = json.load(answer)
    if "error" in told:  # An error may come with 200.
        raise RuntimeError(f"{call}: {told['error']}")
    return told


def is_further(status, steps):
    if status not in LADDER:
        return False
    return not steps or LADDER.index(status) > LADDER.index(steps[-1])


def create_app(zapi_url):
    """`zapi_url` ends in /instances/ID/token/TOKEN."""
    app = Flask(__name__)
    lock = Lock()  # Callbacks come in several threads.
    orders = {}  # order -> the id of the message about it
    messages = {}  # message id -> each status that took it further
    presences = {}  # phone -> the last presence told

    @app.post("/orders/<order>/shipped")
    def shipped(order):
        message = f"Seu pedido {order} saiu para entrega."
        body = {"phone": request.json["phone"], "message": message}
        orders[order] = zapi(zapi_url, "POST", "send-text", body)["messageId"]
        return jsonify(messageId=orders[order]), 202

    @app.get("/orders/<order>")
    def status_of(order):
        steps = messages.get(orders.get(order), [])
        return jsonify(status=steps[-1] if steps else "PENDING", steps=steps)

    @app.get("/typing")
    def typing():
        return jsonify([phone for phone, status in presences.items() if status == "COMPOSING"])

    @app.post("/zapi/status")
    def on_status():
        told = request.json
        with lock:
            for message in told["ids"]:
                # An id that is in no order yet is kept too: a status may overtake the answer to
                # the send.
                steps = messages.setdefault(message, [])
                if is_further(told["status"], steps):
                    steps.append(told["status"])
        return "", 200

    @app.post("/zapi/presence")
    def on_presence():
        presences[request.json["phone"]] = request.json["status"]
        return "", 200

    return app


class Shop:
    """The application, listening, with its webhooks registered."""

    def __init__(self, zapi_url, port=0, public_url=None):
        self._server = make_server("127.0.0.1", port, create_app(zapi_url), threaded=True)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.port}"
        own = public_url or self.url
        status, presence = {"value": f"{own}/zapi/status"}, {"value": f"{own}/zapi/presence"}
        zapi(zapi_url, "PUT", "update-webhook-message-status", status)
        zapi(zapi_url, "PUT", "update-webhook-chat-presence", presence)

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


    def wait(self):
        self._thread.join()


if __name__ == "__main__":
    Shop(os.environ["ZAPI_URL"], int(os.environ["PORT"]), os.environ.get("PUBLIC_URL")).wait()
