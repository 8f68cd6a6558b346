"""What leaves with the transaction: notices sent and urged, and what followers and webhooks are told."""

from haidian_policing.notices.actions import circulars, follows

TOPICS = circulars.TOPICS + follows.TOPICS
