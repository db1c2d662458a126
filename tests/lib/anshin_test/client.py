# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the service: plain HTTP, signing in, the event stream."""

import http.client
import json
import socket
import unicodedata
import urllib.parse
import uuid

from .keys import TerminalKey
from .stream import EventStream

PASSWORD = "tsukimi-udon-57-cups"


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout=None):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def connect(address, timeout=30):
    """An HTTP connection to "unix:/path" or "host:port"."""
    if address.startswith("unix:"):
        return UnixConnection(address[5:], timeout=timeout)
    return http.client.HTTPConnection(address, timeout=timeout)


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    @property
    def code(self):
        """The code of a problem document, None of anything else."""
        if self.headers.get("Content-Type") != "application/problem+json":
            return None
        return self.json["code"]

    @property
    def field(self):
        return self.json.get("field")

    def __repr__(self):
        return f"<{self.status} {self.body[:300]!r}>"


class Client:
    """One terminal of one person. Not for several threads at once."""

    def __init__(self, service, source=None, timeout=30):
        self.address = service if isinstance(service, str) else service.address
        self.source = source
        self.timeout = timeout
        self._connection = None
        self.key = TerminalKey()
        self.mail = None
        self.password = PASSWORD
        self.terminal_id = None
        self.token = None
        self.session = None

    # Requests

    def request(self, method, path, body=None, token="", headers=None, query=None):
        """An Answer. `body` is made JSON unless it is bytes; token=None sends none."""
        headers = dict(headers or {})
        if token == "":
            token = self.token
        if token is not None:
            headers.setdefault("Authorization", f"Bearer {token}")
        if self.source is not None:
            headers.setdefault("X-Forwarded-For", self.source)
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        if query:
            path += "?" + urllib.parse.urlencode(query)
        return self._send(method, path, body, headers)

    def _send(self, method, path, body, headers):
        for attempt in (1, 2):
            fresh = self._connection is None
            if fresh:
                self._connection = connect(self.address, self.timeout)
            try:
                self._connection.request(method, path, body=body, headers=headers)
                response = self._connection.getresponse()
                answer = Answer(response.status, response.headers, response.read())
            except (ConnectionError, http.client.RemoteDisconnected):
                self.close()
                # A connection that was kept may have been closed meanwhile.
                if fresh or attempt == 2:
                    raise
                continue
            if response.will_close:
                self.close()
            return answer
        raise AssertionError

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __del__(self):
        self.close()

    def get(self, path, **query):
        return self.request("GET", path, query=query)

    def post(self, path, body=None):
        return self.request("POST", path, body)

    def put(self, path, body=None):
        return self.request("PUT", path, body)

    def delete(self, path):
        return self.request("DELETE", path)

    # Signing in

    def _take_session(self, answer, accept=True):
        if answer.status != 200:
            raise AssertionError(f"not signed in: {answer!r}")
        self.session = answer.json
        self.token = self.session["token"]
        self.terminal_id = self.session["terminal_id"]
        if accept and self.session.get("rules_version"):
            self.accept_rules()
        return self

    def accept_rules(self):
        """Accepts the network's rules, without which nothing else goes."""
        answer = self.post("/v1/session/rules", {"version": self.session["rules_version"]})
        if answer.status != 200:
            raise AssertionError(f"rules not accepted: {answer!r}")

    @property
    def user_id(self):
        return self.session["user"]["id"]

    def try_bootstrap(self, token, **fields):
        body = {"token": token, "association": "月見市医師会", "name": "事務 花子",
                "kana": "ジム ハナコ", "mail": "office@example.jp", "password": PASSWORD,
                "terminal_name": "事務局の机", "public_key": self.key.public}
        body.update(fields)
        self.mail, self.password = body["mail"], body["password"]
        return self.request("POST", "/v1/bootstrap", body, token=None)

    def try_enrol(self, mail, password, code, new_password=None, **fields):
        body = {"mail": mail, "password": password, "code": code, "terminal_name": "検査用の端末",
                "public_key": self.key.public}
        if new_password is not None:
            body["new_password"] = new_password
        body.update(fields)
        return self.request("POST", "/v1/enrolment", body, token=None)

    def challenge(self):
        return self.request("POST", "/v1/sign-in/challenge", token=None).json["nonce"]

    def signed_request(self, mail=None, password=None, terminal_id=None, nonce=None, key=None):
        """The body of POST /v1/sign-in."""
        mail = mail or self.mail
        terminal_id = terminal_id or self.terminal_id
        nonce = nonce or self.challenge()
        address = unicodedata.normalize("NFKC", mail).lower()
        text = "\n".join(["anshin-net sign-in 1", address, terminal_id, nonce])
        return {"mail": mail, "password": password or self.password, "terminal_id": terminal_id,
                "nonce": nonce, "signature": (key or self.key).sign(text)}

    def try_sign_in(self, **fields):
        return self.request("POST", "/v1/sign-in", self.signed_request(**fields), token=None)

    # These accept the network's rules where one is asked to, unless accept=False.

    def bootstrap(self, token, accept=True, **fields):
        return self._take_session(self.try_bootstrap(token, **fields), accept)

    def enrol(self, mail, password, code, new_password=None, accept=True, **fields):
        self.mail, self.password = mail, new_password or password
        return self._take_session(self.try_enrol(mail, password, code, new_password, **fields),
                                  accept)

    def sign_in(self, accept=True):
        return self._take_session(self.try_sign_in(), accept)

    def unlock(self, password=None):
        """The password once more: a new token, and what needs a step-up goes for a while."""
        answer = self.post("/v1/session/unlock", {"password": password or self.password})
        return self._take_session(answer)

    def sign_out(self):
        return self.post("/v1/sign-out")

    # Groups

    def free_group(self, name="勉強会"):
        """The id of a new group of one's own, with its first entry in it."""
        answer = self.post("/v1/groups", {"client_id": uuid.uuid4().hex, "kind": "free",
                                          "name": name})
        if answer.status != 201:
            raise AssertionError(f"no group: {answer!r}")
        return answer.json["id"]

    # Events

    def events(self, token="", timeout=10):
        """An EventStream that has been told that it is ready."""
        return EventStream(self.address, self.token if token == "" else token, timeout,
                           self.source)
