from django.urls import path

from wholeperson.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("help-now/", views.help_now, name="help-now"),
    path("help-now/safer/", views.safer, name="safer"),
    path("help-now/kept/", views.help_kept, name="help-kept"),
    path("me/", views.me, name="me"),
    path("me/phone/", views.phone, name="phone"),
    path("young/", views.young, name="young"),
    path("sw.js", views.worker, name="worker"),
    path("my-people/", views.my_people, name="my-people"),
    path("my-place/", views.my_place, name="my-place"),
    path("bigger-picture/", views.bigger_picture, name="bigger-picture"),
    path("leaving/", views.leaving, name="leaving"),
    path("exit/", views.leave, name="exit"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
]
