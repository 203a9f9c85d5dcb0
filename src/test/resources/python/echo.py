"""Gives its arguments back as a JSON list; fails when asked to."""
import json
import sys

if "--fail" in sys.argv:
    raise ValueError("as asked")
json.dump(sys.argv[1:], sys.stdout)
