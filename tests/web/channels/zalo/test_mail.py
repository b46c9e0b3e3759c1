"""Alarms by e-mail, over real SMTP: one for each problem and day."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from knowledge.settings import Settings
from web.channels.zalo.mail import Mail, send
from web.channels.zalo.words import load_words
from web.store.database import Database
from web.store.leases import Leases
from web.store.notes import Notes


class Post:
    """A mail server that takes everything, and knows no encryption."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.said: list[str] = []
        self.refuses = False
        post = self

        class Session(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.reply("220 test")
                while line := self.rfile.readline().decode().strip():
                    post.said.append(line)
                    verb = line.split(" ")[0].upper()
                    if verb == "EHLO":
                        self.wfile.write(b"250-test\r\n250 AUTH PLAIN LOGIN\r\n")
                    elif verb == "AUTH":
                        self.reply("235 in")
                    elif verb == "RCPT" and post.refuses:
                        self.reply("550 no")
                    elif verb == "DATA":
                        self.reply("354 go on")
                        post.got.append(self.message())
                        self.reply("250 taken")
                    else:
                        self.reply("221 bye" if verb == "QUIT" else "250 ok")

            def message(self) -> EmailMessage:
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
                return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

            def reply(self, words: str) -> None:
                self.wfile.write(words.encode() + b"\r\n")

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    yield post
    post.stop()


def mail_of(database: Database, url: str, to: str = "it@xa.test, truc@xa.test", day: str = "2026-11-20") -> Mail:
    settings = Settings(smtp_url=url, alarm_email=to)
    return Mail("zalo", settings, load_words("1800"), Notes(database), Leases(database), lambda: day)


async def test_a_problem_is_told_once_a_day(plain_database: Database, post: Post) -> None:
    url = f"smtp://127.0.0.1:{post.port}"
    problems = {"token": "not authorised", "silence": "no event"}
    await mail_of(plain_database, url).tell(problems)
    await mail_of(plain_database, url).tell(problems)  # after a restart, or another gateway
    assert len(post.got) == 2
    await mail_of(plain_database, url, day="2026-11-21").tell({"token": "not authorised"})
    assert len(post.got) == 3
    first = post.got[0]
    assert (first["To"], first["From"]) == ("it@xa.test, truc@xa.test", "it@xa.test")
    assert "token" in first["Subject"]
    assert "zalo" in first["Subject"]
    assert "not authorised" in first.get_content()


async def test_without_a_server_or_a_reader_nothing_is_sent(plain_database: Database, post: Post) -> None:
    await mail_of(plain_database, "").tell({"token": "x"})
    await mail_of(plain_database, f"smtp://127.0.0.1:{post.port}", to="").tell({"token": "x"})
    await mail_of(plain_database, f"smtp://127.0.0.1:{post.port}").tell({})
    assert post.said == []


async def test_what_could_not_be_sent_is_tried_again(plain_database: Database, post: Post) -> None:
    mail = mail_of(plain_database, f"smtp://127.0.0.1:{post.port}")
    post.refuses = True
    await mail.tell({"token": "x"})
    assert mail.problem == "SMTPRecipientsRefused"
    post.refuses = False
    await mail.tell({"token": "x"})
    assert (mail.problem, len(post.got)) == ("", 1)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("smtp://127.0.0.1:1", "ConnectionRefusedError"),
        ("http://mail.test", "ValueError"),
        ("smtp://", "ValueError"),
        ("smtp://mail.test:port", "ValueError"),
    ],
)
async def test_a_server_that_cannot_be_used_is_a_problem(plain_database: Database, url: str, problem: str) -> None:
    mail = mail_of(plain_database, url)
    await mail.tell({"token": "x"})
    assert mail.problem == problem


def test_a_server_with_a_user_is_logged_in_to(post: Post) -> None:
    message = EmailMessage()
    message["Subject"] = "thử"
    message.set_content("thử")
    send(f"smtp://it%40xa.test:m%40t@127.0.0.1:{post.port}", ["a@xa.test"], message)
    assert any(line.startswith("AUTH") for line in post.said)
    assert post.got[0]["From"] == "it@xa.test"
