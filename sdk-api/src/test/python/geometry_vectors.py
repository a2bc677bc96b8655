"""Writes the geometry test vectors: python3 src/test/python/geometry_vectors.py (in sdk-api).

Knows nothing of the Java code. Every answer is found the slow way: exact fractions, all cells
looked at, breadth-first or cheapest-first search, all walls looked at.
"""
import functools
import heapq
import json
import math
import random
from fractions import Fraction as F
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "main/resources/io/tablekeep/sdk/geometry/vectors"
random.seed(20261122)
TOUCH = F(1, 1000)

# ---- grids ---------------------------------------------------------------------------------------

SQUARE, HEXES, NONE = "square", ["odd-rows", "even-rows", "odd-columns", "even-columns"], "none"
R3 = math.sqrt(3)


def middle(grid, cell):
    c, r = cell
    if grid in (SQUARE, NONE):
        return (c + 0.5, r + 0.5)
    along, line = (c, r) if grid.endswith("rows") else (r, c)
    shoved = (line % 2 == 1) == grid.startswith("odd")
    a, b = along + 0.5 + (0.5 if shoved else 0), 1 / R3 + line * R3 / 2
    return (a, b) if grid.endswith("rows") else (b, a)


def block(around, reach):
    x, y = math.floor(around[0]), math.floor(around[1])
    n = math.ceil(reach * 1.2) + 2
    return [(c, r) for r in range(y - n, y + n + 1) for c in range(x - n, x + n + 1)]


def cell_at(grid, p):
    if grid in (SQUARE, NONE):
        return (math.floor(p[0]), math.floor(p[1]))
    return min(block((p[0], p[1] * 1.15 if grid.endswith("rows") else p[1]), 8),
               key=lambda c: math.dist(middle(grid, c), p))


@functools.cache
def neighbours(grid, cell):
    most = 1.5 if grid in (SQUARE, NONE) else 1.1
    at = middle(grid, cell)
    near = [(cell[0] + dc, cell[1] + dr) for dr in (-1, 0, 1) for dc in (-1, 0, 1)]
    return [c for c in near if c != cell and math.dist(middle(grid, c), at) < most]


@functools.cache
def distance(grid, a, b, metric):
    """Cheapest-first search over single steps; straight for Euclid and without a grid."""
    if metric == "euclid" or grid == NONE:
        return math.dist(middle(grid, a), middle(grid, b))
    queue, done = [(0, a, 0)], set()
    while True:
        cost, cell, parity = heapq.heappop(queue)
        if cell == b:
            return cost
        if (cell, parity) in done:
            continue
        done.add((cell, parity))
        for to in neighbours(grid, cell):
            diagonal = grid == SQUARE and cell[0] != to[0] and cell[1] != to[1]
            heapq.heappush(queue, (cost + step(metric, diagonal, parity), to,
                                   parity ^ 1 if diagonal else parity))


def step(metric, diagonal, parity):
    if not diagonal:
        return 1
    return {"chebyshev": 1, "alternating": 1 + parity, "manhattan": 2, "euclid": math.sqrt(2)}[metric]


def covered(grid, space):
    (x, y), w, h = space
    found = []
    for cell in block((x, y), max(w, h)) if grid in (SQUARE, NONE) else hex_block(x, y, max(w, h)):
        mx, my = middle(grid, cell)
        if grid in (SQUARE, NONE):
            inside = x - w / 2 < mx <= x + w / 2 and y - h / 2 < my <= y + h / 2
        else:
            inside = ((mx - x) / (w / 2)) ** 2 + ((my - y) / (h / 2)) ** 2 <= 1 + 1e-9
        if inside:
            found.append(cell)
    return found or [cell_at(grid, (x, y))]


def hex_block(x, y, reach):
    return block((x, y), math.ceil(reach) + 3)


def grid_cases():
    cases = []
    add = lambda op, **case: cases.append({"op": op, **case})
    for p in [(0, 0), (0.5, 0.5), (1, 1), (-0.25, 3.75), (-1, -1), (2.999, 7.001), (1234.5, 99.25)]:
        add("cellAt", grid=SQUARE, point=p, want=cell_at(SQUARE, p))
        add("cellAt", grid=NONE, point=p, want=cell_at(NONE, p))
    for grid in HEXES:
        for cell in [(0, 0), (1, 0), (0, 1), (1, 1), (3, 2), (2, 3), (-1, -2), (-2, -1)]:
            at = middle(grid, cell)
            add("middle", grid=grid, cell=cell, want=at)
            add("neighbours", grid=grid, cell=cell, want=sorted(neighbours(grid, cell)))
            for angle in range(10, 360, 45):
                p = (at[0] + 0.45 * math.cos(math.radians(angle)),
                     at[1] + 0.45 * math.sin(math.radians(angle)))
                add("cellAt", grid=grid, point=p, want=cell)
        for _ in range(40):
            p = (random.uniform(-6, 6), random.uniform(-6, 6))
            near = sorted(block((0, 0), 9), key=lambda c: math.dist(middle(grid, c), p))
            if math.dist(middle(grid, near[1]), p) - math.dist(middle(grid, near[0]), p) > 1e-6:
                add("cellAt", grid=grid, point=p, want=near[0])
    add("middle", grid=SQUARE, cell=(3, -2), want=(3.5, -1.5))
    add("neighbours", grid=SQUARE, cell=(4, 4), want=sorted(neighbours(SQUARE, (4, 4))))
    metrics = ["chebyshev", "alternating", "manhattan", "euclid"]
    for metric in metrics:
        for b in [(0, 0), (1, 0), (1, 1), (2, 2), (3, 3), (5, 2), (-2, 5), (7, -7), (4, 1), (0, -6)]:
            add("distance", grid=SQUARE, **{"from": (0, 0)}, to=b, metric=metric,
                want=distance(SQUARE, (0, 0), b, metric))
    add("distance", grid=NONE, **{"from": (0, 0)}, to=(3, 4), metric="chebyshev", want=5)
    for grid in HEXES:
        for a, b in [((0, 0), (3, 3)), ((1, 1), (-3, 4)), ((2, 5), (2, 5)), ((-2, -3), (4, 1)),
                     ((0, 0), (0, 5)), ((0, 0), (5, 0))]:
            add("distance", grid=grid, **{"from": a}, to=b, metric="chebyshev",
                want=distance(grid, a, b, "chebyshev"))
            add("distance", grid=grid, **{"from": a}, to=b, metric="euclid",
                want=distance(grid, a, b, "euclid"))
    spaces = [((2.5, 2.5), 1, 1), ((4, 4), 2, 2), ((9.5, 3.5), 3, 3), ((8, 9.5), 2, 1),
              ((0.25, 0.25), 0.5, 0.5), ((12.3, 7.8), 1, 1), ((5, 5), 1, 1), ((3, 12), 4, 4)]
    for space in spaces:
        add("spaceCells", grid=SQUARE, space=space, want=covered(SQUARE, space))
    for a in spaces:
        for b in spaces:
            for metric in metrics:
                if a < b:
                    want = min(distance(SQUARE, m, n, metric) for m in covered(SQUARE, a)
                               for n in covered(SQUARE, b))
                    add("spaceDistance", grid=SQUARE, one=a, other=b, metric=metric, want=want)
    add("spaceDistance", grid=NONE, one=((0, 0), 1, 1), other=((3, 4), 1, 1), metric="manhattan", want=5)
    add("spaceDistance", grid=NONE, one=((0, 0), 3, 3), other=((10, 0), 2, 1), metric="euclid", want=8.5)
    add("spaceDistance", grid=NONE, one=((0, 0), 4, 4), other=((1, 0), 1, 1), metric="euclid", want=0)
    for grid in HEXES:
        for cell in [(4, 4), (5, 5), (3, 6)]:
            x, y = middle(grid, cell)
            corner = (x, y + 1 / R3) if grid.endswith("rows") else (x + 1 / R3, y)
            hexes = [((x, y), 1, 1), (corner, 2, 2), ((x, y), 3, 3), (corner, 4, 4), ((x, y), 5, 5)]
            for space, size in zip(hexes, [1, 3, 7, 12, 19]):
                want = covered(grid, space)
                assert len(want) == size, (grid, cell, size, want)
                add("spaceCells", grid=grid, space=space, want=want)
                far = (middle(grid, (cell[0] + 6, cell[1] - 5)), 3, 3)
                add("spaceDistance", grid=grid, one=space, other=far, metric="chebyshev",
                    want=min(distance(grid, m, n, "chebyshev") for m in want for n in covered(grid, far)))
            add("snap", grid=grid, space=((x + 0.1, y - 0.2), 1, 1), want=(x, y))
            add("snap", grid=grid, space=((x - 0.2, y + 0.1), 3, 3), want=(x, y))
            add("snap", grid=grid, space=((corner[0] + 0.05, corner[1] + 0.05), 2, 2), want=corner)
    for space, want in [(((2.3, 2.8), 1, 1), (2.5, 2.5)), (((2.3, 2.8), 2, 2), (2, 3)),
                        (((2.3, 2.8), 3, 2), (2.5, 3)), (((2.3, 2.8), 0.5, 0.5), (2.5, 2.5)),
                        (((-0.2, -1.7), 1, 1), (-0.5, -1.5)), (((3, 3), 1, 1), (3.5, 3.5))]:
        add("snap", grid=SQUARE, space=space, want=want)
        add("snap", grid=NONE, space=space, want=space[0])
    path = [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (4, 4)]
    hard = [((3, 2), 2)]
    for metric, plain, slow in [("chebyshev", 5, 6), ("alternating", 6, 8), ("manhattan", 8, 10)]:
        total, parity = [0, 0], 0
        for a, b in zip(path, path[1:]):
            diagonal = a[0] != b[0] and a[1] != b[1]
            cost = step(metric, diagonal, parity)
            parity ^= 1 if diagonal else 0
            total = [total[0] + cost, total[1] + cost * (2 if b == (3, 2) else 1)]
        assert total == [plain, slow], (metric, total)
        add("cost", grid=SQUARE, path=path, metric=metric, factors=[], want=plain)
        add("cost", grid=SQUARE, path=path, metric=metric, factors=hard, want=slow)
    add("cost", grid=SQUARE, path=[(0, 0), (1, 1)], metric="euclid", factors=[], want=math.sqrt(2))
    add("cost", grid=SQUARE, path=[(0, 0)], metric="chebyshev", factors=[], want=0)
    add("cost", grid="odd-rows", path=[(0, 0), (1, 0), (1, 1)], metric="alternating",
        factors=[((1, 1), 3)], want=4)
    return cases


# ---- areas ---------------------------------------------------------------------------------------

def in_area(area, p):
    x, y = F(p[0]) - F(area["origin"][0]), F(p[1]) - F(area["origin"][1])
    slack = F(1, 10**9)
    if area["shape"] == "circle":
        return x * x + y * y <= (F(area["radius"]) + slack) ** 2
    dx, dy = area["direction"]
    length = F(math.isqrt(dx * dx + dy * dy))
    assert length * length == dx * dx + dy * dy, "directions here have a whole length"
    along, across = (x * dx + y * dy) / length, abs(x * dy - y * dx) / length
    half = along / 2 if area["shape"] == "cone" else F(area["width"]) / 2
    return -slack <= along <= F(area["length"]) + slack and across <= half + slack


def area_cases():
    areas = [{"shape": "circle", "origin": o, "radius": r}
             for o in [(10, 10), (10.5, 10.5), (10.25, 9.75)] for r in (1, 2, 4, 3.5)]
    for d in [(1, 0), (0, 1), (-1, 0), (0, -1), (3, 4), (-4, 3), (5, -12), (-8, -15)]:
        for o in [(10, 10), (10.5, 10.5), (10, 10.5)]:
            areas.append({"shape": "cone", "origin": o, "direction": d, "length": 3})
            areas.append({"shape": "cone", "origin": o, "direction": d, "length": 6})
            areas.append({"shape": "rectangle", "origin": o, "direction": d, "length": 6, "width": 1})
            areas.append({"shape": "rectangle", "origin": o, "direction": d, "length": 3, "width": 3})
    cases = []
    for i, area in enumerate(areas):
        for grid in [SQUARE] + ([HEXES[i % 4]] if i % 2 == 0 else []):
            cells = [c for c in hex_block(10, 11, 8) if in_area(area, middle(grid, c))]
            cases.append({"op": "cells", "grid": grid, "area": area, "want": cells})
    return cases


# ---- walls ---------------------------------------------------------------------------------------

def square_to_segment(p, a, b):
    ex, ey, x, y = b[0] - a[0], b[1] - a[1], p[0] - a[0], p[1] - a[1]
    long = ex * ex + ey * ey
    t = min(F(1), max(F(0), (x * ex + y * ey) / long)) if long else F(0)
    return (x - t * ex) ** 2 + (y - t * ey) ** 2


def side(a, b, p):
    turn = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
    return (turn > 0) - (turn < 0)


def stops(wall, passage, p, q):
    if passage not in wall["stops"]:
        return False
    p, q = [tuple(map(F, x)) for x in (p, q)]
    line = [tuple(map(F, x)) for x in wall["line"]]
    for a, b in zip(line, line[1:]):
        hand = {1: "right", -1: "left", 0: "neither"}[side(a, b, p)]
        if wall["from"] != "both" and wall["from"] != hand:
            continue
        if square_to_segment(p, a, b) <= TOUCH**2:
            continue
        if square_to_segment(q, a, b) <= TOUCH**2:
            if passage == "movement":
                return True
            continue
        cross = side(a, b, p) * side(a, b, q) < 0 and side(p, q, a) * side(p, q, b) < 0
        if cross or min(square_to_segment(a, p, q), square_to_segment(b, p, q)) <= TOUCH**2:
            return True
    return False


def blocked(walls, passage, p, q):
    return any(stops(wall, passage, p, q) for wall in walls)


ALL = ["sight", "light", "movement"]


def wall(name, *line, stops=ALL, side="both"):
    return {"key": name, "line": line, "stops": stops, "from": side}


ROOMS = [
    wall("west", (2, 2), (2, 10)),
    wall("north", (2, 2), (14, 2)),
    wall("east", (14, 2), (14, 10)),
    wall("south", (2, 10), (5, 10)), wall("south2", (6, 10), (14, 10)),
    wall("door", (5, 10), (6, 10)),
    wall("inner", (8, 2), (8, 5)), wall("inner2", (8, 6.5), (8, 10)),
    wall("window", (8, 5), (8, 6.5), stops=["movement"]),
    wall("curtain", (11, 5), (11, 8), stops=["sight"]),
    wall("pillar", (4, 6), (4.5, 6), (4.5, 6.5), (4, 6.5), (4, 6)),
    wall("ledge", (0, 12), (16, 12), stops=["sight", "movement"], side="left"),
    wall("hedge", (3, 14), (9, 17), (12, 13), stops=["sight", "light"]),
]


def wall_cases():
    cases = []

    def add(why, walls, p, q, passages=ALL):
        for passage in passages:
            cases.append({"op": "blocked", "why": why, "walls": walls, "passage": passage, "from": p,
                          "to": q, "want": blocked(walls, passage, p, q)})

    joint = [wall("a", (0, 0), (4, 0)), wall("b", (4, 0), (4, 4))]
    add("through the joint of two walls", joint, (3, 1), (5, -1))
    add("through the joint along the bisector", joint, (2, 2), (6, -2))
    add("past the outside of the joint", joint, (3, -1), (5, 1))
    add("just clear of the joint", joint, (3.01, -1), (5.01, 1))
    add("within the tolerance of the joint", joint, (3.0005, -1), (5.0005, 1))
    near = [wall("a", (0, 0), (4, 0)), wall("b", (4.001, 0), (8, 0))]
    add("a gap of a thousandth is closed", near, (4.0005, -2), (4.0005, 2))
    wide = [wall("a", (0, 0), (4, 0)), wall("b", (4.01, 0), (8, 0))]
    add("a gap of a hundredth is open", wide, (4.005, -2), (4.005, 2))
    one = [wall("a", (0, 0), (4, 0))]
    add("across", one, (2, -1), (2, 1))
    add("past the free end", one, (4.5, -1), (4.5, 1))
    add("touching the free end", one, (4, -1), (4, 1))
    add("along the wall, past it", one, (-1, 0), (5, 0))
    add("along the wall, standing on it", one, (1, 0), (3, 0))
    add("along the wall, off its end", one, (3, 0), (5, 0))
    add("onto the wall", one, (2, -1), (2, 0))
    add("off the wall", one, (2, 0), (2, 1))
    add("onto its end", one, (4, -2), (4, 0))
    add("parallel, well beside it", one, (0, 0.01), (4, 0.01))
    add("parallel, within the tolerance", one, (-1, 0.0005), (5, 0.0005))
    add("not going anywhere", one, (2, 1), (2, 1))
    add("not going anywhere, on the wall", one, (2, 0), (2, 0))
    add("short of the wall", one, (2, -3), (2, -0.002))
    add("short of the wall by less than the tolerance", one, (2, -3), (2, -0.0005))
    corner_on = joint
    add("standing on the joint of both", corner_on, (4, 0), (6, -2))
    add("standing on one, behind the other", corner_on, (2, 0), (6, 1))
    tee = [wall("a", (0, 0), (8, 0)), wall("b", (4, 0), (4, 5))]
    add("into the T", tee, (3, 2), (5, -2))
    add("through the stem", tee, (3, 2), (5, 2))
    left = [wall("a", (0, 0), (4, 0), side="left")]
    add("one-sided, from the left hand", left, (2, -1), (2, 1))
    add("one-sided, from the right hand", left, (2, 1), (2, -1))
    right = [wall("a", (0, 0), (4, 0), side="right")]
    add("one-sided, from the left hand", right, (2, -1), (2, 1))
    add("one-sided, from the right hand", right, (2, 1), (2, -1))
    far = [wall("a", (-99999, -99999), (99999, 99999))]
    add("a wall as long as can be", far, (10, 0), (0, 10))
    add("beside a wall as long as can be", far, (10, 0), (30, 20))
    for i in range(360):
        p = (random.randint(0, 64) / 4, random.randint(0, 72) / 4)
        q = (random.randint(0, 64) / 4, random.randint(0, 72) / 4) if i % 3 == 0 else \
            (p[0] + random.randint(-12, 12) / 4, p[1] + random.randint(-12, 12) / 4)
        passage = random.choice(ALL)
        cases.append({"op": "blocked", "why": "rooms", "walls": "rooms", "passage": passage, "from": p,
                      "to": q, "want": blocked(ROOMS, passage, p, q)})
    return cases


# ---- sight ---------------------------------------------------------------------------------------

LEVELS = ["dark", "dim", "bright"]


def square(p, q):
    return (F(p[0]) - F(q[0])) ** 2 + (F(p[1]) - F(q[1])) ** 2


def illumination(scene, p):
    best = LEVELS.index(scene["ambient"])
    for lamp in scene["lamps"]:
        level = 2 if square(lamp["at"], p) <= F(lamp["bright"]) ** 2 else \
            1 if square(lamp["at"], p) <= F(lamp["dim"]) ** 2 else 0
        if not (lamp["shadows"] and blocked(scene["walls"], "light", lamp["at"], p)):
            best = max(best, level)
    return best


def perceived(scene, eye, p):
    away = square(eye["at"], p)
    if eye["range"] == 0 or away > F(eye["range"]) ** 2 or blocked(scene["walls"], "sight", eye["at"], p):
        return 0
    level = illumination(scene, p)
    return min(2, level + 1) if eye["darkvision"] > 0 and away <= F(eye["darkvision"]) ** 2 else level


def spots(walls, space):
    (x, y), w, h = [(F(space[0][0]), F(space[0][1])), F(space[1]), F(space[2])]
    tenth = F(9, 20)
    out = [(x, y)] + [(x + sx * w * tenth, y + sy * h * tenth)
                      for sx, sy in [(-1, -1), (1, -1), (1, 1), (-1, 1)]]
    n, m = [max(1, min(5, math.floor(s + F(1, 2)))) for s in (w, h)]
    for row in range(m):
        for column in range(n):
            at = (x + (F(2 * column + 1, 2 * n) - F(1, 2)) * w, y + (F(2 * row + 1, 2 * m) - F(1, 2)) * h)
            if at != (x, y):
                out.append(at)
    return [p for p in out if not blocked(walls, "sight", (x, y), p)]


def sight_cases():
    night = {"walls": ROOMS, "ambient": "dark", "lamps": [
        {"at": (5, 4), "bright": 3, "dim": 6, "shadows": True},
        {"at": (12.5, 3.5), "bright": 1, "dim": 2, "shadows": True},
        {"at": (8, 15), "bright": 0, "dim": 2, "shadows": False},
        {"at": (14, 6), "bright": 1, "dim": 3, "shadows": True}]}
    dusk = {**night, "ambient": "dim"}
    day = {"walls": ROOMS, "ambient": "bright", "lamps": []}
    scenes = {"night": night, "dusk": dusk, "day": day}
    far = 1000000
    eyes = [{"at": (3, 3), "range": far, "darkvision": 0}, {"at": (6.5, 8.5), "range": far, "darkvision": 4},
            {"at": (12.5, 9), "range": 5, "darkvision": 12}, {"at": (5.5, 13), "range": far, "darkvision": 8},
            {"at": (7, 7), "range": 0, "darkvision": 9}]
    cases = []
    for name, scene in scenes.items():
        for _ in range(40):
            p = (random.randint(0, 64) / 4 + 0.125, random.randint(0, 72) / 4 + 0.125)
            cases.append({"op": "illumination", "scene": name, "point": p,
                          "want": LEVELS[illumination(scene, p)]})
            eye = random.choice(eyes)
            cases.append({"op": "perceived", "scene": name, "eye": eye, "point": p,
                          "want": LEVELS[perceived(scene, eye, p)]})
        for _ in range(40):
            size = random.choice([0.5, 1, 1, 2, 3])
            space = ((random.randint(2, 28) / 2, random.randint(2, 32) / 2), size, size)
            who = random.sample(eyes, random.randint(1, 3))
            seen = any(perceived(scene, eye, p) for eye in who for p in spots(ROOMS, space))
            cases.append({"op": "sees", "scene": name, "eyes": who, "space": space, "want": seen})
    for space in [((3.5, 3.5), 1, 1), ((8.3, 4), 1, 1), ((8, 8), 2, 2), ((5, 10.25), 3, 1), ((10, 6), 6, 8),
                  ((4.25, 6.25), 0.5, 0.5)]:
        cases.append({"op": "spots", "walls": "rooms", "space": space,
                      "want": [(float(x), float(y)) for x, y in spots(ROOMS, space)]})
    return scenes, cases


# ---- views ---------------------------------------------------------------------------------------

def clear_of_edges(walls, eye, p):
    """Whether the answer would be the same a hundredth of a cell to any side."""
    ring = [(F(p[0]) + F(dx, 100), F(p[1]) + F(dy, 100)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return len({blocked(walls, "sight", eye, q) for q in ring}) == 1


def view_cases():
    cases = []
    for eye, radius in [((3, 3), 30), ((6.5, 8.5), 12), ((9.5, 6), 6), ((12.5, 9), 30), ((5.5, 13), 9),
                        ((1, 1), 30), ((8, 3), 30), ((4.25, 6.25), 5), ((6, 16), 20)]:
        inside, outside = [], []
        while len(inside) < 12 or len(outside) < 12:
            p = (random.randint(-16, 160) / 8 + 1 / 16, random.randint(-16, 180) / 8 + 1 / 16)
            away = square(eye, p)
            if abs(float(away) - radius * radius) < 0.5 or not clear_of_edges(ROOMS, eye, p):
                continue
            seen = away <= radius * radius and not blocked(ROOMS, "sight", eye, p)
            (inside if seen else outside).append(p)
            if len(inside) + len(outside) > 4000:
                break
        cases.append({"op": "view", "walls": "rooms", "eye": eye, "radius": radius,
                      "inside": inside[:12], "outside": outside[:12]})
    box = [wall("box", (0, 0), (6, 0), (6, 4), (0, 4), (0, 0))]
    cases.append({"op": "corners", "why": "a closed room", "walls": box, "eye": (2, 2), "radius": 50,
                  "want": [(0, 0), (6, 0), (6, 4), (0, 4)], "area": 24})
    post = box + [wall("post", (3, 1), (3, 3))]
    cases.append({"op": "corners", "why": "a room with a screen across it", "walls": post, "eye": (2, 2),
                  "radius": 50, "want": [(0, 0), (4, 0), (3, 1), (3, 3), (4, 4), (0, 4)], "area": 13})
    cross = box + [wall("slash", (3, 0), (5, 4)), wall("backslash", (5, 0), (3, 4))]
    # Seen from (2, 2): the front half of the X, which crosses at (4, 2).
    cases.append({"op": "corners", "why": "walls that cross", "walls": cross, "eye": (2, 2), "radius": 50,
                  "want": [(0, 0), (3, 0), (4, 2), (3, 4), (0, 4)], "area": 14})
    return cases


def write(name, about, cases, **more):
    parts = [f'  "about": {json.dumps(about)}']
    for key, values in [*more.items(), ("cases", cases)]:
        pairs = values.items() if isinstance(values, dict) else ((None, value) for value in values)
        lines = ",\n".join("    " + (f'"{k}": ' if k else "") + json.dumps(v) for k, v in pairs)
        parts.append(f'  "{key}": ' + ("{\n%s\n  }" if isinstance(values, dict) else "[\n%s\n  ]") % lines)
    (OUT / name).write_text("{\n" + ",\n".join(parts) + "\n}\n")
    print(name, len(cases))


OUT.mkdir(parents=True, exist_ok=True)
write("grid.json", "Cells, distances, snapping, paths.", grid_cases())
write("area.json", "The cells of areas of effect.", area_cases())
write("walls.json", "What walls stop.", wall_cases(), rooms=ROOMS)
scenes, cases = sight_cases()
write("sight.json", "Light, and who sees what.", cases, rooms=ROOMS,
      scenes={k: {**v, "walls": "rooms"} for k, v in scenes.items()})
write("view.json", "Visibility polygons.", view_cases(), rooms=ROOMS)
