// What is read here stays here until it is known to hold no private key; the server repeats every check.
const maxBytes = 64 * 1024;

export function attach(room, listener) {
  const input = room.querySelector("input[type=file]");
  const text = room.querySelector("textarea");
  room.querySelector("[data-action=upload]").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    await sendFiles([...input.files], listener);
    input.value = "";
  });
  room.addEventListener("dragover", dragged => dragged.preventDefault());
  room.addEventListener("drop", dropped => {
    dropped.preventDefault();
    sendFiles([...dropped.dataTransfer.files], listener);
  });
  room.querySelector("[data-action=paste]").addEventListener("click", async () => {
    const bytes = new TextEncoder().encode(text.value);
    text.value = "";
    await send("", bytes, listener);
  });
}

async function sendFiles(files, listener) {
  for (const file of files) {
    // A large file is not even read.
    const bytes = file.size > maxBytes ? null : new Uint8Array(await file.arrayBuffer());
    await send(file.name, bytes, listener);
  }
}

async function send(name, bytes, listener) {
  if (bytes === null || bytes.length > maxBytes) {
    await listener.invokeMethodAsync("RefuseAsync", "too-large");
  } else if (holdsPrivateKey(bytes)) {
    await listener.invokeMethodAsync("RefuseAsync", "private");
  } else {
    await listener.invokeMethodAsync("TakeAsync", name, DotNet.createJSStreamReference(bytes));
  }
}

// PEM of every kind, PuTTY's files and JWKs say it in words, in UTF-8 or UTF-16; DER by its first number: PKCS#8 and PKCS#1 begin with
// version 0, SEC1 with 1, PKCS#12 with 3.
function holdsPrivateKey(bytes) {
  const text = new TextDecoder("latin1").decode(bytes).replaceAll("\0", "");
  return /PRIVATE KEY|PuTTY-User-Key-File|"(d|k)"\s*:/.test(text) || isPrivateDer(bytes);
}

function isPrivateDer(bytes) {
  if (bytes[0] !== 0x30) {
    return false;
  }
  const start = 2 + (bytes[1] & 0x80 ? bytes[1] & 0x7f : 0);
  return bytes[start] === 0x02 && bytes[start + 1] === 0x01 && [0, 1, 3].includes(bytes[start + 2]);
}
