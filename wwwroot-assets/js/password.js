// Read at the moment it is needed and nowhere kept: neither in the field nor, letter by letter, on the server.
export function take(field) {
  const typed = field.value;
  field.value = "";
  return typed;
}
