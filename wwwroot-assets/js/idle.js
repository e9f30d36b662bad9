// A hand on mouse or keyboard is activity; what the page does by itself is none.
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
  // A clock set back must not silence it.
  if (listener === null || !input.isTrusted || Math.abs(now - toldAt) < pause) {
    return;
  }
  toldAt = now;
  // Without a connection nothing was told: the next input tries again.
  listener.invokeMethodAsync("NoteActivityAsync").catch(() => { toldAt = 0; });
}

for (const kind of ["pointerdown", "keydown"]) {
  document.addEventListener(kind, note, { capture: true, passive: true });
}
