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
// A long list of boxes is narrowed while one types, with or without marks; what is chosen stays in view.
for (const shell of document.querySelectorAll("[data-filter-for]")) {
  const field = shell.querySelector("input");
  const list = document.getElementById(shell.dataset.filterFor);
  const fold = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  shell.hidden = false;
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    for (const group of list.querySelectorAll("details")) {
      let left = 0;
      for (const choice of group.querySelectorAll(".choices .choice")) {
        const text = fold(choice.textContent);
        choice.hidden = !choice.querySelector("input").checked && !words.every((word) => text.includes(word));
        left += choice.hidden ? 0 : 1;
      }
      group.hidden = left === 0;
      if (words.length > 0 && left > 0) group.open = true;
    }
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}
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
