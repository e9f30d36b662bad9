const opened = [];

export function open(dialog, key) {
  opened.push({ dialog, key, opener: document.activeElement });
  // Escape is the component's to decide: the browser would close the element behind its back.
  // Enter in a field would submit the form that the dialog may stand in.
  dialog.addEventListener("keydown", pressed => {
    const submits = pressed.key === "Enter" && pressed.target.matches("input");
    if (pressed.key === "Escape" || submits) {
      pressed.preventDefault();
    }
    // The server hears keys pressed in a dialog; the letters of a password are none of its events.
    if (pressed.key.length === 1 && pressed.target.matches("input[type=password]")) {
      pressed.stopPropagation();
    }
  });
  dialog.showModal();
  dialog.querySelector("[data-first-focus]")?.focus();
}

// Focus goes back to what opened the dialog, and only then: while a modal element stands, everything outside it is inert.
// When the opener has gone with its row, the page decides.
export function close(key) {
  const index = opened.findIndex(entry => entry.key === key);
  if (index < 0) {
    return;
  }
  const [{ dialog, opener }] = opened.splice(index, 1);
  // A dialog above this one stays, and hands focus on to where this one would have.
  opened.slice(index).filter(above => dialog.contains(above.opener)).forEach(above => { above.opener = opener; });
  dialog.close();
  if (index === opened.length) {
    opener?.focus();
  }
}
