"""Structured log lines with the request's number; line breaks and long numbers cannot forge or leak."""

import logging.config
import re
from typing import Any

import structlog

LONG_NUMBER = re.compile(r"(?<!\d)(\d{3})\d{4,}(\d{2,4})(?!\d)")
SECRET_NAMES = {"password", "token", "code", "phone", "id_number", "secret"}


def scrub(_logger, _method, event: dict) -> dict:
    """Mask phone-like numbers in texts and drop secret fields, whoever logged them."""
    for key, value in event.items():
        if key in SECRET_NAMES:
            event[key] = "***"
        elif isinstance(value, str) and key not in ("timestamp", "request_id"):
            event[key] = LONG_NUMBER.sub(r"\1****\2", value)
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.format_exc_info,
    scrub,
]


def configure(_config=None) -> None:
    """Django's LOGGING_CONFIG callable: JSON lines on standard error."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        "foreign_pre_chain": [structlog.stdlib.ExtraAdder(), *SHARED],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": formatter},
            "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["lines"], "level": "INFO"},
            "loggers": {name: {"level": "WARNING"} for name in ("celery", "django.server", "axes", "fontTools", "django.request")},
        }
    )
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
