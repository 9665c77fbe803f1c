"""Small maps that between them hold every kind of part."""

from wholesystem.maps import Claim, Facet, Interval, Link, SystemsMap, Variable


def a_map(variables, links=(), **more):
    """A map from ids and (id, source, target, polarity, more) tuples."""
    made = tuple(one if isinstance(one, Variable) else Variable(id=one, label=one.title()) for one in variables)
    return SystemsMap(id="small", title="Small", variables=made, links=tuple(links), **more)


def link(name, source, target, polarity="+", **more):
    return Link(id=name, source=source, target=target, polarity=polarity, **more)


def everything():
    """Every kind of variable, link, delay and sign in eight nodes, with loops among them."""
    return a_map(
        [
            Variable(id="level", label="Level", speed="weeks"),
            Variable(id="slow", label="Slow", speed="months", room=Interval(0.2, 0.4)),
            Variable(id="stock", label="Stock", kind="stock", speed="weeks"),
            Variable(id="first", label="First", kind="auxiliary"),
            Variable(id="second", label="Second", kind="auxiliary"),
            Variable(id="given", label="Given", kind="constant"),
            Variable(
                id="friends",
                label="Friends",
                speed=Interval(2, 9),
                facets=(Facet("pull", "A pull", harm=True), Facet("support", "Support")),
            ),
            Variable(id="harm", label="Harm", harm=True),
            Variable(id="apart", label="Apart"),
        ],
        [
            link("level-slow", "level", "slow", strength="strong"),
            link("level-slow-late", "level", "slow", "-", delayed=True, speed="weeks", strength="weak"),
            link("slow-stock", "slow", "stock", delayed=True, speed=Interval(6, 9), order=3),
            link("stock-first", "stock", "first", "-", strength="medium"),
            link("second-first", "second", "first", strength=Interval(0.5, 0.5)),
            link("level-second", "level", "second", delayed=None, speed="months"),
            link("first-level", "first", "level", delayed=None, order=3, speed="months"),
            link("given-level", "given", "level"),
            link("harm-pull", "harm", "friends", target_facet="pull"),
            link("pull-level", "friends", "level", "-", facet="pull"),
            link("level-support", "level", "friends", target_facet="support", delayed=True),
            Link(
                id="support-harm",
                source="friends",
                target="harm",
                facet="support",
                polarity="disputed",
                claims=(Claim(by="A", polarity="+"), Claim(by="B", polarity="-", strength="strong")),
            ),
        ],
        drivers=("level", "given"),
        outcomes=("slow",),
    )


def sure(name, speed=4.0, b=0.0, **more):
    """A variable about which all is known."""
    room = None if more.get("kind") in ("stock", "constant") else Interval(b, b)
    return Variable(id=name, label=name.title(), speed=Interval(speed, speed), room=room, **more)


def known(name, source, target, weight, **more):
    """A link about which all is known."""
    size = Interval(abs(weight), abs(weight))
    return link(name, source, target, "+" if weight >= 0 else "-", strength=size, **more)


def pair(weight=0.9, b=0.0, speed=2.0, **more):
    """Two variables that feed themselves and each other: at b = 0 they rest where x = tanh(2 weight x)."""
    links = [known(f"{x}{y}", x, y, weight) for x in "ab" for y in "ab"]
    return a_map([sure("a", speed, b), sure("b", speed, b)], links, **more)
