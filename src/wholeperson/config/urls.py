from django.urls import include, path

urlpatterns = [
    path("maps/", include("wholeperson.mapping.urls")),
    path("", include("wholeperson.home.urls")),
]
