"""A client of Lightlag's protocol, written from docs/PROTOCOL.md alone.

It joins a room, comes back by its cursor after a lost connection, a restart of the server or of itself,
and hands over each event of its place once, in order. What it says waits in an outbox until the log has it.
"""
import json
import os
import queue
import random
import secrets
import time

import socketio

PROTOCOL = 1
ANSWER_S = 30.0  # A data ask passes the link twice; to be safe it is asked again, with the same id.
LATE_S = 0.5  # A piece that does not fit: the one before it may be on its heels.
RECEIPT_S = 0.25


class Refused(Exception):
    """The server said no, and asking again would not help."""


class Gone(Exception):
    """The connection is lost, or was never made."""


class Client:
    """`on_event(event, name)` is called for each event; `on_taken(sent)` when the log has a message."""

    def __init__(self, url, room, newcomer, key=None, state_file=None, on_event=None, on_taken=None, log=None):
        self.url, self.room, self.newcomer = url, room, newcomer
        self.on_event = on_event or (lambda event, name: None)
        self.on_taken = on_taken or (lambda sent: None)
        self.log = log or (lambda words: None)
        self.inbox = queue.Queue()
        self.samples = []
        self.segment = None
        self.me = None
        self.owed = self.paying = None
        self.state_file = state_file
        self.state = {"token": None, "cursor": None, "place": None, "names": {}, "outbox": []}
        if state_file and os.path.exists(state_file):
            with open(state_file, encoding="utf-8") as file:
                self.state.update(json.load(file))
        if key and self.state["token"] != key:
            # The member of that key, whatever is kept of somebody else.
            self.state.update(token=key, cursor=None, place=None, names={}, outbox=[])
        self.names = self.state["names"]

    # --- What the person does (from any thread) ---

    def say(self, text):
        self.inbox.put(("say", {"id": secrets.token_urlsafe(12), "text": text}))

    def stop(self):
        self.inbox.put(("stop", None))

    # --- The life of the client ---

    def run(self):
        """Stays in the room until `stop`. Raises Refused when it cannot be there."""
        pause = 0.5
        while True:
            self.sio = socketio.Client(reconnection=False)
            try:
                self.connect()
                pause = 0.5
                if not self.attend():
                    self.ask("room:leave", {})
                    self.sio.disconnect()
                    return
            except (Gone, socketio.exceptions.SocketIOError) as error:
                self.log(f"no connection ({error}); again in {pause:.1f} s")
            self.sio.disconnect()
            time.sleep(pause * (1 + random.random() / 2))
            pause = min(10.0, 2 * pause)

    def connect(self):
        """Section 3: connect, enter, learn the time, resume."""
        sio = self.sio
        # Notices of an older connection wear its number, and are dropped.
        for name in ("chat:arrived", "clock:warped", "room:self", "room:removed"):
            sio.on(name, lambda body, name=name: self.inbox.put((name, (sio, body))))
        sio.on("disconnect", lambda: self.inbox.put(("gone", (sio, None))))
        sio.connect(self.url, transports=["websocket"])
        entry = {"protocol": PROTOCOL, "room": self.room}
        if self.state["token"]:
            entry["token"] = self.state["token"]
        else:
            entry["newcomer"] = self.newcomer
        entered = self.ask("room:enter", entry)
        self.me = entered["self"]
        self.segment = entered["segment"]
        # A cursor is of one place.
        if self.state["place"] != self.me["place"]:
            self.state["cursor"] = None
        self.state.update(token=entered["token"], place=self.me["place"])
        self.save()
        self.samples = [(float("inf"), entered["now"] - time.monotonic() * 1000)]
        for _ in range(5):
            self.sample()
        self.resume()

    def attend(self):
        """Handles what comes, in this one thread. Returns False when asked to stop."""
        self.early, self.early_since = {}, None
        self.asked_at, self.wait_until, self.paid_at = None, 0.0, 0.0
        sampled_at = time.monotonic()
        while True:
            try:
                what, body = self.inbox.get(timeout=0.05)
            except queue.Empty:
                what, body = None, None
            if what == "stop":
                return False
            if what == "say":
                self.state["outbox"].append(body)
                self.save()
            elif what == "said":
                self.take_answer(*body)
            elif what == "paid":
                self.owed = None if self.owed == body else self.owed
            elif what is not None and body[0] is self.sio:
                self.take_notice(what, body[1])
            now = time.monotonic()
            if self.early_since is not None and now - self.early_since > LATE_S:
                self.resume()
            if now - sampled_at > 30:
                self.sample()
                sampled_at = now
            self.send(now)
            self.pay(now)

    def take_notice(self, what, body):
        if what == "gone":
            raise Gone("lost")
        if what == "clock:warped":
            if body["segment"]["from"] >= self.segment["from"]:
                self.segment = body["segment"]
            return
        if what == "room:removed":
            raise Refused("the host has put this member out")
        if what == "room:self":
            self.me = body
            if body["place"] != self.state["place"]:
                self.state.update(place=body["place"], cursor=None)
                self.resume()
            return
        if body["place"] != self.state["place"]:
            return
        self.early[key_of(body["after"])] = body
        while True:
            piece = self.early.pop(key_of(self.state["cursor"]), None)
            if piece is None:
                break
            self.take(piece["events"], piece["cursor"])
        self.early_since = (self.early_since or time.monotonic()) if self.early else None

    # --- Section 5: the view ---

    def resume(self):
        while True:
            page = self.ask("chat:resume", {"after": self.state["cursor"]})
            if page["lost"]:
                self.log("the log came back without something: events may be missing")
            for person in page["people"]:
                self.names[person["id"]] = person["name"]
            self.take(page["events"], page["cursor"])
            if not page["more"]:
                break
        self.early, self.early_since = {}, None

    def take(self, events, cursor):
        for event in events:
            body = event["body"]
            if body["kind"] in ("join", "rename"):
                self.names[event["author"]] = body["name"]
            self.on_event(event, self.names.get(event["author"], "somebody"))
            if body["kind"] == "say" and event["origin"] != self.me["place"]:
                self.owed = event["arrivesAt"]
        self.state["cursor"] = cursor
        self.save()

    def pay(self, now):
        """Tells the far places that their words have been shown here; again until that is taken."""
        up_to = self.owed
        again = ANSWER_S if up_to == self.paying else RECEIPT_S
        if up_to is None or now - self.paid_at < again:
            return
        self.paying, self.paid_at = up_to, now
        self.sio.emit(
            "chat:receipt",
            {"upTo": up_to},
            callback=lambda outcome: outcome["ok"] and self.inbox.put(("paid", up_to)),
        )

    # --- Section 6: saying something ---

    def send(self, now):
        """The oldest of the outbox, one at a time; again with the same id when no answer came."""
        if not self.state["outbox"] or now < self.wait_until:
            return
        if self.asked_at is not None and now - self.asked_at < ANSWER_S:
            return
        message = self.state["outbox"][0]
        self.asked_at = now
        self.sio.emit(
            "chat:say",
            message,
            callback=lambda outcome: self.inbox.put(("said", (message["id"], outcome))),
        )

    def take_answer(self, message, outcome):
        outbox = self.state["outbox"]
        if not outbox or outbox[0]["id"] != message:
            return  # An older answer to what was asked twice.
        self.asked_at = None
        if not outcome["ok"] and outcome["reason"] in ("busy", "unavailable"):
            self.wait_until = time.monotonic() + outcome.get("retryAfterMs", 3000) / 1000
            return
        outbox.pop(0)
        self.save()
        if outcome["ok"]:
            self.on_taken(outcome["value"])
        else:
            self.log(f"not taken: {outcome['detail']}")

    # --- Section 4: time ---

    def sample(self):
        asked = time.monotonic() * 1000
        now = self.ask("clock:sync", {})["now"]
        answered = time.monotonic() * 1000
        self.samples = [*self.samples, (answered - asked, now - (asked + answered) / 2)][-8:]

    def sim_now(self):
        """Simulated ms since 1970, or 2400-01-01 for ever."""
        real = time.monotonic() * 1000 + min(self.samples)[1]
        segment = self.segment
        return min(segment["sim"] + (real - segment["from"]) * segment["warp"], 13_569_465_600_000)

    # --- The wire ---

    def ask(self, name, body):
        answer = queue.Queue()
        self.sio.emit(name, body, callback=answer.put)
        deadline = time.monotonic() + ANSWER_S
        outcome = None
        while outcome is None:
            try:
                outcome = answer.get(timeout=0.05)
            except queue.Empty:
                if not self.sio.connected or time.monotonic() > deadline:
                    raise Gone(f"no answer to {name}") from None
        if outcome["ok"]:
            return outcome["value"]
        if outcome["reason"] in ("busy", "unavailable"):
            time.sleep(outcome.get("retryAfterMs", 3000) / 1000)
            return self.ask(name, body)
        raise Refused(f"{name}: {outcome['detail']}")

    def save(self):
        if not self.state_file:
            return
        fresh = f"{self.state_file}.new"
        with open(fresh, "w", encoding="utf-8") as file:
            json.dump(self.state, file)
        os.replace(fresh, self.state_file)


def key_of(cursor):
    return cursor and (cursor["epoch"], cursor["arrivesAt"], cursor["author"], cursor["id"])
