// Content stays in the browser until it is known to contain no private key; the server repeats every check.
export function attach(room, listener, maxBytes) {
  // The page was left while this script was loading.
  if (!room) {
    return;
  }
  const input = room.querySelector("input[type=file]");
  const text = room.querySelector("textarea");
  room.querySelector("[data-action=upload]").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    await sendFiles([...input.files], listener, maxBytes);
    input.value = "";
  });
  room.addEventListener("dragover", dragged => dragged.preventDefault());
  room.addEventListener("drop", dropped => {
    dropped.preventDefault();
    sendFiles([...dropped.dataTransfer.files], listener, maxBytes);
  });
  room.querySelector("[data-action=paste]").addEventListener("click", async () => {
    const bytes = new TextEncoder().encode(text.value);
    text.value = "";
    await listener.invokeMethodAsync("BeginAsync");
    await send("", bytes, listener, maxBytes);
  });
}

async function sendFiles(files, listener, maxBytes) {
  await listener.invokeMethodAsync("BeginAsync");
  for (const file of files) {
    // A file that is too large is not even read.
    const bytes = file.size > maxBytes ? null : new Uint8Array(await file.arrayBuffer());
    await send(file.name, bytes, listener, maxBytes);
  }
}

async function send(name, bytes, listener, maxBytes) {
  if (bytes === null || bytes.length > maxBytes) {
    await listener.invokeMethodAsync("RefuseAsync", "too-large");
  } else if (holdsPrivateKey(bytes)) {
    await listener.invokeMethodAsync("RefuseAsync", "private");
  } else {
    await listener.invokeMethodAsync("TakeAsync", name, DotNet.createJSStreamReference(bytes));
  }
}

const boundary = /-{4} ?(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?(?:-{4}|\r?$)|^[ \t]*PuTTY-User-Key-File-[0-9]/im;
const privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

// PEM of every kind and PuTTY's files are recognised by a block boundary, JWKs by a member, in UTF-8 or UTF-16; a block under a wrong label
// and bare base64 by their decoded content. Words prove nothing: a comment may say where the private key is kept.
function holdsPrivateKey(bytes) {
  const text = new TextDecoder("latin1").decode(bytes).replaceAll("\0", "");
  const bodies = text.match(/[A-Za-z0-9+/=\s]{64,}/g) ?? [];
  return boundary.test(text) || holdsPrivateMember(text) || isPrivateDer(bytes) || bodies.some(body => isPrivateDer(decode(body)));
}

function holdsPrivateMember(text) {
  try {
    return isPrivate(JSON.parse(text.slice(Math.max(0, text.search(/[{[]/)))));
  } catch {
    return /"(d|k|\\u0064|\\u006b)"\s*:\s*"/i.test(text);
  }
}

function isPrivate(value) {
  return value !== null && typeof value === "object"
    && (privateMembers.some(member => Object.hasOwn(value, member)) || Object.values(value).some(isPrivate));
}

function decode(base64) {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, "")), character => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

// By its beginning: PKCS#8 and PKCS#1 with version 0, SEC1 and the newer PKCS#8 with 1, PKCS#12 with 3; an encrypted PKCS#8 with an
// algorithm and the encrypted octets; a Java key store with its magic number.
function isPrivateDer(bytes) {
  if ([0xfe, 0xed, 0xfe, 0xed].every((mark, index) => bytes[index] === mark)) {
    return true;
  }
  const outer = elementAt(bytes, 0);
  if (outer.tag !== 0x30) {
    return false;
  }
  const first = elementAt(bytes, outer.start);
  if (first.tag === 0x02) {
    return first.end - first.start === 1 && [0, 1, 3].includes(bytes[first.start]);
  }
  return first.tag === 0x30 && elementAt(bytes, first.end).tag === 0x04;
}

// Tag, and the start and end of the content. An indefinite length (BER) is taken to be the shortest: no public key is encoded that way.
function elementAt(bytes, at) {
  const lengthBytes = bytes[at + 1] & 0x80 ? bytes[at + 1] & 0x7f : 0;
  const start = at + 2 + lengthBytes;
  const length = lengthBytes === 0 ? bytes[at + 1] & 0x7f : bytes.slice(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return { tag: bytes[at], start, end: start + length };
}
