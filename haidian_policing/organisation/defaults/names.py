"""Invented people for demonstration and tests: names, police numbers and telephone numbers that belong to nobody."""

from random import Random

# Surname and its share per thousand, after the published frequency of surnames in northern China; rounded by hand.
SURNAMES = {
    "王": 93,
    "李": 82,
    "张": 80,
    "刘": 62,
    "陈": 34,
    "杨": 33,
    "赵": 31,
    "孙": 23,
    "高": 18,
    "马": 18,
    "周": 16,
    "吴": 16,
    "郭": 16,
    "徐": 15,
    "朱": 14,
    "胡": 13,
    "于": 12,
    "林": 11,
    "韩": 11,
    "宋": 11,
    "何": 10,
    "董": 10,
    "梁": 9,
    "冯": 9,
    "许": 9,
    "曹": 8,
    "田": 8,
    "崔": 8,
    "任": 7,
    "贾": 7,
    "孟": 7,
    "郑": 7,
    "姜": 7,
    "魏": 7,
    "石": 6,
    "袁": 6,
    "潘": 5,
    "白": 5,
    "尹": 5,
    "程": 5,
    "丁": 5,
    "邓": 5,
    "范": 5,
    "谢": 5,
    "萧": 3,
    "唐": 5,
    "夏": 4,
    "秦": 4,
    "侯": 4,
    "邢": 4,
    "段": 4,
    "史": 4,
    "钱": 3,
    "邵": 3,
    "武": 3,
    "康": 3,
    "葛": 3,
    "常": 3,
    "齐": 3,
    "关": 3,
    "佟": 3,
    "金": 3,
    "苏": 3,
    "卢": 3,
    "蒋": 3,
    "杜": 3,
    "安": 3,
    "岳": 3,
    "温": 2,
    "柴": 2,
    "米": 1,
    "鲍": 1,
    "裴": 1,
    "褚": 1,
    "滕": 1,
    "门": 1,
    "欧阳": 1,
    "司徒": 1,
    "诸葛": 1,
}
MEN = {
    "first": "建志国永文明少海立宏振德金俊春庆学家卫兴子浩宇天思嘉晓世承景博泽一云书新向广长维大",
    "second": "军伟强华平民勇杰涛刚峰辉斌亮鹏波林飞龙东海宁轩然晨宇阳旭坤航远明凯成洋磊超松江源",
    "single": "伟强勇军磊涛超杰鹏斌浩凯健波宁亮峰旭晨阳洋鑫帅飞毅",
}
WOMEN = {
    "first": "秀玉丽淑晓雪文慧思雅佳春海红艳金小梦诗欣雨子若静婉月云嘉美亚书",
    "second": "英华兰敏芳霞玲娟萍燕红梅静琳娜婷颖洁莹怡涵萱琪瑶妍宁蕾君雯慧欣",
    "single": "静敏丽娜婷颖燕芳洁琳莉雪倩悦莹蕾楠薇佳岚",
}


def people(seed: int, count: int, *, women: float = 0.5) -> list[tuple[str, str]]:
    """`count` pairs of name and sex ("f" or "m"); the same seed gives the same people. Namesakes occur, as they do in life."""
    dice = Random(seed)
    surnames, weights = list(SURNAMES), list(SURNAMES.values())
    sexes = ["f" if dice.random() < women else "m" for _ in range(count)]
    return [(dice.choices(surnames, weights)[0] + _given(dice, WOMEN if sex == "f" else MEN), sex) for sex in sexes]


def _given(dice: Random, signs: dict[str, str]) -> str:
    if dice.random() < 0.22:
        return dice.choice(signs["single"])
    first = dice.choice(signs["first"])
    return first + dice.choice([sign for sign in signs["second"] if sign != first])


def police_number(index: int) -> str:
    """Six digits that begin with 0, one for each index below 100,000, scattered so that they tell nothing about rank or age."""
    return f"0{(index * 7919 + 12347) % 100_000:05d}"


def phone(index: int) -> str:
    """Eleven digits that begin with 100, which no Chinese mobile network has been given: nobody can be rung by mistake."""
    return f"100{(index * 48_271 + 20_190_410) % 100_000_000:08d}"
