from django.urls import path

from wholeperson.messages.views import reaching, reading

app_name = "messages"
urlpatterns = [
    path("messages/", reading.inbox, name="inbox"),
    path("messages/<uuid:message_id>/open/", reading.open_message, name="open"),
    path("me/reaching/", reaching.reaching, name="reaching"),
    path("me/reaching/change/", reaching.change, name="change"),
    path("me/reaching/receipts/", reaching.receipts, name="receipts"),
    path("me/reaching/test-word/", reaching.test_word, name="test-word"),
]
