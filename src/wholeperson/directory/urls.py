"""Addresses of the network map. They are fixed shapes: other places and printed paper hold them."""

from django.urls import URLPattern, path

from wholeperson.directory.views import new_source, sources

app_name = "directory"
urlpatterns: list[URLPattern] = [
    path("my-work/sources/", sources.listing, name="sources"),
    path("my-work/sources/new/", new_source.new, name="source-new"),
    path("my-work/sources/alike/", sources.alike, name="sources-alike"),
    path("my-work/sources/<uuid:source>/", sources.one, name="source"),
]
