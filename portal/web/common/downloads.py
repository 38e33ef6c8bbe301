"""Files that leave the portal: uploads and issued documents, shown in the page or saved.

Owns names and headers of such answers. Refuses to show in the page anything but PDF and plain
pictures: everything else is handed over as a file to save.
"""

from typing import Final

from flask import request, send_file
from flask.typing import ResponseReturnValue

from portal.services.files import OpenFile

PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
SHOWN: Final = PICTURES | {"application/pdf"}


def send(file: OpenFile) -> ResponseReturnValue:
    """The file, to be shown where that is safe unless `?save=1` asks to keep it."""
    save = file.mime not in SHOWN or request.args.get("save") == "1"
    response = send_file(
        file.stream, mimetype=file.mime, as_attachment=save, download_name=file.name, etag=file.sha256, max_age=0
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)
