"""Answering a page: the whole of it, or one of its blocks for htmx."""

from django.http import HttpResponse
from django.template import engines
from jinja2_fragments import render_block


def answer(request, template: str, context: dict | None = None, *, block: str | None = None, status: int = 200) -> HttpResponse:
    """Render a Jinja2 template, or only `block` of it when htmx asks for a part of the page (a boosted link names it as its target)."""
    engine = engines["jinja2"]
    context = {"breadcrumbs": [], **(context or {})}
    if block and request.htmx and (not request.htmx.boosted or request.htmx.target == block):
        return HttpResponse(render_block(engine.env, template, block, **context, request=request), status=status)
    return HttpResponse(engine.get_template(template).render(context, request), status=status)
