from django.urls import path

from wholeperson.consent.views import circle, looked, show, shown, work

app_name = "consent"
urlpatterns = [
    path("my-people/circle/", circle.circle, name="circle"),
    path("my-people/circle/<uuid:tie>/", circle.friend, name="friend"),
    path("my-people/accept/", circle.accept, name="accept"),
    path("my-people/show/", show.choose, name="choose"),
    path("my-people/show/preview/", show.preview, name="preview"),
    path("my-people/shares/", show.shares, name="shares"),
    path("my-people/shares/<uuid:share>/", show.one, name="share"),
    path("my-people/asks/<uuid:ask>/", show.answer_ask, name="answer-ask"),
    path("my-people/shown/", shown.listing, name="shown"),
    path("my-people/shown/<uuid:share>/", shown.one, name="shown-one"),
    path("my-people/ask/<uuid:through>/", shown.ask, name="ask"),
    path("my-work/", work.work, name="work"),
    path("my-work/emergency/", work.emergencies, name="emergencies"),
    path("my-work/emergency/<uuid:share>/", work.emergency, name="emergency"),
    path("my-work/opened/<uuid:opening>/<slug:part>/", work.opened, name="opened"),
    path("my-work/reviews/", work.reviews, name="reviews"),
    path("my-work/questions/", work.questions, name="questions"),
    path("who-looked/", looked.who_looked, name="who-looked"),
    path("who-looked/<uuid:ref>/", looked.ask, name="ask-about"),
]
