"""Settings, all from the environment; the profile decides what is allowed to be missing."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
PROFILE = env.str("PORTAL_PROFILE", "demonstration")
PRODUCTION = PROFILE == "production"
DATA = Path(env.str("PORTAL_DATA", str(BASE_DIR / "var")))
HTTPS = env.bool("PORTAL_HTTPS", PRODUCTION)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", "" if PRODUCTION else "demonstration-only-" + "0" * 50)
FIELD_KEYS = env.list("PORTAL_FIELD_KEYS", default=[] if PRODUCTION else ["ZGVtb25zdHJhdGlvbi1vbmx5LWtleS0wMDAwMDAwMDA="])
ALLOWED_HOSTS = env.list("PORTAL_HOSTS", default=[] if PRODUCTION else ["*"])
TRUSTED_PROXIES = env.int("PORTAL_PROXIES", 0)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

GROUND = (
    *("workcalendar", "organisation", "access", "audit", "jobs", "files", "notes", "handbooks", "notices"),
    *("search", "pages", "lists", "imports", "exports"),
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "guardian",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
    "django_prometheus",
    *(f"haidian_policing.{part}" for part in GROUND),
    "grids",
    "teams",
    "workstations",
    "whistle_reporting",
    "performance",
    "haidian_policing.roof",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "haidian_policing.pages.middleware.RequestIdentity",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "haidian_policing.pages.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "haidian_policing.access.middleware.Standing",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "haidian_policing.pages.middleware.OncePerForm",
    "axes.middleware.AxesMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "haidian_policing.urls"
WSGI_APPLICATION = "haidian_policing.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "haidian_policing.pages.environment.environment"},
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASE_URL = env.str("DATABASE_URL", "postgresql:///portal")
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"].update(ENGINE="django_prometheus.db.backends.postgresql", CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DATABASES["default"].setdefault("OPTIONS", {}).update(connect_timeout=5)
DATABASES["default"]["TEST"] = {"TEMPLATE": env.str("TEST_TEMPLATE", "") or None}
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", DATABASE_URL)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_APP = "haidian_policing.celery.app"
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 3, "socket_connect_timeout": 2}
CELERY_BROKER_TRANSPORT_OPTIONS |= {"max_retries": 1, "interval_start": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 1800
CELERY_TASK_TIME_LIMIT = 1860
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Asia/Shanghai"

# guardian keeps exceptions only, and axes locks by number: a whole station sits behind one address
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "axes.W006", "drf_spectacular.W001"]  # the last: names of enums in the API's description
AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "haidian_policing.organisation.backends.PoliceNumberBackend"]
GUARDIAN_USER_OBJ_PERMS_MODEL = "access.ObjectGrant"
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
LOGIN_URL = "organisation:sign_in"
LOGIN_REDIRECT_URL = "roof:home"
AXES_USERNAME_FORM_FIELD = "username"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_IPWARE_PROXY_COUNT = TRUSTED_PROXIES or None
AXES_CLIENT_IP_CALLABLE = "haidian_policing.audit.origin.client_address"
AXES_LOCKOUT_CALLABLE = "haidian_policing.organisation.views.sign_in.locked_out"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
PASSWORD_PROFILE = env.str("PORTAL_PASSWORDS", "gbt")
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{'MD5' if PROFILE == 'test' else 'Argon2'}PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "haidian_policing.organisation.passwords.PolicyValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECOND_FACTOR = env.bool("PORTAL_SECOND_FACTOR", PRODUCTION)

PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # a reading request changes nothing that has a history
SESSION_ENGINE = "haidian_policing.organisation.sessions"
SESSION_COOKIE_AGE, SESSION_IDLE_SECONDS = 12 * 3600, 30 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
    SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = 31_536_000, True, True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DIRECTIVES = {name: [SELF] for name in ("default-src", "form-action")} | {"img-src": [SELF, "data:", "blob:"]}
DIRECTIVES |= {name: [NONE] for name in ("object-src", "base-uri", "frame-ancestors")}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": DIRECTIVES}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PARTS = (
    *("ground", "organisation", "handbooks", "lists", "grids", "teams", "workstations"),
    *("whistle_reporting", "performance", "roof", "design"),
)
LOCALE_PATHS = [BASE_DIR / "locale" / part for part in LOCALE_PARTS]
TIME_ZONE, USE_TZ = "Asia/Shanghai", True
FORMAT_MODULE_PATH = "haidian_policing.formats"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_IMMUTABLE_FILE_TEST = r"/vendor/[\w-]+-\d+(\.\d+)+/"  # a folder named by its version never changes
MEDIA_ROOT = DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "haidian_policing.access.permissions.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["haidian_policing.access.permissions.KeyRate"],
    "DEFAULT_PERMISSION_CLASSES": ["haidian_policing.access.permissions.Capability"],
    "DEFAULT_SCHEMA_CLASS": "haidian_policing.pages.description.Description",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["haidian_policing.lists.filters.ListBackend"],
    "DEFAULT_PAGINATION_CLASS": "haidian_policing.pages.pagination.Pages",
    "EXCEPTION_HANDLER": "haidian_policing.pages.problems.problem",
    "PAGE_SIZE": 50,
}
DESCRIPTION_FOR = ["rest_framework.permissions.IsAuthenticated"]
SPECTACULAR_SETTINGS = {"TITLE": "Haidian community policing", "VERSION": "1", "SERVE_PUBLIC": False, "SERVE_PERMISSIONS": DESCRIPTION_FOR}
API_PER_MINUTE = env.int("PORTAL_API_PER_MINUTE", 600)
METRICS_FROM = env.list("PORTAL_METRICS", default=[])
WEBHOOK_TARGETS = env.list("PORTAL_WEBHOOKS", default=[])  # origins, such as https://city.example
WEBHOOK_NETWORKS = env.list("PORTAL_WEBHOOK_NETWORKS", default=[])  # networks that may be told though not public, such as 10.1.2.0/24
CSRF_FAILURE_VIEW = "haidian_policing.pages.problems.csrf_failed"
LOGGING_CONFIG = "haidian_policing.pages.logs.configure"
