"""Addresses of the network map. They are fixed shapes: other places and printed paper hold them."""

from django.urls import path

from wholeperson.directory.views import gaps

app_name = "directory"
GAP = "network/gaps/<slug:place>/<slug:need>/<slug:area>/<slug:when>/<slug:group>/"
urlpatterns = [
    path("network/gaps/", gaps.gaps, name="gaps"),
    path("network/gaps/<slug:place>/gaps.csv", gaps.all_gaps, name="all-gaps"),
    path(GAP, gaps.gap, name="gap"),
    path(f"{GAP}gap.json", gaps.gap_file, name="gap-file"),
]
