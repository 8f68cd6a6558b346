"""Sample content for the style guide: a ticket list, a ticket and a form as an officer of a station would see them."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils import translation
from jinja2 import FileSystemLoader
from markupsafe import Markup

from haidian_policing.pages.environment import environment

AT = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
STREETS = ("中关村街道", "万寿路街道", "羊坊店街道", "北太平庄街道")
ITEMS = ("机动车违法停放整治", "占道经营、游商整治", "消防通道堵塞和电动自行车违规充电整治", "社会生活噪声扰民处置")
STATES = (
    ("待签收", "info"),
    ("整治办理中", "active"),
    ("待街镇评价", "warn"),
    ("已结案", "good"),
    ("退单裁定", "bad"),
    ("暂停计时", "pause"),
)
LEFT = (("2 小时 15 分", "near"), ("3 天 4 小时", "running"), ("1 天 2 小时", "late"), ("", "met"), ("6 天", "paused"), ("40 分", "missed"))
MENU = [
    {
        "label": "我的工作",
        "entries": [
            {"label": "首页", "name": "roof:home", "icon": "home", "current": False, "thumb": 99},
            {"label": "我的一天", "name": "roof:home", "icon": "checklist", "current": False, "thumb": 99},
        ],
    },
    {
        "label": "吹哨报到",
        "entries": [
            {"label": "吹哨单", "name": "roof:home", "icon": "speakerphone", "current": True, "thumb": 99},
            {"label": "挂账", "name": "roof:home", "icon": "clock-pause", "current": False, "thumb": 99},
        ],
    },
    {"label": "绩效考评", "entries": [{"label": "月度排名", "name": "roof:home", "icon": "trophy", "current": False, "thumb": 99}]},
]


class Query(forms.Form):
    """The conditions of a ticket list."""

    q = forms.CharField(label="编号或内容", required=False)
    street = forms.ChoiceField(label="街镇", required=False, choices=[("", "全部"), *((str(i), name) for i, name in enumerate(STREETS))])
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *((str(i), name) for i, (name, tone) in enumerate(STATES))]
    )
    since = forms.DateField(label="发起日期起", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="发起日期止", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    late = forms.BooleanField(label="只看超期", required=False)


class Whistle(forms.Form):
    """A form with every kind of field."""

    kind = forms.ChoiceField(label="类别", choices=[("a", "综合执法"), ("b", "重点工作"), ("c", "应急处置")], widget=forms.RadioSelect)
    item = forms.ChoiceField(label="事项", choices=[("", "请选择"), *((str(i), name) for i, name in enumerate(ITEMS))])
    count = forms.IntegerField(label="数量", help_text="填写本次实际完成的件数。", min_value=1)
    place = forms.CharField(label="地点", help_text="写到门牌或路口，不写人名。")
    note = forms.CharField(label="情况描述", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    urgent = forms.BooleanField(label="应急先办后补", required=False)
    photo = forms.FileField(label="现场照片", required=False)


class Return(forms.Form):
    """What a return of a ticket needs."""

    reason = forms.CharField(label="退单理由", widget=forms.Textarea(attrs={"rows": 3}))


def rows(number: int = 23) -> list[dict]:
    return [
        {
            "id": index,
            "number": f"CS-20261123-{index:04d}",
            "item": ITEMS[index % 4],
            "street": STREETS[index % 4],
            "state": STATES[index % 6][0],
            "tone": STATES[index % 6][1],
            "left": LEFT[index % 6][0],
            "clock": LEFT[index % 6][1],
            "minutes": index * 37,
            "at": AT,
        }
        for index in range(1, number + 1)
    ]


def dress(request, theme: str = "light"):
    """Give a bare request what the middleware would."""
    standing = SimpleNamespace(title="中关村派出所 社区警务队 · 社区民警", is_police=True)
    request.user = SimpleNamespace(pk=1, name="李明远", is_authenticated=True, standing=standing, unread=3)
    request.theme, request.request_id, request.preview = theme, "4f2a9c01b7de", None
    return request


def noted(request, kind: str, thing) -> dict:
    """Two notes and a file, as on any object."""
    common = {"added_by": request.user, "added_at": AT, "revision": 1}
    told = [SimpleNamespace(pk=pk, text="东门门禁已修好。", internal=pk == 1, withdrawn_at=None, **common) for pk in (1, 2)]
    paper = SimpleNamespace(pk=1, name="会议纪要.docx", url="/x/", caption="李明远", size=5000, is_photo=False, internal=True, mine=True)
    texts = {"texts": ["已联系街道城管科。"], "taken": ".pdf", "longest": 2000, "told": True, "followed": True, "writes": True}
    return {"notes": [(note, True) for note in told], "photos": [], "documents": [paper], **texts}


def page(template: str = "style_guide.html", theme: str = "light", language: str = "zh-hans", **extra) -> str:
    """The HTML of a template with the portal's own environment and the sample content."""
    folders = [settings.BASE_DIR / "templates", Path(__file__).parent / "templates"]
    env = environment(loader=FileSystemLoader(folders), autoescape=True)
    drawn = lambda name, **given: Markup(env.get_template(name).render(**given))  # noqa: E731
    told = SimpleNamespace(level_tag="success", __html__=lambda: "吹哨单 CS-20261123-0007 已签收，办结时限开始计时。")
    env.globals |= {
        "menu": lambda request: [drawn(f"layouts/{name}.html", sections=MENU) for name in ("sidebar", "bottom_nav")],
        "kept": drawn,
    }
    env.globals |= {"messages_of": lambda request: [told], "notes_on": noted, "follows": lambda *about: False}
    request = dress(RequestFactory().get("/tickets/?sort=-late&q=违停"), theme)
    with translation.override(language):
        return env.get_template(template).render(request=request, **{**context(request), **extra})


def context(request) -> dict:
    """Everything that the style guide shows."""
    wrong = Whistle({"kind": "", "item": "", "count": "0", "place": ""})
    wrong.is_valid()
    squares = [
        {
            "id": 1 + i,
            "label": f"学院路第{i + 1}网格",
            "value": None if i == 5 else 40 + i * 13,
            "polygon": [
                [39.98 + (i // 3) * 0.01, 116.30 + (i % 3) * 0.012],
                [39.989 + (i // 3) * 0.01, 116.30 + (i % 3) * 0.012],
                [39.989 + (i // 3) * 0.01, 116.311 + (i % 3) * 0.012],
                [39.98 + (i // 3) * 0.01, 116.311 + (i % 3) * 0.012],
            ],
        }
        for i in range(9)
    ]
    return {
        "breadcrumbs": [("首页", "/"), ("吹哨报到", "/tickets/"), ("吹哨单", None)],
        "query": Query(request.GET or None),
        "page": Paginator(rows(), 10).page(1),
        "form": wrong,
        "clean": Whistle(),
        "steps": [
            {"verb": "report_done", "label": "提交办结", "tone": "good", "action": "/x/", "form": Return(), "confirm": "", "refused": ""},
            {
                "verb": "extend",
                "label": "申请延期",
                "tone": "neutral",
                "action": "/x/",
                "form": None,
                "confirm": "确定申请延期吗？",
                "refused": "",
            },
            {"verb": "return", "label": "申请退单", "tone": "bad", "action": "/x/", "form": Return(), "confirm": "", "refused": ""},
            {"verb": "close", "label": "结案", "tone": "good", "action": "/x/", "form": None, "confirm": "", "refused": "须先由街镇评价。"},
        ],
        "events": [
            {
                "at": AT,
                "what": "派单",
                "who": "王值班",
                "unit": "综合指挥室",
                "tone": "info",
                "note": "",
                "took": "用时 12 分",
                "marks": (),
            },
            {
                "at": AT,
                "what": "指派承办人",
                "who": "李明远",
                "unit": "社区警务队",
                "tone": "active",
                "note": "已与街巷长联系，今天下午到场。",
                "took": "",
                "marks": ("代录",),
            },
            {"at": AT, "what": "签发", "who": "街道负责人", "unit": "中关村街道", "tone": "good", "note": "", "took": "", "marks": ()},
        ],
        "shapes": {"shapes": squares, "unit": "件"},
        "figures": {
            "kind": "bar",
            "labels": list(STREETS),
            "series": [{"name": "按时", "values": [32, 41, 18, 27]}, {"name": "超期", "values": [3, 1, 6, 2]}],
            "unit": "件",
            "stack": True,
        },
        "job": {"message": "正在计算 2026 年 11 月排名", "done": 16, "total": 27, "finished": False},
    }


def bare(template: str, **words) -> str:
    """A template drawn without a request, as after a fault."""
    env = environment(loader=FileSystemLoader(settings.BASE_DIR / "templates"), autoescape=True)
    return env.get_template(template).render(words)
