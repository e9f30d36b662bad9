// The wheel over a focused number field steps its value: whoever scrolls on after typing 60 would save 55. It does nothing there.
// Listening only while such a field has the focus leaves the page's own scrolling as quick as it is.
const still = event => event.preventDefault();

const isNumber = element => element.matches?.("input[type=number]");

document.addEventListener("focusin", focused => {
  if (isNumber(focused.target)) {
    focused.target.addEventListener("wheel", still, { passive: false });
  }
});

document.addEventListener("focusout", left => {
  if (isNumber(left.target)) {
    left.target.removeEventListener("wheel", still);
  }
});
