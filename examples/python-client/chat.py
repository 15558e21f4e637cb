"""Chats from a terminal: what arrives is printed, what is typed is said.

    python3 chat.py http://localhost:5180/r/ROOM --place io --name Pythia --state pythia.json
"""
import argparse
import json
import random
import re
import sys
import threading
from datetime import datetime, timedelta, timezone

from lightlag import Client, Refused


def main():
    options = argparse.ArgumentParser(description="Chats in a Lightlag room.")
    options.add_argument("url", help="address of the room, http://.../r/ROOM")
    options.add_argument("--place", default="earth", help="where to be, when new (default: earth)")
    options.add_argument("--name", default="Pythia", help="what to be called, when new")
    options.add_argument("--state", help="file that keeps who one is and what one has seen")
    options.add_argument("--json", action="store_true", help="print events as JSON lines")
    given = options.parse_args()
    found = re.fullmatch(r"(https?://[^/]+)/r/([0-9a-z]{12})(?:[/?][^#]*)?(?:#key=([\w-]{43})|#.*)?", given.url)
    if not found:
        options.error(f"Expected the address of a room, http://.../r/ROOM, got {given.url}")

    url, room, key = found.groups()
    client = Client(
        url,
        room,
        key=key,
        newcomer={"name": given.name, "hue": random.randrange(360), "place": given.place},
        state_file=given.state,
        on_event=print_json if given.json else print_event,
        on_taken=lambda sent: print_taken(client, sent),
        log=lambda words: print(f"-- {words}", file=sys.stderr, flush=True),
    )
    threading.Thread(target=read_lines, args=(client,), daemon=True).start()
    try:
        client.run()
    except Refused as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def read_lines(client):
    for line in sys.stdin:
        if line.strip():
            client.say(line.rstrip("\n"))
    client.stop()


def print_json(event, name):
    print(json.dumps(event), flush=True)


def print_event(event, name):
    body = event["body"]
    words = {
        "say": lambda: (body["priority"].upper() + " " if "priority" in body else "") + body["text"],
        "join": lambda: f"is at {event['origin']}",
        "leave": lambda: f"has left {event['origin']}",
        "rename": lambda: "has another name",
    }.get(body["kind"])
    if words:
        print(f"[sent {utc(event['sentAt'])}, here {utc(event['arrivesAt'])}] {plain(name)} at {event['origin']}: {plain(words())}", flush=True)


def print_taken(client, sent):
    for leg in sent["arrivals"]:
        left = (leg["arrivesAt"] - client.sim_now()) / 1000
        print(f"-- on its way to {leg['place']}: {left:.1f} s (simulated, one way)", file=sys.stderr, flush=True)


def utc(sim_ms):
    return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=sim_ms)).strftime("%H:%M:%S")


def plain(text):
    """A terminal obeys control characters; other people's are shown instead."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" if c != "\n" else " / " for c in text)


main()
