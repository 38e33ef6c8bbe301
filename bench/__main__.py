"""`make bench`: every measurement in one run, printed as a table and kept in var/bench/."""

import argparse
import importlib
import json
import pkgutil
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

import bench
from bench import Ratio
from scripts.setup import VAR

NOT_MEASURED: Final = frozenset({"__main__", "county"})


def parts() -> list[str]:
    """The modules of this package that measure something."""
    return [name for _, name, _ in pkgutil.iter_modules(bench.__path__) if name not in NOT_MEASURED]


def line(ratio: Ratio) -> str:
    mark = "ok  " if ratio.passed else "MISS"
    return (
        f"{mark}  {ratio.quotient:8.2f}  target {ratio.target:6.2f}   "
        f"{ratio.ours:10.3f} / {ratio.floor:10.3f} {ratio.unit:<8} {ratio.name}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"only these: {', '.join(parts())}")
    chosen = parser.parse_args().parts or parts()
    ratios: list[Ratio] = []
    for name in chosen:
        print(f"· {name}", flush=True)
        found: list[Ratio] = importlib.import_module(f"bench.{name}").run()
        for ratio in found:
            print(line(ratio), flush=True)
        ratios += found
    keep(ratios)
    return 0


def keep(ratios: list[Ratio]) -> None:
    """One file a run, so that runs can be compared."""
    folder = VAR / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    record = {
        "at": now.isoformat(timespec="seconds"),
        "machine": f"{platform.machine()} {platform.python_implementation()} {platform.python_version()}",
        "ratios": [{**asdict(ratio), "quotient": ratio.quotient} for ratio in ratios],
    }
    path = folder / f"{now:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"kept in {path}")


if __name__ == "__main__":
    sys.exit(main())
