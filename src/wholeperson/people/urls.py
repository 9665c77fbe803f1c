from django.urls import URLPattern, path

from wholeperson.people.views import own_door, passkeys, way_back

app_name = "people"
WAYS: list[URLPattern] = [
    path("me/door/", own_door.door, name="door"),
    path("me/door/phrase/", own_door.phrase, name="door-phrase"),
    path("me/door/name/", own_door.name, name="door-name"),
    path("me/door/codes/", own_door.codes, name="door-codes"),
    path("me/door/cards/", own_door.cards, name="door-cards"),
    path("me/door/cards/paper/", own_door.card_paper, name="door-card-paper"),
    path("me/door/cards/<uuid:card_id>/end/", own_door.end_card, name="door-card-end"),
    path("me/door/elsewhere/", own_door.sign_out_elsewhere, name="door-elsewhere"),
    path("me/door/showing/", own_door.showing, name="door-showing"),
    path("me/door/passkeys/", passkeys.page, name="door-passkeys"),
    path("me/door/passkeys/begin/", passkeys.begin, name="door-passkey-begin"),
    path("me/door/passkeys/finish/", passkeys.finish, name="door-passkey-finish"),
    path("me/door/passkeys/<uuid:passkey_id>/end/", passkeys.end, name="door-passkey-end"),
    path("me/door/way-back/", way_back.own, name="door-way-back"),
    path("me/door/way-back/off/", way_back.off, name="door-way-back-off"),
    path("me/door/way-back/stop/", way_back.stop_mine, name="door-way-back-stop"),
    path("sign-in/passkey/begin/", passkeys.sign_in_begin, name="sign-in-passkey-begin"),
    path("sign-in/passkey/finish/", passkeys.sign_in_finish, name="sign-in-passkey-finish"),
    path("sign-in/way-back/", way_back.ask, name="way-back"),
    path("sign-in/way-back/in/", way_back.claim, name="way-back-in"),
    path("my-people/help-back/", way_back.help_back, name="help-back"),
    path("stop/<str:token>/", way_back.stop, name="stop"),
    path("stopped/", way_back.stopped, name="stopped"),
]
urlpatterns: list[URLPattern] = [*WAYS]
