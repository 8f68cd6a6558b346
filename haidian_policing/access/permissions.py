"""The API's side of the one rule: an action of a viewset names the capability that it takes."""

from rest_framework.permissions import SAFE_METHODS, BasePermission

from haidian_policing.access.standing import may, must_first


class Capability(BasePermission):
    """Reads `may` of the view: one capability, or a dict action -> capability with "*" for the rest."""

    def has_permission(self, request, view) -> bool:
        if not request.user.is_authenticated or must_first(request.user):
            return False
        if getattr(request._request, "preview", None) and request.method not in SAFE_METHODS:
            return False
        needed = self._capability(view)
        return needed is None or may(request.user, needed)

    def _capability(self, view) -> str | None:
        needed = getattr(view, "may", None)
        if isinstance(needed, dict):
            return needed.get(view.action, needed.get("*"))
        return needed
