#!/usr/bin/env python3
"""The portal's one door: `up` brings it up, `test` tests it, everything else is Django's; needs nothing but Python."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python reads this line, whatever pyproject.toml asks for
    sys.exit("The portal needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". 本系统需要 Python 3.11 以上版本。")


def main() -> int:
    """Make sure that the environment is there (this may start the program anew inside it), then do what is asked."""
    from haidian_policing.launcher import bootstrap

    bootstrap.ensure(sys.argv)

    from haidian_policing.launcher import commands

    return commands.run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
