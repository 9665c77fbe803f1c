from django.urls import path

from wholeperson.journeys.views import about, helping, voice

app_name = "journeys"
urlpatterns = [
    path("me/about/", about.about, name="about"),
    path("me/about/voice/<uuid:voice_id>/", voice.voice, name="voice"),
    path("me/about/for/<uuid:share_id>/", helping.write_for, name="for"),
    path("me/about/<slug:key>/", about.heading, name="heading"),
    path("me/about/<slug:key>/<uuid:said_id>/<slug:deed>/", about.said_deed, name="said-deed"),
    path("me/about/<slug:key>/<slug:deed>/", about.heading_deed, name="heading-deed"),
]
