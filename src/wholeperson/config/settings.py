"""Every setting, read once. The names that begin with WHOLEPERSON_ are the ones that a place may choose."""

from typing import Any

from csp.constants import NONE, SELF

from wholeperson.config import readers

DATA = readers.folder("DATA", about="It is the folder in which this place keeps everything.")
SECRET_KEY = readers.secret("SECRET_KEY_FILE", about="It signs sessions.", default=DATA / "secret-key")
KEY_FILE = readers.path(
    "KEY_FILE",
    about="The installation's key. Keep a copy of it apart from every backup.",
    default=DATA / "keys" / "key",
)
KEY_STORE = readers.path(
    "KEY_STORE",
    about="The folder of the key store: each person's own key. Not part of a backup.",
    default=DATA / "keys",
)
KEY_COPIES = readers.path(
    "KEY_COPIES", about="Where daily copies of the key store lie for thirty days. Best on another disk.",
    default=DATA / "keys" / "copies",
)  # fmt: skip
DEBUG = readers.flag("DEBUG", about="For builders only: shows the insides when something breaks.", default=False)
ALLOWED_HOSTS = readers.words(
    "HOSTS", about="The names under which this place answers.", default=("localhost", "127.0.0.1", "[::1]")
)
HTTPS = readers.flag("HTTPS", about="Say yes when a proxy in front speaks https.", default=False)
PRODUCTION = readers.flag(
    "PRODUCTION", about="Say yes where real people come: invented ones are then kept out.", default=HTTPS
)

PLACE = readers.text("PLACE", about="The name of the place, shown on top of every page.", default="")
EXIT_TO = readers.address("EXIT_TO", about="Where 'Exit this page' leads.", default="https://www.bbc.co.uk/weather")

# Map tiles come from somebody else's machine, who then learns what a browser looks at: only where a place says so.
MAP_TILES = readers.tiles(
    "MAP_TILES",
    about="Where map tiles come from, with {z}, {x} and {y}. Best a server of your own; without one no map is loaded.",
)
MAP_TILES_CREDIT = readers.text(
    "MAP_TILES_CREDIT", about="What stands below the map tiles: whose they are, and their licence.", default=""
)

SITE_ADDRESS = readers.address(
    "SITE_ADDRESS",
    about="The address under which people open this place; it stands in the one link that a message may carry.",
    default="http://localhost:8000",
)

# How people are told something outside. Where nothing is set up, each person's own page shows what would have gone out.
EMAIL_HOST = readers.text("EMAIL_HOST", about="The mail server. Without one no e-mail leaves.", default="")
EMAIL_PORT = readers.number("EMAIL_PORT", about="The port of the mail server.", default=587)
EMAIL_FROM = readers.text(
    "EMAIL_FROM", about="The address that e-mail comes from. Take one that says nothing about what this place is.",
    default="messages@localhost",
)  # fmt: skip
EMAIL_HOST_USER = readers.text("EMAIL_NAME", about="The name to sign in with at the mail server.", default="")
EMAIL_HOST_PASSWORD = readers.secret_if_given(
    "EMAIL_PASSWORD_FILE", about="The file with the password for the mail server.", wanted="a password"
)
EMAIL_USE_TLS = readers.flag("EMAIL_TLS", about="Whether the way to the mail server is closed by TLS.", default=True)
EMAIL_TIMEOUT = 10
NOTIFY_KEY = readers.secret_if_given(
    "NOTIFY_KEY_FILE",
    about="The file with a key of GOV.UK Notify. Without one no text leaves.",
    shape=r".+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    wanted="a key of GOV.UK Notify",
)
NOTIFY_TEMPLATE = readers.text(
    "NOTIFY_TEMPLATE", about="The id of a text template at Notify that says ((message)) and nothing else.", default=""
)
NOTIFY_ADDRESS = readers.address(
    "NOTIFY_ADDRESS", about="Where Notify answers.", default="https://api.notifications.service.gov.uk"
)
SITE_ADDRESS = readers.known_outside(SITE_ADDRESS, "SITE_ADDRESS", needed=PRODUCTION and bool(EMAIL_HOST or NOTIFY_KEY))

FEEDS_NEARBY = readers.flag(
    "FEEDS_NEARBY",
    about="Say yes where other directories are asked on this machine or in your own network, and not only outside.",
    default=False,
)

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "wholeperson.interface",
    "wholeperson.trail",
    "wholeperson.people",
    "wholeperson.messages",
    "wholeperson.consent",
    "wholeperson.mapping",
    "wholeperson.directory",
    "wholeperson.journeys",
    "wholeperson.demo",
    "wholeperson.home",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "wholeperson.interface.middleware.nothing_kept",
    "wholeperson.interface.middleware.nothing_sensed",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wholeperson.people.middleware.who_is_here",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "wholeperson.config.urls"
WSGI_APPLICATION = "wholeperson.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "wholeperson.interface.context.frame",
            ]
        },
    }
]

DATABASES = {
    "default": readers.database(
        "DATABASE_URL", about="PostgreSQL, when one machine is not enough.", default=DATA / "whole-person.sqlite3"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# Slow on purpose, and in the standard library: scrypt. Django's own list would bring hashers that we do not use.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# A session ends with the browser, and sooner when nobody touches it: phones are lent and left lying.
SESSION_COOKIE_AGE = 60 * readers.number(
    "SESSION_MINUTES", about="How long a session lasts when nobody touches it.", default=30
)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # until the browser is closed

# A file that somebody opens is held in memory while it is read, and never put on a disk; a larger one is let go.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 4_100_000

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *readers.origin(MAP_TILES)],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# To standard error, for whoever runs the place: what broke, and never who came or which page was not there.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"nobodys-words": {"()": "wholeperson.config.logs.NobodysWords"}},
    "handlers": {"standard-error": {"class": "logging.StreamHandler", "formatter": "nobodys-words"}},
    "root": {"handlers": ["standard-error"], "level": "WARNING"},
    # What Django says about a broken page is said once, by the root; its own handler would send mail.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        # What could not be asked outside is said on the page of its source, once, and not at every try.
        "urllib3": {"level": "ERROR"},
    },
}
