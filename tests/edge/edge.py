# SPDX-License-Identifier: GPL-3.0-or-later
"""nginx with the configuration that we ship, in front of a service, with a throw-away CA."""

import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))

from anshin_test import ROOT, Service

SHIPPED = ROOT / "data/nginx/anshin-net.conf"
NAME = "anshin.example.jp"

MAIN = """
worker_processes 1;
worker_rlimit_nofile 16384;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/anshin-net.conf;
}}
"""


def openssl(*arguments, folder):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_certificates(folder):
    """A CA, the service's certificate, and a client's."""
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "2", "-subj", "/CN=Throw-away CA", "-keyout", "ca.key", "-out", "ca.pem",
            folder=folder)
    for name, extensions in (("service", f"subjectAltName=DNS:{NAME}\n"
                                         "extendedKeyUsage=serverAuth\n"),
                             ("client", "extendedKeyUsage=clientAuth\n")):
        (folder / f"{name}.ext").write_text(extensions)
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.csr", folder=folder)
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                "-CAcreateserial", "-days", "2", "-extfile", f"{name}.ext", "-out", f"{name}.pem",
                folder=folder)


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


class Edge:
    """The shipped configuration with its paths, its name and its port put in; nothing else of it
    is changed, except what a test asks for."""

    def __init__(self, changes=()):
        self.service = Service(unix=True)
        self.folder = self.service.folder
        self.port = free_port()
        self.process = None
        make_certificates(self.folder)
        text = SHIPPED.read_text()
        for pattern, value in (
                (r"listen 443 ", f"listen 127.0.0.1:{self.port} "),
                (r"\n *listen \[::\]:443 [^\n]*", ""),
                (r"/run/anshin-net/anshin-netd.socket", self.service.address[5:]),
                (r"/etc/anshin-net/tls/clients.pem", f"{self.folder}/ca.pem"),
                (r"/etc/anshin-net/tls/", f"{self.folder}/"),
                (r"/var/log/nginx/", f"{self.folder}/"), *changes):
            text, count = re.subn(pattern, value, text)
            if count == 0:
                raise RuntimeError(f"{pattern} is not in the shipped configuration")
        (self.folder / "anshin-net.conf").write_text(text)
        (self.folder / "nginx.conf").write_text(MAIN.format(folder=self.folder))
        if os.geteuid() == 0:
            # nginx's workers are another user, as in real life; the group would let them in.
            shutil.chown(self.folder, "www-data")
            self.folder.chmod(0o711)
            pathlib.Path(self.service.address[5:]).chmod(0o666)
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def start(self):
        self.process = subprocess.Popen(
            ["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")],
            stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while True:
            try:
                self.plain().close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("nginx does not start:\n"
                                       + (self.folder / "error.log").read_text()) from None
                time.sleep(0.02)

    def close(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
        self.service.close()

    def plain(self, timeout=20):
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def tls(self, timeout=20, client=False, version=None):
        context = ssl.create_default_context(cafile=str(self.folder / "ca.pem"))
        if version is not None:
            context.minimum_version = context.maximum_version = version
        if client:
            context.load_cert_chain(self.folder / "client.pem", self.folder / "client.key")
        return context.wrap_socket(self.plain(timeout), server_hostname=NAME)

    def ask(self, data, **options):
        """All that is answered to bytes on a TLS connection of their own, until it closes."""
        answer = b""
        with self.tls(**options) as line:
            try:
                line.sendall(data)
                while chunk := line.recv(65536):
                    answer += chunk
            except (TimeoutError, ConnectionError, ssl.SSLError):
                pass
        return answer

    def get(self, path, headers=(), **options):
        lines = [f"GET {path} HTTP/1.1", f"Host: {NAME}", "Connection: close", *headers]
        return self.ask(("\r\n".join(lines) + "\r\n\r\n").encode(), **options)
