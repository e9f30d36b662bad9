// The click is handled here and not via the server: Firefox and Safari allow copying only within the event itself. The listener is on the
// document and from the page's start: a button may be pressed before its component is attached.
const listeners = new WeakMap();
const early = new WeakMap();

document.addEventListener("click", async pressed => {
  const button = pressed.target.closest("[data-copy]");
  if (button) {
    tell(button, await copy(button));
  }
});

export function attach(button, listener) {
  listeners.set(button, listener);
  if (early.has(button)) {
    tell(button, early.get(button));
    early.delete(button);
  }
}

function tell(button, copied) {
  const listener = listeners.get(button);
  if (listener) {
    listener.invokeMethodAsync("ShowOutcomeAsync", copied).catch(() => { });
  } else {
    early.set(button, copied);
  }
}

// navigator.clipboard is missing on plain-http addresses other than localhost.
async function copy(button) {
  const text = button.dataset.copy;
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Denied by a permission: copying the selection may still work.
    }
  }
  return copyBySelection(text, button.closest("dialog") ?? document.body, button);
}

// Inside an open modal dialog everything outside it is inert, so the helper element is added to the dialog.
function copyBySelection(text, room, button) {
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "visually-hidden";
  area.setAttribute("aria-hidden", "true");
  room.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    button.focus();
  }
}

export function select(input) {
  input.focus();
  input.select();
}
