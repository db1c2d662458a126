#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command beside a PostgreSQL server of its own, which is gone afterwards.

    with-postgres.py COMMAND [ARGUMENT…]

The server listens on a Unix socket in a temporary folder alone. The command finds a connection
string in ANSHIN_TEST_POSTGRES, and the server's folders and programs in ANSHIN_TEST_POSTGRES_DATA
and ANSHIN_TEST_POSTGRES_BIN, so that it can restart the server.
"""

import fcntl
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SETTINGS = [
    "listen_addresses=",
    "unix_socket_permissions=0777",
    "max_connections=100",
    "shared_buffers=32MB",
    "autovacuum=off",
    "log_min_messages=fatal",
    "full_page_writes=off",
    "fsync=off",
]


def find_programs():
    """The folder of the server's programs, which Debian keeps out of PATH."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    program = shutil.which("initdb")
    if program is None:
        sys.exit("with-postgres.py: PostgreSQL is not installed")
    return pathlib.Path(program).resolve().parent


def as_plain_user(command):
    """The server refuses to be run by root."""
    if os.geteuid() != 0:
        return command
    return ["runuser", "-u", "postgres", "--", *command]


def make_data(programs, folder, owner):
    """Fills a new data folder."""
    subprocess.run(as_plain_user([
        str(programs / "initdb"), "-D", str(folder / "data"), "-U", owner, "-A", "trust", "-N",
        "-E", "UTF8", "--locale=C"]), check=True, stdout=subprocess.DEVNULL, cwd=folder)


def copy_data(programs, folder, owner):
    """The same from a copy that the build folder keeps, which takes a fraction of the time."""
    build = os.environ.get("ANSHIN_BUILD_DIR")
    if build is None:
        make_data(programs, folder, owner)
        return
    kept = pathlib.Path(build) / "tests" / f"postgres-{programs.parent.name}-{owner}"
    with open(kept.with_suffix(".lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            make_data(programs, folder, owner)
            shutil.rmtree(f"{kept}.new", ignore_errors=True)
            subprocess.run(["cp", "-a", folder / "data", f"{kept}.new"], check=True)
            pathlib.Path(f"{kept}.new").rename(kept)
            return
    subprocess.run(["cp", "-a", kept, folder / "data"], check=True)


def start(programs, data, sockets):
    command = [str(programs / "postgres"), "-D", str(data), "-k", str(sockets)]
    for setting in SETTINGS:
        command += ["-c", setting]
    return subprocess.Popen(as_plain_user(command), cwd=sockets, stdin=subprocess.DEVNULL)


def wait_until_ready(programs, sockets, owner, server):
    deadline = time.monotonic() + 60
    command = [str(programs / "pg_isready"), "-q", "-h", str(sockets), "-U", owner]
    while subprocess.run(command, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            sys.exit("with-postgres.py: the server does not start")
        time.sleep(0.05)


def stop(data, server):
    """Ends the server by the number in its own file: a test may have started it anew."""
    try:
        number = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(number, signal.SIGQUIT)
        for _ in range(200):
            os.kill(number, 0)
            time.sleep(0.05)
    except (OSError, ValueError, IndexError):
        pass
    if server.poll() is None:
        server.terminate()
    server.wait(timeout=20)


def main(command):
    programs = find_programs()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="anshin-pg-"))
    data = folder / "data"
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    folder.chmod(0o755)
    server = None
    try:
        copy_data(programs, folder, owner)
        server = start(programs, data, folder)
        wait_until_ready(programs, folder, owner, server)
        environment = dict(os.environ)
        environment["ANSHIN_TEST_POSTGRES"] = f"postgresql://{owner}@/postgres?host={folder}"
        environment["ANSHIN_TEST_POSTGRES_DATA"] = str(data)
        environment["ANSHIN_TEST_POSTGRES_BIN"] = str(programs)
        return subprocess.run(command, env=environment, check=False).returncode
    finally:
        if server is not None:
            stop(data, server)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
