// Without this script there is no toggle: the button comes hidden.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(button.dataset.showPassword);
  const show = shown => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  // Browsers keep what was typed in a text field; a password is none by the time it is sent.
  field.form.addEventListener("submit", () => show(false));
}
