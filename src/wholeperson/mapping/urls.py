from django.urls import path

from wholeperson.mapping.views import maps, questions

app_name = "mapping"

urlpatterns = [
    path("", maps.index, name="index"),
    path("<slug:address>/", maps.page, name="page"),
    path("<slug:address>/list/", maps.listing, name="list"),
    path("<slug:address>/reading/", maps.reading, name="reading"),
    path("<slug:address>/what-if/", maps.what_if, name="what-if"),
    path("<slug:address>/matters/", questions.matters, name="matters"),
    path("<slug:address>/tipping/", questions.tipping, name="tipping"),
    path("<slug:address>/save/<slug:form>/", maps.save, name="save"),
]
