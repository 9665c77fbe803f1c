// Names that somebody gives to loops are kept on their device alone, and shown instead of the way round.
const KEY = "wholeperson-loop-names";

function all() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

function keep(loop, name) {
  const names = all();
  if (name) names[loop] = name;
  else delete names[loop];
  try {
    if (Object.keys(names).length) localStorage.setItem(KEY, JSON.stringify(names));
    else localStorage.removeItem(KEY);
  } catch {
    // A device that keeps nothing still gives the file.
  }
}

export function show() {
  const names = all();
  document.querySelectorAll("[data-loop]").forEach((place) => {
    place.dataset.before ??= place.textContent;
    place.textContent = names[place.dataset.loop] || place.dataset.before;
  });
  document.querySelectorAll("[data-name-loop]").forEach((form) => {
    const loop = form.dataset.nameLoop;
    form.querySelector("[data-device]").hidden = false;
    form.querySelector("[data-forget]").hidden = !names[loop];
    if (names[loop]) form.querySelector("[name=name]").value = names[loop];
  });
}

export function names() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-name-loop]");
    if (!form) return;
    keep(form.dataset.nameLoop, form.querySelector("[name=name]").value.trim().slice(0, 80));
    show();
  });
  document.addEventListener("click", (event) => {
    const forget = event.target.closest("[data-forget]");
    if (!forget) return;
    const form = forget.closest("[data-name-loop]");
    keep(form.dataset.nameLoop, "");
    form.querySelector("[name=name]").value = "";
    show();
    form.querySelector("[name=name]").focus();
  });
  show();
}
