"""Run every benchmark in turn: ``python -m bench [NAME...]``; without names, all."""

import importlib
import pkgutil
import sys

import bench


def main(names: list[str]) -> None:
    """Run the benchmarks ``names`` ("pdf", "coverage", ...), or all of them."""
    modules = [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name.startswith("bench_")]
    for module in modules:
        if not names or module.removeprefix("bench_") in names:
            print(f"== {module.removeprefix('bench_')}", flush=True)
            importlib.import_module(f"bench.{module}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
