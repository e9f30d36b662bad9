"""Clients that keep what they were answered, until the server is gone."""
import http.client
import json
import threading

from .servers import decode


class Caller(threading.Thread):
    """Sends its bodies one after the other over one connection, and notes for each what became of it."""

    def __init__(self, port, bodies):
        super().__init__(daemon=True)
        self.port, self.bodies = port, bodies
        self.token_ids, self.accepted, self.undecided, self.refused = [], [], [], []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        for body in self.bodies:
            try:
                connection.request("POST", "/oauth2/v1/token", body, {"Content-Type": "application/x-www-form-urlencoded"})
                answer = connection.getresponse()
                status, text = answer.status, answer.read()
            except (OSError, http.client.HTTPException):
                # Whether the server had taken it when it died, nobody told us.
                self.undecided.append(body)
                return
            if status == 200:
                self.accepted.append(body)
                self.token_ids.append(decode(json.loads(text)["access_token"])[1]["jti"])
            else:
                self.refused.append(status)
