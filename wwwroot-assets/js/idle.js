// Using mouse or keyboard is activity; what the page does by itself is not.
const pause = 60_000;

let listener = null;
let toldAt = 0;

export function watch(who) {
  listener = who;
}

export function rest() {
  listener = null;
}

function note(input) {
  const now = Date.now();
  // A clock set back must not suppress reports.
  if (listener === null || !input.isTrusted || Math.abs(now - toldAt) < pause) {
    return;
  }
  toldAt = now;
  // Without a connection nothing was reported: the next input tries again.
  listener.invokeMethodAsync("NoteActivityAsync").catch(() => { toldAt = 0; });
}

for (const kind of ["pointerdown", "keydown"]) {
  document.addEventListener(kind, note, { capture: true, passive: true });
}
