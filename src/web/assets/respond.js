// Only adds: keeps a page's answers while they are typed, and counts what is left to write. Everything works without it.
(() => {
  const faults = document.getElementById('faults');
  if (faults) faults.focus();
  const form = document.getElementById('answers');
  if (!form) return;
  let changed = false;
  const save = () => {
    if (!changed) return;
    changed = false;
    const body = new URLSearchParams(new FormData(form));
    body.set('action', 'save');
    fetch(form.action, { method: 'POST', body, keepalive: true }).catch(() => { changed = true; });
  };
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('change', save);
  form.addEventListener('submit', () => { changed = false; });
  addEventListener('pagehide', save);
  for (const box of form.querySelectorAll('[data-max]')) {
    const left = document.createElement('p');
    left.className = 'count';
    const count = () => { left.textContent = `${[...box.value].length} / ${box.dataset.max}`; };
    box.after(left);
    box.addEventListener('input', count);
    count();
  }
})();
