"""One embedded Valkey on a Unix socket: Celery's broker and the portal's cache."""

import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import quote

import redis

from haidian_policing.launcher.places import Places, check_room
from haidian_policing.launcher.processes import spawn, stop, tail, wait_until
from haidian_policing.launcher.trouble import Trouble


def refuse_unfit(address: str) -> None:
    """Whether a server that was named by its address answers."""
    try:
        redis.Redis.from_url(address, socket_timeout=5, socket_connect_timeout=5).ping()
    except (redis.RedisError, ValueError) as error:
        raise Trouble("redis_away", words=error) from error


class Server:
    """A Valkey process on `places.valkey`."""

    name = "Valkey"

    def __init__(self, places: Places, program: Path, *, durable: bool = True) -> None:
        self.places, self.program, self.durable = places, program, durable
        self.socket = places.run / "valkey.sock"
        self.log = places.logs / "valkey.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}"

    def start(self) -> None:
        """Start and wait until it answers, which it does once its log of writes is read back."""
        keeps = "yes" if self.durable else "no"
        command: list[str | Path] = [
            *(self.program, "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700", "--dir", self.places.valkey),
            *("--appendonly", keeps, "--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no", "--logfile", ""),
        ]
        self.process = spawn(command, log=self.log, cwd=self.places.servers, servant=self.places.servant, env={"LC_ALL": "C.UTF-8"})
        if not wait_until(lambda: self._answers() or self._ended(), 120) or not self._answers():
            self.stop()
            raise self._failed()

    def stop(self) -> None:
        if self.process:
            stop(self.process, (signal.SIGTERM, 15))

    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def _failed(self) -> Trouble:
        check_room(self.places.servers)
        return Trouble("server_failed", server="Valkey", log=self.log, words=tail(self.log))
