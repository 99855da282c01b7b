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
