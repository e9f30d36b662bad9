// The click is handled here and not by way of the server: Firefox and Safari allow copying only inside the event itself.
export function attach(button, listener) {
  button.addEventListener("click", async () => {
    const copied = await copy(button);
    listener.invokeMethodAsync("ShowOutcomeAsync", copied).catch(() => { });
  });
}

// navigator.clipboard is absent on plain http addresses other than localhost.
async function copy(button) {
  const text = button.dataset.copy;
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by a permission: the selection may still work.
    }
  }
  return copyBySelection(text, button.closest("dialog") ?? document.body, button);
}

// Inside an open modal dialog everything outside it is inert, so the helper element stands in the dialog.
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
