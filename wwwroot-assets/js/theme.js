// The choice is stored in a cookie so that the server renders the first page with it: no flash.
export function choose(choice) {
  const root = document.documentElement;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const age = choice ? 31536000 : 0;
  document.cookie = `portal-theme=${choice}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  if (choice) {
    root.dataset.theme = choice;
  } else {
    delete root.dataset.theme;
  }
}
