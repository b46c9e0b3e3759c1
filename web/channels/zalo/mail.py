"""Tells an operator by e-mail what is wrong: one mail for each problem and day, whichever gateway sees it."""

from __future__ import annotations

import asyncio
import logging
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from knowledge.settings import Settings, now_in_vietnam
from knowledge.wording import Wording
from web.logs import event
from web.store.leases import Leases
from web.store.notes import Notes

TIMEOUT = 20.0
"""Seconds."""
PORTS = {"smtp": 587, "smtps": 465}


class Mail:
    """
    Args:
        channel: the channel's name.
        settings: with `smtp_url` and `alarm_email`; without both nothing is sent.
        words: of the channel.
        notes: what was told on which day.
        leases: so that only one gateway tells it.
        today: the day, as it is written down.
    """

    def __init__(
        self,
        channel: str,
        settings: Settings,
        words: Wording,
        notes: Notes,
        leases: Leases,
        today: Callable[[], str] = lambda: now_in_vietnam().date().isoformat(),
    ) -> None:
        self._channel = channel
        self._url = settings.smtp_url
        self._to = [address.strip() for address in settings.alarm_email.split(",") if address.strip()]
        self._words = words
        self._notes = notes
        self._leases = leases
        self._today = today
        self.problem = ""

    async def tell(self, problems: Mapping[str, str]) -> None:
        """Send what was not told today.

        Raises:
            StoreUnavailable: the database failed.
        """
        if not (problems and self._url and self._to):
            return
        name = f"{self._channel}:mailed"
        async with self._leases.held(name) as mine:
            if not mine:
                return
            told = dict(await asyncio.to_thread(self._notes.read, name) or {})
            for problem, cause in problems.items():
                if told.get(problem) == self._today() or not await self._send(problem, cause):
                    continue
                told[problem] = self._today()
                await asyncio.to_thread(self._notes.write, name, told)

    async def _send(self, problem: str, cause: str) -> bool:
        """Send one mail; whether that worked."""
        try:
            await asyncio.to_thread(send, self._url, self._to, self._message(problem, cause))
        except (OSError, ValueError, smtplib.SMTPException) as error:
            if self.problem != type(error).__name__:
                event("mail_not_sent", logging.ERROR, error=type(error).__name__)
            self.problem = type(error).__name__
            return False
        self.problem = ""
        event("mail_sent", problem=problem)
        return True

    def _message(self, problem: str, cause: str) -> EmailMessage:
        message = EmailMessage()
        message["Subject"] = self._words.say("mail.subject", channel=self._channel, problem=problem)
        message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid(domain="dimotlan.invalid")
        message.set_content(self._words.say("mail.body", channel=self._channel, cause=cause))
        return message


def send(url: str, to: list[str], message: EmailMessage) -> None:
    """Hand a mail to a server; it comes from the user of the address, or else from its first reader.

    Args:
        url: smtp://user:password@host:port (with STARTTLS where the server offers it) or smtps://…
        to: who gets it.
        message: without sender and readers.

    Raises:
        OSError, smtplib.SMTPException: it was not taken.
        ValueError: the address is none.
    """
    server = urlsplit(url)
    if server.scheme not in PORTS or not server.hostname:
        raise ValueError("smtp://… or smtps://… is expected")
    user, password = unquote(server.username or ""), unquote(server.password or "")
    message["From"], message["To"] = (user if "@" in user else to[0]), ", ".join(to)
    port, context = server.port or PORTS[server.scheme], ssl.create_default_context()
    with _connect(server.scheme, server.hostname, port, context) as connection:
        if server.scheme == "smtp" and connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
        if user:
            connection.login(user, password)
        connection.send_message(message)


def _connect(scheme: str, host: str, port: int, context: ssl.SSLContext) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
    connection = smtplib.SMTP(host, port, timeout=TIMEOUT)
    connection.ehlo()
    return connection
