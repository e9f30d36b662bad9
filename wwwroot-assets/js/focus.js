export function byId(id) {
  const target = document.getElementById(id);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

// After a link in the drawer or the account menu was followed.
export function closePopovers() {
  document.querySelectorAll(":popover-open").forEach(open => open.hidePopover());
}
