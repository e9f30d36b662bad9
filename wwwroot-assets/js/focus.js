export function byId(id) {
  const target = document.getElementById(id);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

let path = location.pathname;

// After a link in the drawer or the account menu was followed. What explains or sets something on this very page stays open.
export function closePopovers() {
  const stays = location.pathname === path ? ":not(.explanation)" : "";
  path = location.pathname;
  document.querySelectorAll(`:popover-open${stays}`).forEach(open => open.hidePopover());
}
