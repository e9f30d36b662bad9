// Read at the moment it is needed and not kept anywhere: neither in the field nor, character by character, on the server.
export function take(field) {
  const typed = field.value;
  field.value = "";
  return typed;
}
