from django.urls import path

from wholeperson.people.views import joining, signing_in

app_name = "people"
urlpatterns = [
    path("join/", joining.what_to_know, name="join"),
    path("join/codes/", joining.codes, name="join-codes"),
    path("join/name/", joining.join, name="join-name"),
    path("repeat/", signing_in.repeat, name="repeat"),
    path("repeat/card/", signing_in.repeat, {"way": "card"}, name="repeat-card"),
    path("repeat/code/", signing_in.repeat, {"way": "code"}, name="repeat-code"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/card/", signing_in.sign_in, {"way": "card"}, name="sign-in-card"),
    path("sign-in/code/", signing_in.sign_in, {"way": "code"}, name="sign-in-code"),
    path("sign-in/new-words/", signing_in.new_words, name="sign-in-new-words"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("signed-out/", signing_in.signed_out, name="signed-out"),
]
