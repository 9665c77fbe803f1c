from django.urls import path

from wholeperson.mapping.views import files, maps, patterns, questions

app_name = "mapping"

urlpatterns = [
    path("", maps.index, name="index"),
    path("compare/", patterns.compare, name="compare"),
    path("open/", files.open_file, name="open"),
    path("<slug:address>/", maps.page, name="page"),
    path("<slug:address>/list/", maps.listing, name="list"),
    path("<slug:address>/reading/", maps.reading, name="reading"),
    path("<slug:address>/what-if/", maps.what_if, name="what-if"),
    path("<slug:address>/matters/", questions.matters, name="matters"),
    path("<slug:address>/tipping/", questions.tipping, name="tipping"),
    path("<slug:address>/walk/", patterns.walk, name="walk"),
    path("<slug:address>/drives/", patterns.drives, name="drives"),
    path("<slug:address>/patterns/", patterns.patterns, name="patterns"),
    path("<slug:address>/save/", files.forms, name="forms"),
    path("<slug:address>/save/<slug:form>/", files.save, name="save"),
]
