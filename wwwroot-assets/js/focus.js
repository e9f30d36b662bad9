export function byId(id) {
  const target = document.getElementById(id);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

let path = location.pathname;

// After following a link in the drawer or the account menu. Popovers that explain or set something on the same page stay open.
export function closePopovers() {
  const stays = location.pathname === path ? ":not(.explanation)" : "";
  path = location.pathname;
  document.querySelectorAll(`:popover-open${stays}`).forEach(open => open.hidePopover());
}
