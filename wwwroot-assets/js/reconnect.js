// Blazor sets the classes of #components-reconnect-modal, the style sheet shows the texts; this adds the buttons.
const bar = document.getElementById("components-reconnect-modal");

async function retry() {
  try {
    bar.className = await Blazor.reconnect() ? "components-reconnect-hide" : "components-reconnect-rejected";
  } catch {
    bar.className = "components-reconnect-failed";
  }
}

bar.querySelector("[data-action=retry]").addEventListener("click", retry);
document.querySelectorAll("[data-action=reload]").forEach(button => button.addEventListener("click", () => location.reload()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && bar.classList.contains("components-reconnect-failed")) {
    retry();
  }
});
