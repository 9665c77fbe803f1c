"""Addresses of the network map. They are fixed shapes: other places and printed paper hold them."""

from django.urls import URLPattern, path

from wholeperson.directory.views import asked, asking, front_desk, paper

app_name = "directory"
urlpatterns: list[URLPattern] = [
    path("my-work/asked/", asked.asked, name="asked"),
    path("my-work/asked/<uuid:asked_id>/<slug:deed>/", asked.settle, name="asked-settle"),
    path("my-work/desks/", asked.desks, name="desks"),
    path("my-work/desks/<uuid:desk_id>/end/", asked.end, name="desk-end"),
    path("my-work/desks/<uuid:desk_id>/renew/", asked.renew, name="desk-renew"),
    path("network/<uuid:resource_id>/slip.pdf", front_desk.slip, name="slip"),
    path("network/<uuid:resource_id>/times.ics", paper.times, name="times"),
    path("network/booklet.pdf", paper.booklet, name="booklet"),
    path("network/card.pdf", paper.card, name="card"),
    path("network/front-desk/", front_desk.desks, name="front-desks"),
    path("network/front-desk/asked/", asking.asked, name="front-desk-asked"),
    path("network/front-desk/<slug:desk>/", front_desk.desk, name="front-desk"),
    path("network/front-desk/<slug:desk>/ask/", asking.ask, name="front-desk-ask"),
    path("network/front-desk/<slug:desk>/sheet.pdf", front_desk.sheet, name="front-desk-sheet"),
    path("network/kept/", paper.kept, name="kept"),
    path("network/list.csv", paper.list_csv, name="list-csv"),
    path("network/list.xlsx", paper.list_xlsx, name="list-xlsx"),
    path("network/paper/", paper.paper, name="paper"),
    path("network/poster.pdf", paper.poster, name="poster"),
    path("network/week.ics", paper.week, name="week"),
]
