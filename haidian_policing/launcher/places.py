"""Where the portal keeps its things: the data folder, the servers' folder (elsewhere if need be) and a short folder for sockets."""

import contextlib
import errno
import hashlib
import os
import pwd
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from haidian_policing.launcher.processes import Servant
from haidian_policing.launcher.trouble import Trouble

_SHARED = (Path("/var/lib/haidian-policing"), Path("/var/tmp/haidian-policing"))
_LONGEST_SOCKET = 80  # the kernel allows 107 bytes with the socket's own name
_NEEDED_MB = 200


@dataclass(frozen=True)
class Places:
    """The folders of one running portal; `servant` is set when it was started by root."""

    data: Path
    servers: Path
    run: Path
    servant: Servant | None

    @property
    def postgres(self) -> Path:
        return self.servers / "postgres"

    @property
    def valkey(self) -> Path:
        return self.servers / "valkey"

    @property
    def logs(self) -> Path:
        return self.data / "log"


def prepare(data: Path) -> Places:
    """Make the folders that are missing; folders that are there keep their permissions."""
    data = data.resolve()
    root = os.geteuid() == 0
    try:
        make(data, 0o711 if root else 0o700)
        make(data / "log", 0o700)
        servant = _servant(data / "servers") if root else None
        servers = _servers(data, servant)
        places = Places(data, servers, _sockets(servers, servant), servant)
        make(places.valkey, 0o700, servant)
    except OSError as error:
        raise trouble_of(error, data) from error
    check_room(servers)
    return places


def make(folder: Path, mode: int, owner: Servant | None = None) -> None:
    """Create a folder with exactly this mode unless it exists; parents that are missing get the usual mode."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    if owner:
        os.chown(folder, owner.uid, owner.gid)
    folder.chmod(mode)


def trouble_of(error: OSError, folder: Path) -> Exception:
    """The plain words for a full disk or a missing permission; any other error as it is."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble("disk_full", folder=folder, free=free_mb(folder))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return Trouble("no_permission", folder=error.filename or folder)
    return error


def free_mb(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free // 2**20


def check_room(folder: Path) -> None:
    """Refuse to start where PostgreSQL would soon stop for want of space."""
    if (free := free_mb(folder)) < _NEEDED_MB:
        raise Trouble("disk_full", folder=folder, free=free)


def shared() -> Path:
    """A folder that any user can enter and only root can write: for programs and data that root's own folders would hide."""
    for folder in _SHARED:
        with contextlib.suppress(OSError):
            make(folder, 0o755)
            there = folder.lstat()
            if there.st_uid == 0 and not there.st_mode & 0o022 and os.access(folder, os.W_OK):
                return folder
    raise Trouble("no_permission", folder=_SHARED[0])


def _servant(servers: Path) -> Servant:
    """Who already owns the servers' folder, else the user postgres, else nobody."""
    if servers.is_dir() and (there := servers.stat()).st_uid:
        return Servant(there.st_uid, there.st_gid)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return Servant(found.pw_uid, found.pw_gid)
    raise Trouble("no_permission", folder=servers)


def _servers(data: Path, servant: Servant | None) -> Path:
    """`servers` in the data folder; where the servant cannot enter that, a link to a folder that he can."""
    wanted = data / "servers"
    if wanted.is_dir():
        return wanted.resolve()
    if wanted.is_symlink():  # its target is gone: say so instead of starting with an empty database
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(wanted.readlink()))
    if servant is None or servant.may_enter(data):
        make(wanted, 0o700, servant)
        return wanted.resolve()
    elsewhere = Path(tempfile.mkdtemp(prefix="data-", dir=shared()))
    os.chown(elsewhere, servant.uid, servant.gid)
    wanted.symlink_to(elsewhere)
    return elsewhere


def _sockets(servers: Path, servant: Servant | None) -> Path:
    """A folder for sockets whose path is short and plain: URLs, PostgreSQL's settings and the kernel all have their limits."""
    near = servers / "run"
    if _is_plain(near):
        make(near, 0o700, servant)
        return near
    owner = servant.uid if servant else os.geteuid()
    for base in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir(), "/tmp"):
        name = f"portal-{owner}-{hashlib.sha256(os.fsencode(servers)).hexdigest()[:10]}"
        if base and _is_plain(folder := Path(base) / name) and (not servant or servant.may_enter(Path(base))):
            return _own(folder, owner, servant)
    raise Trouble("no_permission", folder="/tmp")


def _own(folder: Path, owner: int, servant: Servant | None) -> Path:
    """The folder if it is ours alone, else (somebody took the name first) a fresh one."""
    make(folder, 0o700, servant)
    there = folder.lstat()
    if there.st_uid == owner and not there.st_mode & 0o077 and not folder.is_symlink():
        return folder
    fresh = Path(tempfile.mkdtemp(prefix="portal-", dir=folder.parent))
    if servant:
        os.chown(fresh, servant.uid, servant.gid)
    return fresh


def _is_plain(folder: Path) -> bool:
    return len(os.fsencode(folder)) <= _LONGEST_SOCKET and re.fullmatch(r"[A-Za-z0-9/._-]+", str(folder)) is not None
