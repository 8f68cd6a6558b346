"""`manage.py up`: everything that the portal needs, under one parent that starts it in order and stops it in reverse."""

import argparse
import errno
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import Protocol

from haidian_policing.launcher import instance, keys, parts
from haidian_policing.launcher.bootstrap import ROOT
from haidian_policing.launcher.places import Places, check_room, make, prepare, trouble_of
from haidian_policing.launcher.processes import die_with_parent, sweep, tail, wait_until
from haidian_policing.launcher.progress import Progress
from haidian_policing.launcher.servers import Servers
from haidian_policing.launcher.trouble import Trouble
from haidian_policing.launcher.words import say

_PATIENCE = 120


class Stop(BaseException):
    """Somebody asked the portal to end: Ctrl-C, a service manager, a closed terminal."""


class Child(Protocol):
    """What the parent knows of a child."""

    name: str
    log: Path
    process: subprocess.Popen[bytes] | None

    def stop(self) -> None: ...


def main(arguments: list[str]) -> int:
    """Bring the portal up and stay until it is stopped (0) or something ends by itself (1)."""
    chosen = _options(arguments)
    data = Path(chosen.data).resolve()
    try:
        _be_stoppable()
        Household(chosen, prepare(data)).live()
    except Stop:
        print(say("stopped"), flush=True)
        return 0
    except Trouble as trouble:
        print(f"✗ {trouble}", file=sys.stderr, flush=True)
    except OSError as error:
        if (told := trouble_of(error, data)) is error:
            raise
        print(f"✗ {told}", file=sys.stderr, flush=True)
    return 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py up", description="Bring the portal up: database, web, worker and timer.")
    parser.add_argument("--empty", action="store_true", help="no demonstration district; asks for the first administrator")
    parser.add_argument("--scale", type=_share, help="how much of the whole district the demonstration has, up to 1 (default: 0.1)")
    parser.add_argument("--port", type=int, default=8000, help="where the browser finds the portal (default: 8000)")
    parser.add_argument("--data", default=os.environ.get("PORTAL_DATA", ROOT / "var"), help="the data folder (default: var)")
    return parser.parse_args(arguments)


def _share(text: str) -> float:
    number = float(text)
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError("a share above 0, at most 1")
    return number


def _be_stoppable() -> None:
    """Turn the signals that ask for an end into Stop; a signal that was ignored at the start (nohup) stays so."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stop

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN or number == signal.SIGINT:
            signal.signal(number, stop)


class Household:
    """The parent and its children, oldest first."""

    def __init__(self, chosen: argparse.Namespace, places: Places) -> None:
        self.chosen, self.places = chosen, places
        self.children: list[Child] = []
        self.servers: Servers | None = None
        self.env = dict(os.environ)

    def live(self) -> None:
        """Start, serve, and stop whatever was started, however this ends."""
        with instance.only_one(self.places):
            try:
                self._start()
                self._watch()
            finally:
                self._stop()

    def _start(self) -> None:
        instance.end_old(self.places.data)
        refuse_taken(self.chosen.port)
        self._start_servers()
        self._furnish()
        self._start_parts()
        self._wait_for_answer()
        print(f"\n{say('address', url=self._url)}\n{say('how_to_stop', logs=self.places.logs)}\nREADY", flush=True)

    @property
    def _url(self) -> str:
        return f"http://127.0.0.1:{self.chosen.port}/"

    def _start_servers(self) -> None:
        secrets = keys.load(self.places.data, database_exists=(self.places.postgres / "PG_VERSION").exists())
        self.env.setdefault("DJANGO_SETTINGS_MODULE", "haidian_policing.settings")
        self.env.setdefault("PORTAL_PROFILE", "demonstration")
        self.env.setdefault("SECRET_KEY", secrets["secret_key"])
        self.env.setdefault("PORTAL_FIELD_KEYS", secrets["field_keys"])
        self.env["PORTAL_DATA"] = str(self.places.data)
        if self.places.servers.parent != self.places.data:
            print(say("elsewhere", data=self.places.data, servers=self.places.servers), flush=True)
        with Progress(say("starting_servers")):
            self.servers = Servers(self.places, secrets)
            self.env.update(self.servers.start())
        self.children = list(self.servers.running)
        self._note()

    def _furnish(self) -> None:
        """In a process of its own at this terminal: it may ask questions, and its memory is given back."""
        command = [sys.executable, "-m", "haidian_policing.launcher.furnish"]
        command += [f"--scale={self.chosen.scale}"] if self.chosen.scale else []
        command += ["--empty"] if self.chosen.empty else []
        child = subprocess.Popen(command, env=self.env, cwd=ROOT, preexec_fn=die_with_parent)
        try:
            code = child.wait()
        except Stop:
            child.terminate()
            child.wait()
            raise
        if code == 130:
            raise Stop
        if code:
            self._refuse_dead()
            raise Trouble("preparing_failed")

    def _start_parts(self) -> None:
        """The parts know the owner of the database by name, not by password; the web workers add up their metrics in files."""
        env = {**self.env, "DATABASE_OWNER_URL": re.sub(r"(//[^:/@]*):[^@]*@", r"\1@", self.env["DATABASE_OWNER_URL"])}
        logs, data = self.places.logs, self.places.data
        shutil.rmtree(data / "metrics", ignore_errors=True)
        make(data / "metrics", 0o700)
        env["PROMETHEUS_MULTIPROC_DIR"] = str(data / "metrics")
        for part in (parts.web(logs, self.chosen.port), parts.worker(logs), parts.beat(logs, data)):
            part.start(env)
            self.children.append(part)
        self._note()

    def _note(self) -> None:
        """Tell other commands and the next start what runs here."""
        shared = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "PORTAL_")
        env = {name: value for name, value in self.env.items() if name.startswith(shared)}
        children = [instance.process(child.process.pid) for child in self.children if child.process]
        instance.Note(instance.process(os.getpid()), env, children).write(self.places.data)

    def _wait_for_answer(self) -> None:
        answer = ""

        def ready() -> bool:
            nonlocal answer
            self._refuse_dead()
            answer = ask(self.chosen.port, "/readyz", self.env)
            return answer == "200"

        with Progress(say("starting_portal")):
            if not wait_until(ready, _PATIENCE, pause=0.1):
                raise Trouble("never_ready", url=self._url, seconds=_PATIENCE, answer=answer, logs=self.places.logs)

    def _watch(self) -> None:
        while True:
            self._refuse_dead()
            time.sleep(0.2)

    def _refuse_dead(self) -> None:
        for child in self.children:
            if child.process and (code := child.process.poll()) is not None:
                sweep(child.process)
                check_room(self.places.servers)
                how = f"signal {-code}" if code < 0 else f"exit code {code}"
                raise Trouble("child_died", name=child.name, how=how, log=child.log, words=tail(child.log))

    def _stop(self) -> None:
        """What needs the servers first, together; from here on nobody can interrupt."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if self.children:
            with Progress(say("stopping")):
                running = [child for child in self.children if isinstance(child, parts.Part)]
                with ThreadPoolExecutor() as hands:  # web, worker and timer need not wait for each other
                    list(hands.map(parts.Part.stop, running))
                if self.servers:
                    self.servers.stop()
        instance.forget(self.places.data)


def refuse_taken(port: int) -> None:
    """Bind the port for a moment: granian would share it with another granian without a word."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Trouble("port_forbidden", port=port) from None
        except (OSError, OverflowError) as error:
            if isinstance(error, OverflowError) or error.errno == errno.EADDRINUSE:
                raise Trouble("port_taken", port=port) from None
            raise


def ask(port: int, path: str, env: dict[str, str]) -> str:
    """The status of a GET as text, or why there was none; behind HTTPS settings it asks the way the proxy does."""
    host = env.get("PORTAL_HOSTS", "").split(",")[0].strip("*") or "127.0.0.1"
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return str(line.getresponse().status)
    except (OSError, http.client.HTTPException) as error:
        return str(error)
    finally:
        line.close()
