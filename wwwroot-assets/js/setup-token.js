// The link carries the token in its fragment, which is not sent to servers; it is removed from the address bar at once, and so from the
// history and from copied addresses.
const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) {
  document.getElementById("field-setup-token").value = token;
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("field-user-name").focus();
}
