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
// Typing in paper: Enter or a whole digit goes on, Backspace in an empty field goes back, the words stand beside the number.
for (const form of document.querySelectorAll("form[data-sheet]")) {
  const fields = [...form.querySelectorAll(".question input")];
  const go = (field, by) => {
    const next = fields[fields.indexOf(field) + by];
    if (next) {
      next.focus();
      next.select();
    } else if (by > 0) {
      const after = form.querySelector("#code") ?? form.querySelector("button:not([disabled])");
      after.focus();
    }
  };
  const say = (field) => {
    const question = field.closest(".question");
    const keys = [...question.querySelectorAll("[data-key]")];
    const typed = field.value.trim();
    const whole = keys.find((one) => one.dataset.key === typed);
    const parts = whole || keys.some((one) => one.dataset.key.length > 1) ? typed.split(/[\s,;.+-]+/) : [...typed.replace(/[\s,;.+-]/g, "")];
    const words = parts.filter(Boolean).map((part) => keys.find((one) => one.dataset.key === part));
    const blank = typed === "" || typed === "0" || keys.length === 0;
    const output = question.querySelector("output");
    output.textContent = blank ? "" : words.map((one) => (one ? one.lastChild.textContent.trim() : "?")).join(", ");
    output.classList.toggle("unknown", !blank && words.includes(undefined));
    return blank ? typed === "0" : !words.includes(undefined);
  };
  for (const field of fields) {
    say(field);
    field.addEventListener("input", (event) => {
      const good = say(field);
      if (good && "oneDigit" in field.dataset && event.inputType === "insertText") go(field, 1);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        go(field, 1);
      } else if (event.key === "Backspace" && field.value === "") {
        event.preventDefault();
        go(field, -1);
      }
    });
  }
  if (!document.querySelector(".faults")) fields[0]?.focus();
}
