from django.urls import include, path

urlpatterns = [
    path("", include("wholeperson.people.urls")),
    path("", include("wholeperson.messages.urls")),
    path("", include("wholeperson.consent.urls")),
    path("", include("wholeperson.journeys.urls")),
    path("", include("wholeperson.directory.urls")),
    path("maps/", include("wholeperson.mapping.urls")),
    path("", include("wholeperson.home.urls")),
]
