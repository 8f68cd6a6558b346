"""A sheet checked row by row."""

import io
from datetime import date

import pytest

from haidian_policing.sheets import Column, Kind, Limit, Lookup, Refused, Staging, Wrong, error_workbook, read, read_text, template_workbook

from .files import book


def six_digits(value: str) -> str:
    if len(value) != 6:
        raise Wrong("six digits", value.zfill(6) if len(value) < 6 else "")
    return value


COLUMNS = (
    Column("number", "警号", Kind.CODE, required=True, key=True, parse=six_digits, sample="012345", note="六位"),
    Column("name", "姓名", Kind.NAME, required=True, sample="王小明", aliases=("民警姓名",)),
    Column("station", "派出所", Kind.NAME, choices={"万寿路派出所": 7, "青龙桥派出所": 8}, sample="万寿路派出所"),
    Column("since", "到岗日期", Kind.DATE, sample=date(2026, 11, 23)),
    Column("count", "数量", Kind.INTEGER),
    Column("party", "党员", Kind.YES_NO),
)
HEAD = ["警号*", "姓 名", "派出所", "到岗日期", "数量", "党员"]
GOOD = ["000001", "张三", "万寿路派出所", "2026.11.23", 3, "是"]
VALUES = {"number": "000001", "name": "张三", "station": 7, "since": date(2026, 11, 23), "count": 3, "party": True}


def stage(sheet, **more) -> tuple[Staging, list]:
    staging = Staging(COLUMNS, sheet, **more)
    return staging, list(staging)


def staged(*rows: list, **more) -> list:
    return stage(read(book([HEAD, *rows]), "a.xlsx"), **more)[1]


def test_every_error_is_named_with_row_column_value_reason_and_suggestion() -> None:
    good, wrong = staged(GOOD, ["12", "", "万寿路", "2026-13-01", "3.5", "也许"])
    assert [(problem.row, problem.column, problem.value, problem.suggestion) for problem in wrong.problems] == [
        (3, "警号", "12", "000012"),
        (3, "姓名", "", ""),
        (3, "派出所", "万寿路", "万寿路派出所"),
        (3, "到岗日期", "2026-13-01", ""),
        (3, "数量", "3.5", ""),
        (3, "党员", "也许", ""),
    ]
    assert all(problem.reason for problem in wrong.problems)
    assert (good.number, good.problems) == (2, [])


def test_a_heading_is_found_under_merged_titles_and_over_footers() -> None:
    rows = [
        ["海淀分局人员名册"],
        ["统计时间：2026年11月", "", "填报人：王小明"],
        [],
        HEAD,
        GOOD,
        ["合计", "", "", "", 3],
        ["填表人：", "", "日期："],
    ]
    found = stage(read(book(rows, lambda _book, page: page.merge_range(0, 0, 0, 5, "海淀分局人员名册")), "a.xlsx"))[1]
    assert [(row.number, row.values) for row in found] == [(5, VALUES)]


def test_headings_may_be_reordered_renamed_and_accompanied() -> None:
    staging, rows = stage(read_text("序号\t民警姓名\t 警 号\n1\t张三\t000001\n"))
    assert staging.ignored == ["序号"]
    assert rows[0].values == {"number": "000001", "name": "张三"}


def test_missing_and_repeated_headings_are_named() -> None:
    assert stage(read_text("姓名,警衔\n张三,一级\n"))[0].missing == ["警号"]
    assert stage(read_text("姓名,警号,姓名\n张三,000001,李四\n"))[0].repeated == ["姓名"]
    assert not stage(read_text("甲,乙\n1,2\n"))[0].usable
    assert stage(read_text(""))[1] == []


def test_two_rows_with_one_key_are_not_both_taken() -> None:
    first, second = staged(GOOD, ["０００００１", *GOOD[1:]])
    assert first.problems == []
    assert "2" in second.problems[0].reason


def test_a_rule_over_several_columns_speaks_for_one_of_them() -> None:
    [found] = staged(GOOD, check=lambda values: [("count", "too many", "1")] if values["count"] > 2 else [])
    assert [(problem.column, problem.value, problem.reason) for problem in found.problems] == [("数量", "3", "too many")]


def test_a_formula_error_is_named() -> None:
    assert staged(["000001", "#REF!", *GOOD[2:]])[0].problems


def test_the_limit_of_rows_is_kept() -> None:
    with pytest.raises(Refused):
        staged(GOOD, GOOD, limit=Limit(rows=1))


def test_a_template_left_as_it_is_holds_nothing_and_filled_in_is_read() -> None:
    template = io.BytesIO(template_workbook("人员", COLUMNS))
    staging, rows = stage(read(template, "a.xlsx"))
    assert staging.usable and rows == [] and staging.ignored == []


def test_a_template_has_stars_drop_downs_and_text_columns() -> None:
    from openpyxl import load_workbook

    many = (*COLUMNS, Column("grid", "网格", choices=[f"第{number}网格，甲" for number in range(500)]))
    workbook = load_workbook(io.BytesIO(template_workbook("人员", many, ["写全称"])))
    page = workbook["人员"]
    assert [cell.value for cell in page[1]][:3] == ["警号*", "姓名*", "派出所"]
    assert page["A2"].number_format == "@" and page["A2"].value == "012345"
    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"}
    assert rules["C2"] == '"万寿路派出所,青龙桥派出所"' and rules["F2"] == '"是,否"'
    assert rules["G2"].endswith("$A$1:$A$500") or rules["G2"].endswith("$G$1:$G$500")


def test_the_error_workbook_holds_their_rows_and_comes_back_clean_once_put_right() -> None:
    from openpyxl import load_workbook

    staging, rows = stage(read(book([HEAD, GOOD, ["12", "李四", "万寿路派出所", "2026.11.23", 3, "是"]]), "a.xlsx"))
    file = error_workbook(COLUMNS, staging.headings, staging.places, [row for row in rows if row.problems])
    page = load_workbook(io.BytesIO(file)).active
    assert [cell.value for cell in page[2]][2:4] == ["12", "李四"] and page["A2"].value == 3
    assert page["C2"].fill.start_color.rgb == "FFFFC7CE" and page["D2"].fill.fill_type is None
    staging, [again] = stage(read(io.BytesIO(file), "a.xlsx"))
    assert staging.usable and [problem.column for problem in again.problems] == ["警号"]


def test_a_name_means_the_one_who_has_it_and_namesakes_are_listed() -> None:
    find = Lookup(lambda: [("01", "王明"), ("02", "李四"), ("03", "王明")], "nobody")
    assert (find("李 四"), find("03")) == ("02", "03")
    for name, suggestion in (("王明", "01、03"), ("李四四", "李四"), ("", "")):
        with pytest.raises(Wrong) as wrong:
            find(name)
        assert wrong.value.suggestion == suggestion


def test_a_wrong_row_among_many_leaves_the_others_as_they_are() -> None:
    """Rows are read some at a time: wrong, blank and short ones fall between them, in their order."""
    rows = [[f"{number:06}", "张三", "万寿路派出所", "2026-11-23", number, "是"] for number in range(450)]
    rows[10], rows[205], rows[300], rows[301] = ["7", *GOOD[1:]], ["000205", "李四"], [], ["", "", "", "", "x"]
    found = {row.number: row for row in staged(*rows)}
    assert list(found) == [number + 2 for number in range(450) if number != 300]
    assert {number for number, row in found.items() if row.problems} == {12, 303}
    assert [problem.column for problem in found[303].problems] == ["警号", "姓名", "数量"]
    assert found[207].values == {"number": "000205", "name": "李四", "station": None, "since": None, "count": None, "party": None}
    assert [found[number].values["count"] for number in (2, 13, 302 - 1, 451)] == [0, 11, 299, 449]


@pytest.mark.parametrize("known", [True, False])
def test_the_sample_of_the_template_is_no_row(known) -> None:
    """Where the sample itself would be wrong too, such as a number that nobody has."""
    columns = (
        COLUMNS if known else (Column("number", "警号", Kind.CODE, parse=Lookup(lambda: [("9",)], "?"), sample="012345"), *COLUMNS[1:])
    )
    rows = [HEAD, ["０12345", "王小明　", "万寿路派出所", "2026-11-23", "", ""], ["012345", "王小明", "万寿路派出所", "2026-11-23", 1]]
    assert [row.number for row in Staging(columns, read(book(rows), "a.xlsx"))] == [3]


@pytest.mark.requirement("R23")
def test_fifty_thousand_rows_are_checked_in_seconds() -> None:
    import time

    text = "\n".join(["\t".join(HEAD), *(f"{number:06}\t张三\t万寿路派出所\t2026-11-23\t3\t是" for number in range(50_000))])
    begun = time.monotonic()
    assert sum(not row.problems for row in stage(read_text(text))[1]) == 50_000
    assert time.monotonic() - begun < 20
