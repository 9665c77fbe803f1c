"""Addresses of the network map. They are fixed shapes: other places and printed paper hold them."""

from django.urls import URLPattern, path

from wholeperson.directory.http_api import feed

app_name = "directory"
urlpatterns: list[URLPattern] = [
    # The open standard's own addresses have no slash at the end; some readers add one, and are not led around.
    path("open-referral", feed.about),
    path("open-referral/", feed.about, name="open-referral"),
    path("open-referral/openapi.json", feed.openapi),
    path("open-referral/<str:listed>", feed.listing),
    path("open-referral/<str:listed>/", feed.listing),
    path("open-referral/<str:listed>/<str:key>", feed.single),
    path("open-referral/<str:listed>/<str:key>/", feed.single),
    path("open-referral/<path:rest>", feed.nothing),
]
