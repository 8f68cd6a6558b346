"""The Markdown of handbooks: paragraphs with lasting ids, their plain text, and HTML that can hold nothing hostile.

A paragraph carries its id at its end, `{#3}`, so that the id travels with it when the text is moved, downloaded and brought back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count, pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from haidian_policing.search.texts import folded, pairs

MARK = re.compile(r"[ \t]*\{#([a-z0-9]{1,12})\}\s*$")
SECTION = re.compile(r"^##[ \t]+(.+?)(?:[ \t]*\{#([a-z][a-z0-9-]{0,39})\})?[ \t]*$", re.M)
SHUT = ("image", "html_block", "html_inline", "autolink", "backticks", "code", "fence", "reference", "lheading")


@dataclass(frozen=True)
class Paragraph:
    """id: lasting, empty where none was given yet; text: plain; line: the last line of the source that belongs to it."""

    id: str
    text: str
    line: int


class _Inward(MarkdownIt):
    """Links lead to pages of the portal only."""

    def validateLink(self, url: str) -> bool:
        return url.startswith("#") or (url.startswith("/") and not url.startswith(("//", "/\\", "/%5C")))


def _take_marks(state: StateCore) -> None:
    """Before the words are read: the mark leaves the text and becomes the id of what encloses it."""
    for place, token in enumerate(state.tokens):
        if token.type == "heading_open":
            token.tag = state.tokens[place + 2].tag = f"h{max(3, int(token.tag[1]))}"
        if token.type == "inline" and (found := MARK.search(token.content)):
            token.content, token.meta["id"] = token.content[: found.start()], found[1]
            opening = state.tokens[place - 1]
            (state.tokens[place - 2] if opening.hidden else opening).attrSet("id", state.env.get("prefix", "") + found[1])


def _add_links(state: StateCore) -> None:
    """After the words were read: each paragraph ends with the link to itself."""
    for token in state.tokens:
        if token.type == "inline" and "id" in token.meta and token.children is not None:
            link = f'&nbsp;<a class="para" href="#{state.env.get("prefix", "")}{token.meta["id"]}">§{token.meta["id"]}</a>'
            token.children.append(Token("html_inline", "", 0, content=link))


def _parser() -> MarkdownIt:
    parser = _Inward("commonmark", {"html": False}).enable("table").disable(SHUT)
    parser.core.ruler.before("inline", "take_marks", _take_marks)
    parser.core.ruler.push("add_links", _add_links)
    return parser


PARSER = _parser()


@lru_cache(maxsize=1024)
def render(text: str, prefix: str = "") -> Markup:
    """Safe HTML; the ids of its paragraphs are `prefix` and their own."""
    return Markup(PARSER.render(text, {"prefix": prefix}))


def tree(text: str) -> list[dict[str, Any]]:
    """The text as plain nodes for paper: type, tag, text, mark (the id of a paragraph) and children; nothing in them is markup."""
    return [_node(child) for child in SyntaxTreeNode(PARSER.parse(text, {"prefix": ""})).children]


def _node(node: SyntaxTreeNode) -> dict[str, Any]:
    leaf = node.type == "text"
    children = [_node(child) for child in node.children if child.type != "html_inline"]
    start = node.attrs.get("start", 1)
    return {
        "type": node.type, "tag": node.tag, "text": node.content if leaf else "", "start": start, "mark": node.meta.get("id", ""),
        "children": children,
    }  # fmt: skip


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Headings, paragraphs and items of lists one by one; the cells of a table have no id."""
    tokens = PARSER.parse(text)
    for opening, token in pairwise(tokens):
        if token.type == "inline" and token.map and (words := _plain(token)):
            cell = opening.type in ("th_open", "td_open")
            yield Paragraph("" if cell else token.meta.get("id", ""), words, -1 if cell else token.map[1] - 1)


def _plain(token: Token) -> str:
    return "".join(child.content if child.type == "text" else " " * child.type.endswith("break") for child in token.children or ()).strip()


def number(text: str, last: int = 0, spare: Iterable[str] = ()) -> str:
    """The same text with an id at the end of each paragraph that has none, or one that stands before it already.

    last: the highest number ever given in this chapter, so that none comes twice; spare: ids to be used first, in their order.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    found = [row for row in paragraphs("\n".join(lines)) if row.line >= 0]
    kept, seen = {row.id for row in found}, set()
    last = max([last, *(int(key) for key in kept if key.isdecimal())])
    fresh = chain((key for key in spare if key not in kept), map(str, count(last + 1)))
    for row in found:
        if not row.id or row.id in seen:
            lines[row.line] = f"{MARK.sub('', lines[row.line]).rstrip()} {{#{next(fresh)}}}"
        seen.add(row.id)
    return "\n".join(lines)


def sections(text: str) -> Iterator[tuple[str, str, str]]:
    """(anchor or "", title, body) of each `## chapter` of a file; what stands before the first is left out."""
    parts = SECTION.split("\n" + text.replace("\r\n", "\n").replace("\r", "\n"))
    yield from ((parts[at + 1] or "", parts[at], parts[at + 2].strip()) for at in range(1, len(parts), 3))


def bigrams(text: str) -> set[str]:
    """Every two neighbouring letters or signs, within words; what the index of the search holds."""
    return {pair for word in re.findall(r"\w+", folded(text)) for pair in pairs(word)}


def terms(query: str) -> list[str]:
    """The words of a query, each of which must stand in what is found."""
    return re.findall(r"\w+", folded(query))[:8]


def marked(text: str, words: list[str], around: int = 60) -> Markup:
    """The text about the first hit with every hit marked."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.I)
    first = pattern.search(text)
    start = max(first.start() - around, 0) if first else 0
    shown = text[start : start + 3 * around]
    pieces = pattern.split(shown) if first else [shown]
    hits = [Markup("<mark>{}</mark>").format(hit) for hit in pattern.findall(shown)] if first else []
    body = Markup("").join(escape(piece) + (hits[at] if at < len(hits) else "") for at, piece in enumerate(pieces))
    return Markup("{}{}{}").format("…" if start else "", body, "…" if start + 3 * around < len(text) else "")
