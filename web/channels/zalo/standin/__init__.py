"""A stand-in of Zalo's Official Account platform, for tests and for trying the assistant without an account.

`python -m web.channels.zalo.standin` serves it on 127.0.0.1:8090. It knows the project only by HTTP: it answers the
calls of the platform's API and sends the events of its webhook. What it imitates is a fact or a belief (B); the
docstrings of its modules tell which. State is kept in memory; nothing is logged.

For people: `GET /` is a chat on which one plays a person or the office's clerk.

For programs: JSON under /standin, without a token; what a body leaves out stays as it is. Times are in seconds.

    GET    status                   tokens, limits, quotas, webhook, faults, time
    POST   clock                    {"advance": s} or {"offset": s}: what is due at the new time happens
    POST   faults                   for the next n calls: {"on": "send"|"upload"|"token", "times": n} with one or more
                                    of {"error": code, "status": 502, "delay": s, "drop": "request"|"answer"}
    DELETE faults                   forget those that are still to come
    POST   limits                   {"text_limit", "rate_per_minute", "free_messages", "sub_quota", "reward_quota",
                                    "purchase_quota", "without_quota": -211|-218}
    POST   tokens                   a pair of tokens without the permission page
    POST   tokens/expire            {"access": true, "refresh": false}
    POST   tokens/revoke            no token is valid any more
    POST   webhook                  {"url", "on", "events": [names], "syntax_filter", "style", "numeric",
                                    "duplicates": n, "hold": n, "speed"}; see `WebhookSettings`
    POST   webhook/release          send what is held, the last event first
    POST   webhook/raw              {"body": {}, "style": "good"|"bare"|"bad"|"oa_id"|"hmac"|"none", "copies": n}
    POST   webhook/probe            an unsigned request, as when the address is entered → {"status"}
    GET    webhook/tries            [{"event", "num_retry", "status", "at", "took"}]
    GET    people                   [{"id", "name", "follows", "refuses", "free_left", "free_seconds", "messages"}]
    POST   people                   {"name", "follows"}: one person more
    GET    people/ID                the person
    POST   people/ID                {"refuses": code|null}
    GET    people/ID/transcript     what was sent to and fro, with buttons: `people.Entry`
    POST   people/ID/say            {"text", "quote": msg_id}
    POST   people/ID/click          {"msg_id", "button": place from 0}
    POST   people/ID/file           {"kind": "file"|"image"|"audio", "name", "base64", "text"}
    POST   people/ID/sticker        {"sticker"}
    POST   people/ID/location       {"latitude", "longitude"}
    POST   people/ID/submit-info    {"info": {}}
    POST   people/ID/clerk          {"text", "admin_id"}: the office's clerk answers by hand
    POST   people/ID/follow, unfollow, chat-now, see, withdraw
    GET    files/TOKEN              the content of a file that was sent
"""
