"""What the server loads. It answers only once everything is read and the compiled kernels are warm."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from wholesystem import dynamics

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholeperson.config.settings")
application = get_wsgi_application()
# Reading the addresses now lets a mistake stop the start; otherwise the first visitor would find it.
get_resolver().url_patterns  # noqa: B018
dynamics.warm()
