// Without this script there is no toggle: the button is initially hidden.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(button.dataset.showPassword);
  const show = shown => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  // Browsers remember what was typed in a text field; before it is sent, the field is a password field again.
  field.form.addEventListener("submit", () => show(false));
}
