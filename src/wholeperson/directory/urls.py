"""Addresses of the network map. They are fixed shapes: other places and printed paper hold them."""

from django.urls import path

from wholeperson.directory.http_api import feed
from wholeperson.directory.views import (
    charter,
    checks,
    corrections,
    finding,
    gaps,
    keeping,
    looking,
    offers,
    options,
    resource,
    reviews,
    sounds,
    where,
    who,
)

app_name = "directory"


GAP = "network/gaps/<slug:place>/<slug:need>/<slug:area>/<slug:when>/<slug:group>/"


urlpatterns = [
    path("network/gaps/", gaps.gaps, name="gaps"),
    path("network/gaps/<slug:place>/gaps.csv", gaps.all_gaps, name="all-gaps"),
    path(GAP, gaps.gap, name="gap"),
    path(f"{GAP}gap.json", gaps.gap_file, name="gap-file"),
    path("me/offer/", offers.mine, name="offer"),
    path("me/offer/seen/", offers.seen, name="offer-seen"),
    path("me/said/", reviews.mine, name="said-mine"),
    path("my-work/people/", looking.people, name="people-worried"),
    path("my-work/said/", looking.waiting, name="said-waiting"),
    path("my-work/said/<uuid:review_id>/", looking.one, name="said-look"),
    path("my-work/said/danger/", looking.danger, name="said-danger"),
    path("network/<uuid:resource_id>/picture/", sounds.content, {"what": "picture"}, name="picture"),
    path("network/<uuid:resource_id>/picture/change/", sounds.change, {"what": "picture"}, name="picture-change"),
    path("network/<uuid:resource_id>/said/", reviews.said, name="said"),
    path("network/<uuid:resource_id>/said/<uuid:review_id>/answer/", reviews.answer, name="said-answer"),
    path("network/<uuid:resource_id>/said/write/", reviews.write, name="said-write"),
    path("network/<uuid:resource_id>/voice/", sounds.content, {"what": "voice"}, name="voice"),
    path("network/<uuid:resource_id>/voice/change/", sounds.change, {"what": "voice"}, name="voice-change"),
    path("network/people/", offers.people, name="people"),
    path("network/people/<uuid:offer_id>/uneasy/", offers.uneasy, name="people-uneasy"),
    path("network/people/told/", offers.told, name="people-told"),
    path("open-referral", feed.about),
    path("open-referral/", feed.about, name="open-referral"),
    path("open-referral/openapi.json", feed.openapi),
    path("open-referral/<str:listed>", feed.listing),
    path("open-referral/<str:listed>/", feed.listing),
    path("open-referral/<str:listed>/<str:key>", feed.single),
    path("open-referral/<str:listed>/<str:key>/", feed.single),
    path("open-referral/<path:rest>", feed.nothing),
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
    path("network/", finding.network, name="network"),
    path("network/<uuid:resource_id>/", resource.resource, name="resource"),
    path("network/options/", options.options, name="options"),
    path("network/where/", where.where, name="where"),
    path("network/who/", who.who, name="who"),
]
