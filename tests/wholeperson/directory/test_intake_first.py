import time, pytest
from tests.cast import alliance, TESTS
from tests.wholeperson.directory.feeding import Misbehaving, feed, service
from wholeperson.directory.actions.sources import keep_source
from wholeperson.directory.actions.taking_in import take_in
from wholeperson.directory.outside import Feed
from wholeperson.directory.models import Resource, TakenIn
pytestmark = pytest.mark.django_db

@pytest.mark.parametrize("n",[int(__import__("os").environ.get("N","250"))])
def test_speed(settings,n):
    settings.FEEDS_NEARBY=True
    with feed(Misbehaving([service(i) for i in range(n)])) as it:
        s=keep_source(by=TESTS,alliance_id=alliance().id,address=it.address,licence="OGL",attribution="x")
        for _ in range(2):
            t=time.perf_counter()
            a=take_in(by=TESTS,source_id=s.id,outside=Feed(it.address))
            print(time.perf_counter()-t,a.counts,a.whole,a.problems[:5])
        assert Resource.objects.count()==n
