# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lines of TAP: `with Report() as say: say.none("what", faults)`."""
import sys

SHOWN = 12  # faults of a kind that a report prints


class Report:
    def __init__(self):
        self.points, self.failures = 0, 0

    def _line(self, good, what):
        self.points += 1
        self.failures += not good
        print("ok" if good else "not ok", self.points, "-", what.replace("#", ""), flush=True)

    def none(self, what, faults):
        """There is nothing to complain of."""
        faults = list(faults)
        self._line(not faults, what)
        for fault in faults[:SHOWN]:
            print("#", str(fault).replace("\n", " ")[:400])
        if len(faults) > SHOWN:
            print(f"# and {len(faults) - SHOWN} more")

    def same(self, what, expected, actual):
        self.none(what, [] if expected == actual else [f"expected {expected!r}, not {actual!r}"])

    def skip(self, what, why):
        self.points += 1
        print("ok", self.points, "-", what.replace("#", ""), "# SKIP", why, flush=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, fault, trace):
        if kind is None or kind is SystemExit:
            print(f"1..{self.points}")
            if kind is None:
                sys.exit(1 if self.failures else 0)
        return False


def skip_all(why):
    print("1..0 # SKIP", why)
    sys.exit(0)
