from django.urls import path

from wholeperson.people.views import alliances, children, everything, running

app_name = "people"
urlpatterns = [
    path("alliances/", alliances.listing, name="alliances"),
    path("alliances/<slug:address>/", alliances.one, name="alliance"),
    path("alliances/<slug:address>/run/", running.overview, name="run"),
    path("alliances/<slug:address>/run/organisation/", running.organisation, name="run-organisation"),
    path("alliances/<slug:address>/run/team/", running.team, name="run-team"),
    path("alliances/<slug:address>/run/invite/", running.invite, name="run-invite"),
    path("alliances/<slug:address>/run/children/", running.sentences, name="run-children"),
    path("me/alliances/", alliances.mine, name="my-alliances"),
    path("me/alliances/belong/", alliances.belong, name="belong"),
    path("me/alliances/role/", alliances.take_up, name="take-up-role"),
    path("me/alliances/leave/", alliances.leave, name="leave-role"),
    path("me/age/", alliances.age, name="age"),
    path("join/children/", children.children, name="children"),
    path("me/everything/", everything.everything, name="everything"),
    path("me/everything/take/<slug:form>/", everything.take, name="take"),
    path("me/forget/", everything.forget, name="forget"),
    path("forgotten/", everything.forgotten, name="forgotten"),
]
