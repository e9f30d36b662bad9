// The link carries the token in its fragment, which is not sent to servers; out of the address bar it goes at once, and with it
// out of the history and of what people copy.
const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) {
  document.getElementById("field-setup-token").value = token;
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("field-user-name").focus();
}
