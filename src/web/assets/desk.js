// Adds to pages that work without it.
"use strict";
// A letter's link carries its code behind "#", which no server sees.
for (const field of document.querySelectorAll("[data-from-fragment]")) {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code && !field.value) {
    field.value = code;
    history.replaceState(null, "", location.pathname + location.search);
  }
}
// Errors are read first.
document.querySelector(".faults")?.focus();
// Texts to pass on: copied or shared with one press, where the browser can.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    button.textContent = button.dataset.done;
  });
}
if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ text: document.getElementById(button.dataset.share).value }).catch(() => {});
    });
  }
}
