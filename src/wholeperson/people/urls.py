from django.urls import path

from wholeperson.people.views import alliances, children, everything, joining, own_door, passkeys, running, signing_in, way_back

app_name = "people"
COMING_IN = [
    path("join/", joining.what_to_know, name="join"),
    path("join/children/", children.children, name="children"),
    path("join/codes/", joining.codes, name="join-codes"),
    path("join/name/", joining.join, name="join-name"),
    path("repeat/", signing_in.repeat, name="repeat"),
    path("repeat/card/", signing_in.repeat, {"way": "card"}, name="repeat-card"),
    path("repeat/code/", signing_in.repeat, {"way": "code"}, name="repeat-code"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/card/", signing_in.sign_in, {"way": "card"}, name="sign-in-card"),
    path("sign-in/code/", signing_in.sign_in, {"way": "code"}, name="sign-in-code"),
    path("sign-in/new-words/", signing_in.new_words, name="sign-in-new-words"),
    path("sign-in/passkey/begin/", passkeys.sign_in_begin, name="sign-in-passkey-begin"),
    path("sign-in/passkey/finish/", passkeys.sign_in_finish, name="sign-in-passkey-finish"),
    path("sign-in/way-back/", way_back.ask, name="way-back"),
    path("sign-in/way-back/in/", way_back.claim, name="way-back-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("signed-out/", signing_in.signed_out, name="signed-out"),
    path("stop/<str:token>/", way_back.stop, name="stop"),
    path("stopped/", way_back.stopped, name="stopped"),
]
OWN_DOOR = [
    path("me/door/", own_door.door, name="door"),
    path("me/door/cards/", own_door.cards, name="door-cards"),
    path("me/door/cards/<uuid:card_id>/end/", own_door.end_card, name="door-card-end"),
    path("me/door/cards/paper/", own_door.card_paper, name="door-card-paper"),
    path("me/door/codes/", own_door.codes, name="door-codes"),
    path("me/door/elsewhere/", own_door.sign_out_elsewhere, name="door-elsewhere"),
    path("me/door/name/", own_door.name, name="door-name"),
    path("me/door/passkeys/", passkeys.page, name="door-passkeys"),
    path("me/door/passkeys/<uuid:passkey_id>/end/", passkeys.end, name="door-passkey-end"),
    path("me/door/passkeys/begin/", passkeys.begin, name="door-passkey-begin"),
    path("me/door/passkeys/finish/", passkeys.finish, name="door-passkey-finish"),
    path("me/door/phrase/", own_door.phrase, name="door-phrase"),
    path("me/door/showing/", own_door.showing, name="door-showing"),
    path("me/door/way-back/", way_back.own, name="door-way-back"),
    path("me/door/way-back/off/", way_back.off, name="door-way-back-off"),
    path("me/door/way-back/stop/", way_back.stop_mine, name="door-way-back-stop"),
    path("my-people/help-back/", way_back.help_back, name="help-back"),
]
BELONGING = [
    path("alliances/", alliances.listing, name="alliances"),
    path("alliances/<slug:address>/", alliances.one, name="alliance"),
    path("alliances/<slug:address>/run/", running.overview, name="run"),
    path("alliances/<slug:address>/run/children/", running.sentences, name="run-children"),
    path("alliances/<slug:address>/run/invite/", running.invite, name="run-invite"),
    path("alliances/<slug:address>/run/organisation/", running.organisation, name="run-organisation"),
    path("alliances/<slug:address>/run/team/", running.team, name="run-team"),
    path("forgotten/", everything.forgotten, name="forgotten"),
    path("me/age/", alliances.age, name="age"),
    path("me/alliances/", alliances.mine, name="my-alliances"),
    path("me/alliances/belong/", alliances.belong, name="belong"),
    path("me/alliances/leave/", alliances.leave, name="leave-role"),
    path("me/alliances/role/", alliances.take_up, name="take-up-role"),
    path("me/everything/", everything.everything, name="everything"),
    path("me/everything/take/<slug:form>/", everything.take, name="take"),
    path("me/forget/", everything.forget, name="forget"),
]
urlpatterns = [*COMING_IN, *OWN_DOOR, *BELONGING]
