"""Addresses of the network map. They are fixed shapes: other places and printed paper hold them."""

from django.urls import path

from wholeperson.directory.views import charter, checks, corrections, keeping

app_name = "directory"
KEPT_TRUE = [
    path("my-work/network/", checks.work, name="work"),
    path("my-work/network/charter/", charter.write, name="charter-write"),
    path("my-work/network/corrections/", corrections.corrections, name="corrections"),
    path("my-work/network/signing/", charter.signing, name="signing"),
    path("network/<uuid:resource>/change/", keeping.overview, name="change"),
    path("network/<uuid:resource>/change/organization/", keeping.who_runs_it, name="change-organization"),
    path("network/<uuid:resource>/change/<slug:part>/", keeping.part, name="change-part"),
    path("network/<uuid:resource>/check/", checks.look, name="check"),
    path("network/<uuid:resource>/wrong/", corrections.wrong, name="wrong"),
    path("network/<uuid:resource>/wrong/thanks/", corrections.thanks, name="wrong-thanks"),
    path("network/add/", keeping.add, name="add"),
    path("network/charter/<slug:address>/", charter.charter, name="charter"),
]
urlpatterns = [*KEPT_TRUE]
