"""The daily doorbell of the audit log."""

import structlog
from celery import shared_task

from haidian_policing.audit import sets

log = structlog.get_logger(__name__)


@shared_task
def anchor() -> int:
    """Say the newest key and digest in the log stream, which is collected outside this server."""
    key, digest = sets.tail()
    log.info("audit_anchor", key=key, digest=digest)
    return key
