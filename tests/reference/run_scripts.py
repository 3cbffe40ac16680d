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
    # Files and not strings: a script may say how its output is encoded.
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            exec(compile(text, name, "exec"), {"__name__": "__main__"})
    except Exception:
        err.write(traceback.format_exc())
    out.flush()
    err.flush()
    outputs[name] = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
json.dump(outputs, sys.stdout)
