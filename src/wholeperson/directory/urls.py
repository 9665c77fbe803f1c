"""Addresses of the network map. They are fixed shapes: other places and printed paper hold them."""

from django.urls import path

from wholeperson.directory.views import finding, options, resource, where, who

app_name = "directory"
urlpatterns = [
    path("network/", finding.network, name="network"),
    path("network/<uuid:resource_id>/", resource.resource, name="resource"),
    path("network/options/", options.options, name="options"),
    path("network/where/", where.where, name="where"),
    path("network/who/", who.who, name="who"),
]
