"""Mypy plugin: a lazily translated text counts as `str`, because it stands wherever a text does."""

from collections.abc import Callable

from mypy.plugin import FunctionContext, Plugin
from mypy.types import Type

_LAZY = {f"django.utils.translation.{name}_lazy" for name in ("gettext", "pgettext", "ngettext", "npgettext")}


def _text(context: FunctionContext) -> Type:
    return context.api.named_generic_type("builtins.str", [])


class LazyTexts(Plugin):
    """Gives the lazy functions of gettext the type of what they turn into."""

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        return _text if fullname in _LAZY else None


def plugin(version: str) -> type[Plugin]:
    return LazyTexts
