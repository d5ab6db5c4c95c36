# SPDX-License-Identifier: LGPL-2.1-or-later
"""Add up what the test runs of the given build folders recorded, subtest by subtest."""
import sys
import xml.etree.ElementTree as tree

passed = failed = skipped = 0
for folder in sys.argv[1:]:
    for case in tree.parse(folder + "/meson-logs/testlog.junit.xml").iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            print("failed:", case.get("classname"), case.get("name"))
        elif case.find("skipped") is not None:
            skipped += 1
            print("skipped:", case.get("classname"), case.get("name"))
        else:
            passed += 1
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or not passed else 0)
