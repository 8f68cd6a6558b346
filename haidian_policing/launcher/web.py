"""What a web worker loads: the WSGI application, in a process that ends when the web server's main process ends."""

from haidian_policing.launcher.processes import die_with_parent

die_with_parent()

from haidian_policing.wsgi import application  # noqa: E402  the tie to the parent comes before seconds of importing

__all__ = ["application"]
