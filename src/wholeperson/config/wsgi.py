"""What the server loads. It answers only once everything is read and the compiled kernels are warm."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from wholeperson.config import prepare
from wholesystem import dynamics


def _draw_the_maps() -> None:
    from wholeperson.mapping import public as mapping  # noqa: PLC0415  # models exist only once apps are ready

    mapping.warm()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholeperson.config.settings")
held = prepare.in_use(Path(settings.DATA))  # while any worker lives, no backup is put back under it
application = get_wsgi_application()
# Reading the addresses now lets a mistake stop the start; otherwise the first visitor would find it.
get_resolver().url_patterns  # noqa: B018  # read for what reading it does
dynamics.warm()
_draw_the_maps()
