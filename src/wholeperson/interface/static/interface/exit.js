// Leaving at once: blank the page, tell the server, and replace this page in the history so that Back does not show it.
const link = document.querySelector("[data-exit]");
const said = document.querySelector("[data-said]");
const WITHIN = 5000;
let presses = 0;
let alone = false;
let forget;

// Help that was kept for a day without a connection. The answer of the server asks for the same, also after we left.
export function forgetKept() {
  const workers = navigator.serviceWorker?.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister())));
  const copies = globalThis.caches?.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))));
  return Promise.all([workers, copies]).catch(() => {});
}

function leave() {
  document.documentElement.classList.add("left");
  document.title = "…";
  try {
    // Names of loops and the like: whoever takes the device next finds nothing.
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  // Should the word to the server be slow, the next page asked for by Back carries this and finds nobody signed in.
  document.cookie = "left=yes; path=/; max-age=86400; samesite=lax";
  forgetKept();
  fetch(link.href, { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => {});
  location.replace(link.dataset.exit || link.href);
}

function say(words) {
  said.textContent = words;
}

function startAgain() {
  presses = 0;
  say("");
}

function pressed() {
  clearTimeout(forget);
  presses += 1;
  if (presses === 3) {
    say("Leaving.");
    leave();
    return;
  }
  say(presses === 1 ? "Press Shift two more times to leave this page." : "Press Shift once more to leave this page.");
  forget = setTimeout(startAgain, WITHIN);
}

export function exit() {
  for (const door of document.querySelectorAll("[data-exit]")) {
    door.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      leave();
    });
  }
  // Only Shift by itself counts: a capital letter is not a wish to leave.
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && (alone || !event.repeat);
    if (!alone && presses) startAgain();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    pressed();
  });
}
