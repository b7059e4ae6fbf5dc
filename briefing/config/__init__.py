"""feeds.yaml -> Config; every mistake is named with its file, line and key, and with what is allowed there.

Secrets never come from this file, only from the environment.
"""

from briefing.config.mailbox import is_mailbox, mailbox_in
from briefing.config.outlets import load_outlets
from briefing.config.reading import CURATION, load_config, parse_config, parse_curation
from briefing.config.settings import Chat, Config, Edition, Mail, Network, Recipient

__all__ = [
    "CURATION",
    "Chat",
    "Config",
    "Edition",
    "Mail",
    "Network",
    "Recipient",
    "is_mailbox",
    "load_config",
    "load_outlets",
    "mailbox_in",
    "parse_config",
    "parse_curation",
]
