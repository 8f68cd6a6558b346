"""What the launcher tells on the way, in Chinese for a Chinese terminal and in English otherwise."""

from haidian_policing.launcher.trouble import word

_WORDS: dict[str, tuple[str, str]] = {
    "making_environment": ("Making the environment {folder}", "建立运行环境 {folder}"),
    "installing": ("Installing {what}", "安装 {what}"),
    "fetching_packages": ("Fetching packages", "获取软件包"),
    "installing_packages": ("Installing packages", "安装软件包"),
    "starting_servers": ("Starting PostgreSQL and Valkey", "启动 PostgreSQL 与 Valkey"),
    "preparing": ("Preparing the database", "准备数据库"),
    "migrating": ("Bringing the tables up to date", "更新数据表"),
    "seeding": ("Laying in the starting content", "写入初始内容"),
    "translating": ("Compiling the translations", "编译界面语言"),
    "demonstrating": ("Loading the demonstration district", "载入演示辖区"),
    "part_of_district": (
        "This is a part of the district. The whole of it, in a folder of its own: python3 manage.py up --scale 1 --data FOLDER",
        "以上为辖区的一部分。载入完整辖区（另用一个数据目录）：python3 manage.py up --scale 1 --data 目录",
    ),
    "starting_portal": ("Starting web, worker and timer", "启动网站、后台任务与定时器"),
    "elsewhere": (
        "The servers' unprivileged user cannot enter {data}; their files are in {servers}.",
        "服务所用的非特权用户无法进入 {data}，其文件存放于 {servers}。",
    ),
    "waiting_for_old": ("Waiting for processes of the last start to end", "等待上次启动的进程结束"),
    "address": ("Open in a browser:  {url}", "浏览器打开：  {url}"),
    "accounts": ("Demonstration accounts, one per role", "演示账号（每种角色一个）"),
    "how_to_stop": ("Ctrl-C stops everything. Logs: {logs}", "按 Ctrl-C 停止全部服务。日志目录：{logs}"),
    "stopping": ("Stopping", "正在停止"),
    "stopped": ("Stopped; every saved row is on disk.", "已停止，已保存的数据均已落盘。"),
    "first_administrator": (
        "The database is empty. Name the first administrator.",
        "数据库为空，请设置首位管理员。",
    ),
    "first_administrator_later": (
        "The database is empty and there is no terminal to ask at. Name the first administrator with `python3 manage.py first_admin`.",
        "数据库为空，且没有可交互的终端。请用 `python3 manage.py first_admin` 设置首位管理员。",
    ),
}


def say(name: str, /, **given: object) -> str:
    """One line in the terminal's language."""
    return word(_WORDS[name], **given)


_PARTS: dict[str, tuple[str, str]] = {
    "organisation": ("Units and people", "单位与人员"),
    "grids": ("Grids and tasks", "警务网格与任务"),
    "teams": ("Teams and duty", "社区警务团队与值班"),
    "workstations": ("Workstations and visits", "警务工作站与办事"),
    "whistle_reporting": ("Tickets", "吹哨单"),
    "performance": ("Rankings", "绩效考评"),
    "--tickets": ("Load data: tickets", "压测数据：吹哨单"),
    "--task-logs": ("Load data: task logs", "压测数据：工作记录"),
    "settle": ("Tidying the tables", "整理数据表"),
}


def named(part: str) -> str:
    """A part of the demonstration in the terminal's language; one that was not named here has its own name."""
    return word(_PARTS.get(part, (part, part)))
