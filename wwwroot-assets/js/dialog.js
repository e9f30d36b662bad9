const opened = [];

export function open(dialog, key) {
  opened.push({ dialog, key, opener: document.activeElement });
  // Escape is handled by the component: otherwise the browser would close the element without its knowledge. Enter in a field would submit
  // a form around the dialog.
  dialog.addEventListener("keydown", pressed => {
    const submits = pressed.key === "Enter" && pressed.target.matches("input");
    if (pressed.key === "Escape" || submits) {
      pressed.preventDefault();
    }
    // Keys pressed in a dialog are sent to the server; the characters of a password must not be.
    if (pressed.key.length === 1 && pressed.target.matches("input[type=password]")) {
      pressed.stopPropagation();
    }
  });
  dialog.showModal();
  dialog.querySelector("[data-first-focus]")?.focus();
}

// Focus returns to what opened the dialog, after it is closed: while a modal element is open, everything outside it is inert. If the opener
// is gone with its row, the page decides.
export function close(key) {
  const index = opened.findIndex(entry => entry.key === key);
  if (index < 0) {
    return;
  }
  const [{ dialog, opener }] = opened.splice(index, 1);
  // A dialog above this one stays, and later returns focus to where this one would have.
  opened.slice(index).filter(above => dialog.contains(above.opener)).forEach(above => { above.opener = opener; });
  dialog.close();
  if (index === opened.length) {
    opener?.focus();
  }
}
