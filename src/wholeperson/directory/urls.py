"""Addresses of the network map. They are fixed shapes: other places and printed paper hold them."""

from django.urls import URLPattern

app_name = "directory"
urlpatterns: list[URLPattern] = []
