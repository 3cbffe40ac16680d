"""Planes in a space of parameters, by NumPy's own decompositions: writes planes.json beside this file.

    spans       QR of two directions: feet and distances of points
    nearest     numpy.linalg.lstsq of origin + x a + y b = p
    principal   numpy.linalg.svd of centred positions: directions, shares of the sum of squares
    curvature   numpy.linalg.eigh of a symmetric matrix: the largest eigenvalues and their directions

Nothing here is written as the engine writes it: that has Gram and Schmidt, normal equations and Lanczos.
"""

import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(20261126)


def given(*shape):
    return np.round(rng.normal(size=shape), 4)


def listed(array):
    return np.asarray(array).tolist()


def span(n, lean):
    origin, first = given(n), given(n)
    second = np.round(lean * first + given(n), 6)
    points = given(6, n)
    q, r = np.linalg.qr(np.stack([first, second], axis=1))
    q = q * np.sign(np.diag(r))
    coordinates = (points - origin) @ q
    feet = origin + coordinates @ q.T
    return {
        "origin": listed(origin),
        "first": listed(first),
        "second": listed(second),
        "points": listed(points),
        "coordinates": listed(coordinates),
        "distances": listed(np.linalg.norm(points - feet, axis=1)),
    }


def nearest(n):
    origin, a, b, p = given(n), 3 * given(n), given(n) / 8, given(n)
    found = np.linalg.lstsq(np.stack([a, b], axis=1), p - origin, rcond=None)[0]
    return {"origin": listed(origin), "a": listed(a), "b": listed(b), "p": listed(p), "found": listed(found)}


def principal(n, lengths, wobble):
    tracks = []
    for length in lengths:
        walk = np.cumsum(given(length, n) * np.geomspace(1, wobble, n), axis=0)
        tracks.append(np.round(walk + given(n), 8))
    rows = np.concatenate(tracks)
    centred = rows - rows.mean(axis=0)
    _, s, vt = np.linalg.svd(centred, full_matrices=False)
    return {
        "dimension": n,
        "tracks": [listed(track.ravel()) for track in tracks],
        "mean": listed(rows.mean(axis=0)),
        "directions": listed(vt[:2]),
        "explained": listed(s[:2] ** 2 / np.sum(s**2)),
    }


def curvature(values):
    n = len(values)
    q, _ = np.linalg.qr(given(n, n))
    matrix = q @ np.diag(values) @ q.T
    matrix = (matrix + matrix.T) / 2
    w, v = np.linalg.eigh(matrix)
    return {
        "matrix": listed(matrix.ravel()),
        "values": listed(w[::-1][:2]),
        "projector": listed((v[:, -2:] @ v[:, -2:].T).ravel()),
    }


planes = {
    "numpy": np.__version__,
    "spans": [span(2, 0), span(3, 0.5), span(7, -40), span(40, 3)],
    "nearest": [nearest(2), nearest(5), nearest(40)],
    "principal": [
        principal(2, [30], 0.1),
        principal(6, [40], 0.01),
        principal(6, [20, 5, 30], 1),
        principal(30, [12], 0.5),
        principal(5, [25], 1e-9),
    ],
    "curvature": [
        curvature([3.0, 1.0]),
        curvature([5.0, 4.0, -20.0, 0.0]),
        curvature([7.0, 7.0, 2.0, 1.0, -1.0]),
        curvature(list(np.linspace(-3, 10, 24))),
        curvature([1e6, 999.0] + [0.001 * k for k in range(20)]),
    ],
}

Path(__file__).with_name("planes.json").write_text(json.dumps(planes) + "\n")
