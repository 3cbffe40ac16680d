"""Runs scripts in one process: a JSON list of [name, text] comes in, a JSON object of what each printed goes out."""

import contextlib
import io
import json
import sys
import traceback
import warnings

warnings.simplefilter("ignore")
outputs = {}
for name, text in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            exec(compile(text, name, "exec"), {"__name__": "__main__"})
    except Exception:
        err.write(traceback.format_exc())
    outputs[name] = [out.getvalue(), err.getvalue()]
json.dump(outputs, sys.stdout)
