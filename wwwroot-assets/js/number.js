// The wheel over a focused number field steps its value: a person who types 60 and scrolls on would save 55. So it is disabled there.
// Listening only while such a field has the focus keeps the page's own scrolling fast.
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
