from django.urls import path

from wholeperson.mapping import views

app_name = "mapping"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:address>/", views.page, name="page"),
    path("<slug:address>/list/", views.listing, name="list"),
    path("<slug:address>/reading/", views.reading, name="reading"),
    path("<slug:address>/what-if/", views.what_if, name="what-if"),
    path("<slug:address>/save/<slug:form>/", views.save, name="save"),
]
