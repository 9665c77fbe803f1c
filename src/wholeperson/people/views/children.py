from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.people.presenters.children import children_page


@require_safe
def children(request: HttpRequest) -> HttpResponse:
    page = children_page(request.GET.get("place", ""))
    if page is None:
        raise Http404
    return render(request, "people/children.html", {"page": page})
