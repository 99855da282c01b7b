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
