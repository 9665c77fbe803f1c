from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one icon from the sprite. It is hidden from screen readers: a word always stands beside it."""
    sprite = static("built/interface/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" width="24" height="24"><use href="{}#{}"/></svg>',
        sprite,
        name,
    )
